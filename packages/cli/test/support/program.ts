import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { anyPython } from "@galaxy-kit/test-support/jest";
import { neutral, type Outcome, Session } from "./session.js";

const COMMAND = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

interface ProgramOptions {
  /** The script to run; the built command by default. */
  readonly command?: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** A command that starts the program, such as {@link inTerminal}. */
  readonly wrapper?: readonly string[];
}

/** Limits files to 32 KB, which for a write looks like a full disk. */
export const fullDisk: readonly string[] = ["sh", "-c", 'ulimit -f 64; exec "$@"', "sh"];

/** A terminal needs a size to have room for text. */
const IN_TERMINAL = `
import os, pty, sys
status = pty.spawn(["sh", "-c", 'stty columns 100 rows 40 && exec "$@"', "sh", *sys.argv[1:]])
sys.exit(os.WEXITSTATUS(status))
`;

/** Runs the program in a terminal. {@link Program.press} presses keys, and stdout is the screen. Needs Python, and is not available on Windows. */
export const inTerminal: readonly string[] = [anyPython, "-c", IN_TERMINAL];

/** The built command, running in its own process. */
export class Program extends Session {
  protected readonly exited: Promise<unknown>;
  readonly #child: ChildProcess;

  constructor(
    args: readonly string[],
    { command = COMMAND, cwd = process.cwd(), env = {}, wrapper = [] }: ProgramOptions = {},
  ) {
    super();
    const stdio = ["pipe", "pipe", "pipe"] as const;
    const [program = "", ...rest] = [...wrapper, process.execPath, command, ...args];
    this.#child = spawn(program, rest, { cwd, env: { ...process.env, ...neutral, ...env }, stdio: [...stdio] });
    this.#child.stdout?.setEncoding("utf8").on("data", this.out.append);
    this.#child.stderr?.setEncoding("utf8").on("data", this.err.append);
    this.exited = once(this.#child, "close").then(([code, signal]) => code ?? signal);
  }

  /** Runs the program until it exits. */
  static async run(args: readonly string[], options?: ProgramOptions): Promise<Outcome> {
    return await new Program(args, options).outcome();
  }

  press(keys: string): void {
    this.#child.stdin?.write(keys);
  }

  closeInput(): void {
    this.#child.stdin?.end();
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async destroy(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.exited;
  }
}
