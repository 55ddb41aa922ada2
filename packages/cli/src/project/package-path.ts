import { win32 } from "node:path";

/** Windows reserves these names for devices, in every folder and with every extension. */
const DEVICES = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]) *(\.|$)/i;
/** Not allowed in names on Windows, where a colon would name a stream of another file. */
const FORBIDDEN = /[<>:"|?*\p{Cc}\ufffd]/u;

/** Changes the direction in which the rest of a name is shown: `gnp.exe` can look like `exe.png`. */
const DIRECTION_CONTROL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Left behind by macOS, Windows and Git. */
const LEFTOVERS = new Set([".git", "__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"]);

/** Whether a file or folder may belong to an integration. */
export function isOrdinaryFile(name: string): boolean {
  return !LEFTOVERS.has(name);
}

/** Returns why a name may deceive users, or undefined if it is what it looks like. */
export function problemWithName(name: string): string | undefined {
  return DIRECTION_CONTROL.test(name)
    ? "has a character in its name that changes the direction of text, which can disguise a program"
    : undefined;
}

/** The longest path that every program on Windows can open; the folder around it takes a third of it. */
const MAX_PATH_LENGTH = 260;
/** Windows counts the end of the text. */
export const MAX_FULL_PATH_LENGTH = 259;
const MAX_SHOWN_LENGTH = 80;

/**
 * Returns why a path cannot be written to every user's disk, or undefined if it can. The rules of Windows apply on every
 * system, since most users have Windows.
 */
export function problemWithPath(path: string): string | undefined {
  if (path === "") return "has no name";
  if (path.length > MAX_PATH_LENGTH)
    return `has a path of ${path.length} characters; Windows allows ${MAX_PATH_LENGTH}`;
  if (path.includes("\\")) return "has a backslash in its path; zips use slashes";
  if (/^\/|^[a-z]:/i.test(path)) return "is an absolute path";
  for (const part of path.replace(/\/$/, "").split("/")) {
    if (part === "..") return "leaves the folder it is unpacked into";
    if (part === "" || part === ".") return "has an empty part in its path";
    if (/[. ]$/.test(part)) return "has a name that ends with a dot or a space, which Windows drops";
    if (DEVICES.test(part)) return "has the name of a Windows device";
    if (FORBIDDEN.test(part)) return "has a character in its name that Windows does not allow";
  }
  return problemWithName(path);
}

/** Returns the path in a folder of Windows if it is too long for most programs there, such as GALAXY's Python. */
export function tooLongPath(folder: string, paths: readonly string[]): string | undefined {
  const [longest] = paths.map((path) => win32.join(folder, path)).sort((one, other) => other.length - one.length);
  return longest !== undefined && longest.length > MAX_FULL_PATH_LENGTH ? longest : undefined;
}

/** Returns the same key for paths that are the same file on Windows and macOS. */
export function collisionKey(path: string): string {
  return path.replace(/\/$/, "").normalize("NFC").toUpperCase();
}

/** Quotes a path for a message and shortens it, since a hostile path can have any length. */
export function quotePath(path: string): string {
  return JSON.stringify(path.length > MAX_SHOWN_LENGTH ? `${path.slice(0, MAX_SHOWN_LENGTH)}…` : path);
}
