import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const COMMAND = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** Generous: other programs may be building and testing on the same machine. */
const TIMEOUT_MS = 90_000;

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

/** Runs the program in a terminal. {@link Program.press} presses keys, and stdout is the screen. Not available on Windows. */
export const inTerminal: readonly string[] = ["python3", "-c", IN_TERMINAL];

/** The built command, running in its own process. */
export class Program {
  stdout = "";
  stderr = "";
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  /** The length of the stdout that has been matched. */
  #matched = 0;

  constructor(
    args: readonly string[],
    { command = COMMAND, cwd = process.cwd(), env = {}, wrapper = [] }: ProgramOptions = {},
  ) {
    const inherited = { ...process.env, GALAXY_KIT_LIBRARY: "", GALAXY_KIT_LOG_LEVEL: "" };
    const stdio = ["pipe", "pipe", "pipe"] as const;
    const [program = "", ...rest] = [...wrapper, process.execPath, command, ...args];
    this.#child = spawn(program, rest, { cwd, env: { ...inherited, ...env }, stdio: [...stdio] });
    this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => (this.stdout += text));
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.stderr += text));
    this.#exited = once(this.#child, "close").then(([code, signal]) => code ?? signal);
  }

  /** Runs the program until it exits. */
  static async run(args: readonly string[], options?: ProgramOptions) {
    const program = new Program(args, options);
    program.closeInput();
    const code = await program.exitCode();
    return { code, stdout: program.stdout, stderr: program.stderr };
  }

  async exitCode(): Promise<unknown> {
    return await this.#orTimeout(this.#exited, "the program to end");
  }

  /** Waits until stdout matches after the previous match, and returns the match. */
  async shows(pattern: RegExp): Promise<RegExpExecArray> {
    const shown = new Promise<RegExpExecArray>((resolve) => {
      const look = (): void => {
        const match = pattern.exec(this.stdout.slice(this.#matched));
        if (!match) return;
        this.#child.stdout?.off("data", look);
        this.#matched += match.index + match[0].length;
        resolve(match);
      };
      this.#child.stdout?.on("data", look);
      look();
    });
    return await this.#orTimeout(shown, String(pattern));
  }

  /** Waits until stderr matches. */
  async warns(pattern: RegExp): Promise<void> {
    const warned = new Promise<void>((resolve) => {
      const look = (): void => {
        if (!pattern.test(this.stderr)) return;
        this.#child.stderr?.off("data", look);
        resolve();
      };
      this.#child.stderr?.on("data", look);
      look();
    });
    await this.#orTimeout(warned, String(pattern));
  }

  type(line: string): void {
    this.press(`${line}\n`);
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

  /** Kills the program, if it is still running. */
  async destroy(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#exited;
  }

  async #orTimeout<T>(promise: Promise<T>, condition: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      const fail = (): void =>
        reject(new Error(`Timed out waiting for ${condition}. Output so far:\n${this.stdout}${this.stderr}`));
      timer = setTimeout(fail, TIMEOUT_MS);
    });
    return await Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
  }
}
