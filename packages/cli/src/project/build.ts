import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

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
  // The abort is told as an error, besides the exit.
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
