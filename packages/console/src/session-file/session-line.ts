import { isPlainObject, isTooDeep } from "@galaxy-kit/protocol";
import type { RequestName } from "../contract/requests.js";
import type { Update } from "../contract/updates.js";

/** The version of the format. A file of a newer version is refused. */
export const SESSION_VERSION = 1;

/** The first line of a recorded session. */
export interface SessionHeader {
  readonly galaxyKitSession: typeof SESSION_VERSION;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** A later line: each update and answer, and at the end how many values of each kind were masked. */
export type SessionLine =
  | { readonly update: Update }
  | { readonly request: RequestName; readonly params: unknown; readonly result: unknown }
  | { readonly masked: Readonly<Record<string, number>> };

export function isSessionHeader(line: object): line is SessionHeader {
  return "galaxyKitSession" in line && "savedAt" in line && typeof line.savedAt === "number";
}

export function isSessionLine(line: object): line is SessionLine {
  if (isTooDeep(line)) return false;
  if ("masked" in line) return isPlainObject(line.masked);
  if ("request" in line) return typeof line.request === "string";
  if (!("update" in line) || !isPlainObject(line.update)) return false;
  return line.update["type"] !== "welcome" || typeof line.update["name"] === "string";
}
