import { isPlatform, Platform } from "@galaxy-kit/protocol";
import { UsageError } from "../command-line/command-error.js";
import { nearest } from "../command-line/nearest.js";

/** The platforms that an integration can be for: all except "unknown". */
export const platforms = Object.entries(Platform).filter(([, id]) => id !== Platform.Unknown);

/** Accepts the id of a platform, and its name in `Platform`. */
export function parsePlatform(text: string): Platform {
  const named = platforms.find(([name]) => name.toLowerCase() === text.toLowerCase())?.[1];
  const id = named ?? text.toLowerCase();
  if (isPlatform(id) && id !== Platform.Unknown) return id;
  const meant = nearest(
    id,
    platforms.map(([, known]) => known),
  );
  const hint = meant === undefined ? "If yours is missing, use generic." : `Did you mean ${meant}?`;
  throw new UsageError(`GALAXY does not know the platform '${text}'. ${hint}`);
}
