import { Readable, Writable } from "node:stream";
import { main } from "../../src/program.js";

/** The result of a command. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `galaxy-kit` in this process, from the sources. Most tests check only the output of a command: they need neither a
 * separate process nor a newly loaded bundler. Program tests the rest: exit codes, signals, environments.
 */
export async function runInProcess(
  args: readonly string[],
  { cwd = process.cwd() }: { readonly cwd?: string } = {},
): Promise<Outcome> {
  const [stdout, stderr] = [new Output(), new Output()];
  const restore = [inFolder(cwd), withoutNewListeners(), withStreams({ stdin: new NoInput(), stdout, stderr })];
  try {
    return { code: await main(args), stdout: stdout.text, stderr: stderr.text };
  } finally {
    for (const undo of restore) undo();
  }
}

/** A stream that is not a terminal, even if the tests were started in one. */
class Output extends Writable {
  readonly isTTY = false;
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

class NoInput extends Readable {
  readonly isTTY = false;

  override _read(): void {
    this.push(null);
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
