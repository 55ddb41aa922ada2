import { isPlatform, Platform } from "@galaxy-kit/protocol";
import { UsageError } from "../command-line/command-failed.js";
import { nearest } from "../command-line/nearest.js";

/** Understands the id that GALAXY has for a platform, and the name of it in `Platform`. */
export function parsePlatform(text: string): Platform {
  const named = Object.entries(Platform).find(([name]) => name.toLowerCase() === text.toLowerCase())?.[1];
  const id = named ?? text.toLowerCase();
  if (isPlatform(id)) return id;
  const meant = nearest(id, Object.values(Platform));
  const hint = meant === undefined ? "Where it has none for yours, take generic." : `Did you mean ${meant}?`;
  throw new UsageError(`GALAXY knows no platform '${text}'. ${hint}`);
}
