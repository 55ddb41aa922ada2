import { isPlatform, Platform } from "@galaxy-kit/protocol";
import { UsageError } from "../command-line/command-error.js";
import { nearest } from "../command-line/nearest.js";

/** Those that an integration can be for. GALAXY has an id for the others, too: "unknown". */
export const platforms = Object.entries(Platform).filter(([, id]) => id !== Platform.Unknown);

/** Understands the id that GALAXY has for a platform, and the name of it in `Platform`. */
export function parsePlatform(text: string): Platform {
  const named = platforms.find(([name]) => name.toLowerCase() === text.toLowerCase())?.[1];
  const id = named ?? text.toLowerCase();
  if (isPlatform(id) && id !== Platform.Unknown) return id;
  const meant = nearest(
    id,
    platforms.map(([, known]) => known),
  );
  const hint = meant === undefined ? "Where it has none for yours, take generic." : `Did you mean ${meant}?`;
  throw new UsageError(`GALAXY knows no platform '${text}'. ${hint}`);
}
