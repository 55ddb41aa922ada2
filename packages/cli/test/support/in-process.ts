import { Readable, Writable } from "node:stream";
import { main } from "../../src/program.js";
import { neutral, type Outcome, Session } from "./session.js";

interface InProcessOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The columns of the terminal that it writes to, if it is one. */
  readonly columns?: number;
}

/**
 * `galaxy-kit`, running in this process, from the sources: one at a time. Most tests check only what a command prints, writes and
 * starts: they need neither a separate process nor a newly loaded bundler. {@link Program} tests the rest: exit codes of a process,
 * signals of the system, terminals.
 */
export class InProcess extends Session {
  protected readonly exited: Promise<number>;
  readonly #keyboard = new Keyboard();

  constructor(args: readonly string[], { cwd = process.cwd(), env = {}, columns }: InProcessOptions = {}) {
    super();
    const [stdout, stderr] = [new Output(this.out.append, columns), new Output(this.err.append, columns)];
    const restore = [
      inFolder(cwd),
      withEnvironment({ ...neutral, ...env }),
      withoutNewListeners(),
      withStreams({ stdin: this.#keyboard, stdout, stderr }),
    ];
    this.exited = main(args).finally(() => {
      for (const undo of restore) undo();
    });
    // Until the test waits for the end, a bug that it will report must not count as unhandled.
    this.exited.catch(() => undefined);
  }

  press(keys: string): void {
    this.#keyboard.push(keys);
  }

  closeInput(): void {
    this.#keyboard.push(null);
  }

  signal(signal: NodeJS.Signals): void {
    process.emit(signal, signal);
  }

  async destroy(): Promise<void> {
    this.signal("SIGTERM");
    await this.exited.catch(() => undefined);
  }
}

/** Runs `galaxy-kit` in this process until it has exited. */
export async function runInProcess(args: readonly string[], options?: InProcessOptions): Promise<Outcome> {
  return await new InProcess(args, options).outcome();
}

/** A stream that is a terminal only if it has columns, even if the tests were started in one. */
class Output extends Writable {
  readonly isTTY: boolean;

  constructor(
    private readonly print: (text: string) => void,
    readonly columns?: number,
  ) {
    super();
    this.isTTY = columns !== undefined;
  }

  hasColors(): boolean {
    return false;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.print(chunk.toString());
    done();
  }
}

class Keyboard extends Readable {
  readonly isTTY = false;

  override _read(): void {
    // What is typed is pushed.
  }
}

/** jest gives each test file its own process object, but the streams are those that jest reports to. */
function withStreams(streams: Readonly<Record<string, Readable | Writable>>): () => void {
  const before = Object.keys(streams).map((name) => [name, Object.getOwnPropertyDescriptor(process, name)] as const);
  for (const [name, value] of Object.entries(streams))
    Object.defineProperty(process, name, { value, configurable: true });
  return () => {
    for (const [name, descriptor] of before) if (descriptor) Object.defineProperty(process, name, descriptor);
  };
}

function withEnvironment(env: NodeJS.ProcessEnv): () => void {
  const before = Object.keys(env).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, env);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  };
}

function inFolder(folder: string): () => void {
  const before = process.cwd();
  process.chdir(folder);
  return () => {
    process.chdir(before);
  };
}

/** Removes signal listeners, which a command keeps until its process ends. */
function withoutNewListeners(): () => void {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const before = signals.map((signal) => new Set(process.listeners(signal)));
  return () => {
    for (const [index, signal] of signals.entries()) {
      for (const listener of process.listeners(signal))
        if (!before[index]?.has(listener)) process.off(signal, listener);
    }
  };
}
