import { open } from "node:fs/promises";
import { extname } from "node:path";
import { OSCompatibility } from "@galaxy-kit/sdk";

const { Windows, MacOS, Linux } = OSCompatibility;

/** A command and its arguments, for `spawn` without a shell. */
export type Command = readonly [command: string, args: readonly string[]];

interface ProgramKind {
  readonly systems: OSCompatibility;
  readonly command: (exe: string, args: readonly string[]) => Command;
}

const direct: ProgramKind["command"] = (exe, args) => [exe, args];

/** Runs in the same Node as this integration. */
const nodeScript: ProgramKind = {
  systems: Windows | MacOS | Linux,
  command: (exe, args) => [process.execPath, [exe, ...args]],
};

const kinds: Readonly<Record<string, ProgramKind>> = {
  ".exe": { systems: Windows, command: direct },
  // With -W, `open` exits when the app does.
  ".app": { systems: MacOS, command: (exe, args) => ["open", ["-W", "-n", exe, "--args", ...args]] },
  ".js": nodeScript,
  ".mjs": nodeScript,
  ".cjs": nodeScript,
};

/** Returns the command that starts a program. */
export function commandFor(exe: string, args: readonly string[]): Command {
  return (kinds[extname(exe).toLowerCase()]?.command ?? direct)(exe, args);
}

/** Returns the systems a program runs on, judging by its file extension or its first bytes; undefined if neither is known. */
export async function systemsOf(exe: string): Promise<OSCompatibility | undefined> {
  return kinds[extname(exe).toLowerCase()]?.systems ?? systemsByContent(await firstBytes(exe, 4));
}

function systemsByContent(start: Buffer): OSCompatibility | undefined {
  if (start.toString("latin1", 0, 2) === "#!") return MacOS | Linux;
  if (start.toString("latin1") === "\x7fELF") return Linux;
  // Mach-O, for a single architecture or universal.
  if (["cffaedfe", "cafebabe"].includes(start.toString("hex"))) return MacOS;
  return undefined;
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
