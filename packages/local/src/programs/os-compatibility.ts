import { open } from "node:fs/promises";
import { extname } from "node:path";
import { OSCompatibility } from "@galaxy-kit/sdk";

const { Windows, MacOS, Linux } = OSCompatibility;
const EVERYWHERE = Windows | MacOS | Linux;

const byExtension: Readonly<Record<string, OSCompatibility>> = {
  ".exe": Windows,
  ".bat": Windows,
  ".cmd": Windows,
  ".app": MacOS,
  ".command": MacOS,
  ".appimage": Linux,
  ".desktop": Linux,
  ".js": EVERYWHERE,
  ".mjs": EVERYWHERE,
  ".cjs": EVERYWHERE,
  ".jar": EVERYWHERE,
};

/** How programs for one processor begin. */
const MACH_O: ReadonlySet<string> = new Set(["feedface", "feedfacf", "cefaedfe", "cffaedfe"]);
/** How programs for several processors begin, and classes of Java. */
const FAT_MACH_O = "cafebabe";
/** Next comes the number of processors, or the version of Java, which has always been larger. */
const FIRST_JAVA_VERSION = 45;

/**
 * Returns the operating systems that a program runs on, judging by its extension or, if that is not enough, by its first bytes. Resolves to
 * undefined if neither is known, and if the file does not exist.
 *
 * @example
 * ```ts
 * @OSCompatibilities()
 * systems(gameId: string) {
 *   return osCompatibilityOf(this.shop.programOf(gameId));
 * }
 * ```
 */
export async function osCompatibilityOf(program: string): Promise<OSCompatibility | undefined> {
  return byExtension[extname(program).toLowerCase()] ?? byContent(await firstBytes(program, 8));
}

function byContent(start: Buffer): OSCompatibility | undefined {
  const text = start.toString("latin1");
  if (text.startsWith("MZ")) return Windows;
  if (text.startsWith("#!")) return MacOS | Linux;
  if (text.startsWith("\x7fELF")) return Linux;
  const magic = start.toString("hex", 0, 4);
  if (MACH_O.has(magic)) return MacOS;
  if (magic !== FAT_MACH_O || start.length < 8) return undefined;
  return start.readUInt32BE(4) < FIRST_JAVA_VERSION ? MacOS : EVERYWHERE;
}

async function firstBytes(path: string, length: number): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return Buffer.alloc(0);
  }
}
