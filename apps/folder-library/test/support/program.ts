import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { eventually } from "./eventually.js";

const START = fileURLToPath(new URL("../../dist/start.js", import.meta.url));

/** The built program behind `npm start`, running. */
export class Program {
  stdout = "";
  stderr = "";
  readonly #child: ChildProcess;
  readonly #exited: Promise<number | NodeJS.Signals | null>;

  constructor(
    args: readonly string[],
    { env = {}, cwd = process.cwd() }: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
  ) {
    const {
      GALAXY_KIT_LIBRARY: _library,
      GALAXY_KIT_LOG_LEVEL: _level,
      npm_lifecycle_event: _event,
      ...inherited
    } = process.env;
    this.#child = spawn(process.execPath, [START, ...args], {
      cwd,
      env: { ...inherited, ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.stdout += text;
    });
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
    });
    this.#exited = new Promise((resolve) => {
      this.#child.once("close", (code, signal) => {
        resolve(code ?? signal);
      });
    });
  }

  /** Runs to its end. */
  static async run(
    args: readonly string[],
    options: ConstructorParameters<typeof Program>[1] = {},
  ): Promise<{ code: unknown; stdout: string; stderr: string }> {
    const program = new Program(args, options);
    program.closeInput();
    const code = await program.exitCode();
    return { code, stdout: program.stdout, stderr: program.stderr };
  }

  async exitCode(): Promise<unknown> {
    let exit: { readonly code: unknown } | undefined;
    void this.#exited.then((code) => {
      exit = { code };
    });
    const { code } = await eventually(`the program ends; so far:\n${this.stdout}${this.stderr}`, () => exit);
    return code;
  }

  /** Waits until it has written this to stdout. */
  async shows(pattern: RegExp): Promise<void> {
    await eventually(`stdout matches ${String(pattern)}`, () => (pattern.test(this.stdout) ? true : undefined));
  }

  async warns(pattern: RegExp): Promise<void> {
    await eventually(`stderr matches ${String(pattern)}`, () => (pattern.test(this.stderr) ? true : undefined));
  }

  type(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
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
}
