import { extname } from "node:path";

/** How a program is started, for `spawn` without a shell. */
export interface ProgramCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** The arguments are quoted already. */
  readonly verbatim?: boolean;
}

/** What has a meaning for `cmd.exe` even in quotes. */
const UNSAFE_IN_BATCH = /["%!\r\n]/;

/** Returns how to start a program, a script or an app. */
export function commandFor(file: string, args: readonly string[], system = process.platform): ProgramCommand {
  const extension = extname(file).toLowerCase();
  if ([".js", ".mjs", ".cjs"].includes(extension)) return { command: process.execPath, args: [file, ...args] };
  if (system === "win32" && [".bat", ".cmd"].includes(extension)) return batchCommand(file, args);
  // With -W, `open` exits when the app does.
  if (system === "darwin" && extension === ".app") {
    return { command: "open", args: ["-W", "-n", "-a", file, ...(args.length > 0 ? ["--args", ...args] : [])] };
  }
  return { command: file, args };
}

/** Windows starts batch files through `cmd.exe`, which reads the command line in its own way. */
function batchCommand(file: string, args: readonly string[]): ProgramCommand {
  const unsafe = [file, ...args].find((text) => UNSAFE_IN_BATCH.test(text));
  if (unsafe !== undefined) {
    throw new Error(
      `Cannot pass ${JSON.stringify(unsafe)} to a batch file safely: it contains a quote, a percent sign, an exclamation mark or a ` +
        "line break. Start the program that the batch file starts.",
    );
  }
  const line = [file, ...args].map((text) => `"${text}"`).join(" ");
  return { command: "cmd.exe", args: ["/d", "/s", "/c", `"${line}"`], verbatim: true };
}
