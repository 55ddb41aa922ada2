import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const COMMAND = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** Others build and test on the same machine. */
const PATIENCE_MS = 90_000;

interface Surroundings {
  /** The command as another package has it. */
  readonly command?: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** A command that starts it, such as one that limits it, or {@link inTerminal}. */
  readonly before?: readonly string[];
}

/** A file cannot grow beyond 32 KB: as far as a write can tell, a disk that is full. */
export const fullDisk: readonly string[] = ["sh", "-c", 'ulimit -f 64; exec "$@"', "sh"];

/** Without a size there is no room for a letter. */
const IN_TERMINAL = `
import os, pty, sys
status = pty.spawn(["sh", "-c", 'stty columns 100 rows 40 && exec "$@"', "sh", *sys.argv[1:]])
sys.exit(os.WEXITSTATUS(status))
`;

/** Gives it a terminal, whose keys {@link Program.press} presses and whose screen is stdout. There is none on Windows. */
export const inTerminal: readonly string[] = ["python3", "-c", IN_TERMINAL];

/** The built command, running as a process of its own. */
export class Program {
  stdout = "";
  stderr = "";
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  /** How much of stdout a test has looked at. */
  #seen = 0;

  constructor(
    args: readonly string[],
    { command = COMMAND, cwd = process.cwd(), env = {}, before = [] }: Surroundings = {},
  ) {
    const inherited = { ...process.env, GALAXY_KIT_LIBRARY: "", GALAXY_KIT_LOG_LEVEL: "" };
    const stdio = ["pipe", "pipe", "pipe"] as const;
    const [program = "", ...rest] = [...before, process.execPath, command, ...args];
    this.#child = spawn(program, rest, { cwd, env: { ...inherited, ...env }, stdio: [...stdio] });
    this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => (this.stdout += text));
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.stderr += text));
    this.#exited = once(this.#child, "close").then(([code, signal]) => code ?? signal);
  }

  /** Runs to its end. */
  static async run(args: readonly string[], surroundings?: Surroundings) {
    const program = new Program(args, surroundings);
    program.closeInput();
    const code = await program.exitCode();
    return { code, stdout: program.stdout, stderr: program.stderr };
  }

  async exitCode(): Promise<unknown> {
    return await this.#patiently(this.#exited, "the program to end");
  }

  /** Waits until stdout goes on with this after what was waited for before, and answers the match. */
  async shows(pattern: RegExp): Promise<RegExpExecArray> {
    const shown = new Promise<RegExpExecArray>((resolve) => {
      const look = (): void => {
        const match = pattern.exec(this.stdout.slice(this.#seen));
        if (!match) return;
        this.#child.stdout?.off("data", look);
        this.#seen += match.index + match[0].length;
        resolve(match);
      };
      this.#child.stdout?.on("data", look);
      look();
    });
    return await this.#patiently(shown, String(pattern));
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

  /** Whatever happens in a test, nothing of it stays. */
  async destroy(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#exited;
  }

  async #patiently<T>(promise: Promise<T>, wanted: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const fail = (): void => reject(new Error(`Waited in vain for ${wanted}. So far:\n${this.stdout}${this.stderr}`));
      timer = setTimeout(fail, PATIENCE_MS);
    });
    return await Promise.race([promise, late]).finally(() => clearTimeout(timer));
  }
}

/** Whether there is a process of this number. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
