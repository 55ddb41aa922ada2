/** Windows takes them for devices, in every folder and with every ending. */
const DEVICES = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]) *(\.|$)/i;
/** No name on Windows may have them; a colon would name a stream of another file there. */
const FORBIDDEN = /[<>:"|?*\p{Cc}\ufffd]/u;

/** The longest that programs on Windows can be sure to open; the folder around it takes a third of it. */
const LONGEST = 260;
const SHOWN = 80;

/** Answers why a path in a package cannot be written to every user's disk. The rules of Windows count everywhere: that is where most users are. */
export function problemWithPath(path: string): string | undefined {
  if (path === "") return "has no name";
  if (path.length > LONGEST)
    return `has a path of ${path.length} characters, and Windows opens none with more than ${LONGEST}`;
  if (path.includes("\\")) return "has a backslash in its path: zips have slashes";
  if (/^\/|^[a-z]:/i.test(path)) return "is an absolute path";
  for (const part of path.replace(/\/$/, "").split("/")) {
    if (part === "..") return "leaves the folder that it is unpacked into";
    if (part === "" || part === ".") return "has a part without a name in its path";
    if (/[. ]$/.test(part)) return "has a name that ends in a dot or a space, which Windows leaves out";
    if (DEVICES.test(part)) return "has the name of a device on Windows";
    if (FORBIDDEN.test(part)) return "has a character in its name that no name can have on Windows";
  }
  return undefined;
}

/** The same for names that are one and the same on Windows and macOS. */
export function samenessKey(path: string): string {
  return path.replace(/\/$/, "").normalize("NFC").toUpperCase();
}

/** A path for a message: a hostile one can have any length. */
export function quotePath(path: string): string {
  return JSON.stringify(path.length > SHOWN ? `${path.slice(0, SHOWN)}…` : path);
}
