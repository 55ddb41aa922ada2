import { isListedPlatform, Platform } from "@galaxy-kit/protocol";
import { UsageError } from "../command-line/command-error.js";
import { nearest } from "../command-line/nearest.js";

/** The platforms that users can connect. */
export const platforms = Object.entries(Platform).filter(([, id]) => isListedPlatform(id));
export const missingPlatformHint = "If yours is missing, use one that your users do not need.";

/** Accepts the id of a platform, and its name in `Platform`. */
export function parsePlatform(text: string): Platform {
  const wanted = text.toLowerCase();
  const found = platforms.find(([name, id]) => name.toLowerCase() === wanted || id === wanted);
  if (found) return found[1];
  const ids = platforms.map(([, id]) => id).sort();
  const meant = nearest(wanted, ids);
  const hint = meant === undefined ? `${missingPlatformHint} It lists ${ids.join(", ")}.` : `Did you mean ${meant}?`;
  throw new UsageError(`GALAXY does not list the platform '${text}'. ${hint}`);
}
