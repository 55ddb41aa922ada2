import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Readable } from "node:stream";
import { jest } from "@jest/globals";
import { type Conversation, Listener, Signals } from "./conversation.js";
import { compileFixtures } from "./fixtures.js";

/** A line of an integration's log. */
export interface LogLine {
  readonly time: string;
  readonly level: string;
  readonly logger: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

export interface LaunchOptions {
  /** Options for Node itself. */
  readonly nodeOptions?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Leaves the log unread until `readLog` or `readLogSlowly` is called. */
  readonly leaveLog?: boolean;
  /** Writes the log into this file instead. */
  readonly logFile?: string;
  /** Keeps standard input open until `endInput` is called; otherwise it has already ended at startup. */
  readonly holdInput?: boolean;
  /** Give it a channel for messages. */
  readonly withChannel?: boolean;
}

export interface StartOptions extends LaunchOptions {
  readonly token?: string;
  /** Arguments after the token and the port. */
  readonly extraArgs?: readonly string[];
}

// Longer than the timeout of each wait, whose error describes the missing condition.
jest.setTimeout(60_000);

const fixturePath = compileFixtures();
const running = new Set<PluginProcess>();
const listeners = new Set<Listener>();

/** Ends everything that a test left running. For `afterEach`. */
export async function endAll(): Promise<void> {
  for (const listener of listeners) listener.close();
  listeners.clear();
  await Promise.all([...running].map((plugin) => plugin.kill()));
}

export async function listen(): Promise<Listener> {
  const listener = await Listener.open();
  listeners.add(listener);
  return listener;
}

/** An integration that runs in its own process. */
export class PluginProcess {
  #text = "";
  #output = "";
  /** The lines that were parsed so far, and where the next one begins: a long log is asked for after each of its chunks. */
  readonly #lines: LogLine[] = [];
  #parsed = 0;
  readonly #signals = new Signals(() => `Log:\n${this.#text.slice(-4000)}`);
  readonly #stderr: Readable;
  #outcome: { readonly code: number | null; readonly signal: string | null } | undefined;

  private constructor(
    private readonly child: ChildProcess,
    leaveLog: boolean,
  ) {
    running.add(this);
    this.#stderr = child.stderr as Readable;
    if (!leaveLog) this.readLog();
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.#output += text;
      this.#signals.fire();
    });
    // Not "exit": the pipe may still contain output.
    child.once("close", (code, signal) => {
      this.#outcome = { code, signal };
      running.delete(this);
      this.#signals.fire();
    });
  }

  /** Starts a fixture with a command line. */
  static async launch(
    fixture: string,
    args: readonly string[],
    {
      nodeOptions = [],
      env = {},
      leaveLog = false,
      logFile,
      holdInput = false,
      withChannel = false,
    }: LaunchOptions = {},
  ): Promise<PluginProcess> {
    const { GALAXY_KIT_LOG_LEVEL: _, NODE_OPTIONS: __, ...inherited } = process.env;
    const command = [process.execPath, ...nodeOptions, (await fixturePath)(fixture), ...args];
    const [program = "", ...rest] =
      logFile === undefined ? command : ["sh", "-c", 'exec "$@" 2>"$0"', logFile, ...command];
    const child = spawn(program, rest, {
      env: { ...inherited, ...env },
      stdio: [holdInput ? "pipe" : "ignore", "pipe", "pipe", ...(withChannel ? (["ipc"] as const) : [])],
    });
    return new PluginProcess(child, leaveLog);
  }

  /** Starts a fixture and accepts its connection. */
  static async start(
    fixture: string,
    { token = "a-token-for-tests", extraArgs = [], ...options }: StartOptions = {},
  ): Promise<[PluginProcess, Conversation]> {
    const listener = await listen();
    const accepted = listener.accept();
    const plugin = await PluginProcess.launch(fixture, [token, String(listener.port), ...extraArgs], options);
    const exited = plugin.exit.then(({ code }) =>
      Promise.reject(new Error(`The process exited with ${String(code)}.\n${plugin.#text}`)),
    );
    exited.catch(() => undefined);
    const conversation = await Promise.race([accepted, exited]);
    conversation.about = () => `Log:\n${plugin.#text.slice(-4000)}`;
    return [plugin, conversation];
  }

  /** Sends a message as a tool of a developer does; needs `withChannel`. */
  send(message: object): void {
    this.child.send(message);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resolves with the outcome once the process has ended and its log is read. */
  get exit(): Promise<{ readonly code: number | null; readonly signal: string | null }> {
    return this.#signals.until("The end of the process", () => this.#outcome);
  }

  get isRunning(): boolean {
    return this.#outcome === undefined;
  }

  get logText(): string {
    return this.#text;
  }

  /** All complete lines. Throws for a line that is not a JSON object. */
  get log(): LogLine[] {
    for (let end = this.#text.indexOf("\n", this.#parsed); end >= 0; end = this.#text.indexOf("\n", this.#parsed)) {
      this.#lines.push(toLogLine(this.#text.slice(this.#parsed, end)));
      this.#parsed = end + 1;
    }
    return [...this.#lines];
  }

  logged(what: string, matches: (line: LogLine) => boolean): Promise<LogLine> {
    return this.#signals.until(`The log line ${what}`, () => this.log.find(matches));
  }

  /** Resolves with what Node itself prints, such as a trace, when it has printed what was looked for. */
  printed<T>(what: string, look: (output: string) => T | undefined): Promise<T> {
    return this.#signals.until(`The output ${what}`, () => look(this.#output));
  }

  /** Starts reading the log without delay. */
  readLog(): void {
    this.#stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#take(text);
    });
  }

  /** Reads the log one pipe buffer at a time, with a pause before each. */
  async readLogSlowly(milliseconds: number): Promise<void> {
    this.#stderr.setEncoding("utf8");
    while (!this.#stderr.readableEnded) {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      const text = this.#stderr.read() as string | null;
      if (text !== null) this.#take(text);
    }
  }

  /** Closes the reading end of the log. */
  closeLog(): void {
    this.#stderr.destroy();
  }

  endInput(): void {
    this.child.stdin?.end();
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    // An unread log would delay the close event.
    if (this.#stderr.readableFlowing !== true) this.#stderr.resume();
    await this.exit;
  }

  /** The peak memory so far, in MB; undefined if the system does not report it. */
  get peakMegabytes(): number | undefined {
    return this.#memory("VmHWM");
  }

  get residentMegabytes(): number | undefined {
    return this.#memory("VmRSS");
  }

  #memory(name: string): number | undefined {
    if (process.platform !== "linux") return undefined;
    const [, kilobytes] =
      new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${this.pid}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  }

  #take(text: string): void {
    this.#text += text;
    this.#signals.fire();
  }
}

function toLogLine(text: string): LogLine {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    throw new Error(`A log line is not valid JSON: ${text}`);
  }
  if (typeof line !== "object" || line === null || Array.isArray(line))
    throw new Error(`A log line is not an object: ${text}`);
  return line as LogLine;
}
