import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { CommandError } from "../command-line/command-error.js";
import { coloured } from "../terminal/paint.js";

/** The compiler that builds a folder: the TypeScript of the project itself. Absent when there is nothing to build. */
export function compilerOf(folder: string): string | undefined {
  const has = (file: string): boolean => existsSync(join(folder, file));
  if (has("manifest.json") || !has("package.json") || !has("tsconfig.json")) return undefined;
  try {
    const manifest = createRequire(resolve(folder, "package.json")).resolve("typescript/package.json");
    return join(dirname(manifest), "bin", "tsc");
  } catch {
    throw new CommandError(
      `${resolve(folder)} has a tsconfig.json, but no TypeScript to build it with: run \`npm install\` there, ` +
        "or `npm install --save-dev typescript` where its package.json does not name it.",
    );
  }
}

/** A build that has ended. */
export interface Build {
  readonly ok: boolean;
  /** What the compiler says, with colours. */
  readonly output: string;
  /** The files that it has written. */
  readonly emitted: readonly string[];
  /** Milliseconds. */
  readonly duration: number;
}

/** How the compiler names a file that it has written. */
const EMITTED = "TSFILE: ";

/** How a folder is built. */
interface BuildOptions {
  /** Build what looks built as well. */
  readonly force?: boolean;
  /** Ends the build. */
  readonly signal?: AbortSignal;
}

/** Runs `tsc --build` in a folder. */
export async function build(compiler: string, folder: string, { force, signal }: BuildOptions = {}): Promise<Build> {
  const begun = performance.now();
  // Where the user is, so that the paths in the errors lead there; the folder in full, as its name may begin like an option.
  const args = ["--build", resolve(folder), "--pretty", "--listEmittedFiles", ...(force ? ["--force"] : [])];
  const child = spawn(process.execPath, [compiler, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
    // A compiler that hangs must not keep the command from ending.
    killSignal: "SIGKILL",
    ...(signal && { signal }),
  });
  // An abort emits an error in addition to the exit.
  child.on("error", () => undefined);
  let text = "";
  for (const pipe of [child.stdout, child.stderr])
    pipe.setEncoding("utf8").on("data", (part: string) => (text += part));
  const [code] = (await once(child, "close")) as [number | null];
  const lines = text.split(/\r?\n/);
  return {
    ok: code === 0,
    output: lines
      .filter((line) => !line.startsWith(EMITTED))
      .join("\n")
      .trim(),
    emitted: lines.filter((line) => line.startsWith(EMITTED)).map((line) => line.slice(EMITTED.length)),
    duration: performance.now() - begun,
  };
}

/** Builds what is in a folder, if there is something to build; fails with what the compiler says. */
export async function buildFolder(folder: string): Promise<void> {
  const compiler = compilerOf(folder);
  if (compiler === undefined) return;
  const { ok, output } = await build(compiler, folder);
  if (!ok) throw new CommandError(`${resolve(folder)} cannot be built:\n${coloured(output, process.stderr)}`);
}
