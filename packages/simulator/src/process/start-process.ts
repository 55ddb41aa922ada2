import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Duplex, Readable } from "node:stream";
import { readPartStates, readProcessFigures } from "@galaxy-kit/protocol";
import { DebuggerDoor } from "../debugging/debugger-door.js";
import type { HoldableClock } from "../holdable-clock.js";
import type { Recorder } from "../reporting/recorder.js";
import { LineSplitter } from "../wire/line-splitter.js";
import { describeExit, type Exit } from "./exit.js";
import type { IntegrationCommand, RunningIntegration } from "./integration.js";
import { Listener } from "./listener.js";

const MAX_LOG_LINE_LENGTH = 1024 * 1024;

/** Descendants may keep the pipes open; the output of the process itself has arrived by then. */
const PIPE_TIMEOUT_MS = 200;

/** Enough for the end of a traceback, and what was logged right before it. */
const MAX_ERROR_LINES = 12;

/** Starts a process with a token and the port of a listener for its connection. */
export async function startProcess(
  source: IntegrationCommand,
  token: string,
  recorder: Recorder,
  clock: HoldableClock,
): Promise<RunningIntegration> {
  const door = source.inspect && (await DebuggerDoor.open(source.inspect, clock, recorder));
  const listener = await Listener.open(() => {
    recorder.problem({
      kind: "client",
      message: "the integration connected a second time; the second connection was closed",
    });
  });
  const child = spawnWith(source, door?.nodeOptions ?? [], [token, String(listener.port)], () => {
    listener.close();
    door?.close();
  });
  const errorLines: string[] = [];
  const read = Promise.all([
    forward(child.stdout, (line) => {
      recorder.line("stdout", line);
    }),
    forward(child.stderr, (line) => {
      if (door?.take(line)) return;
      const parts = readPartStates(line);
      if (parts) {
        recorder.showParts(parts);
        return;
      }
      const figures = readProcessFigures(line);
      if (figures) {
        recorder.events.emit("process", figures);
        return;
      }
      errorLines.push(recorder.line("stderr", line).message);
      if (errorLines.length > MAX_ERROR_LINES) errorLines.shift();
    }),
  ]);

  const exited = exitOf(child, read).finally(() => {
    listener.close();
    door?.close();
  });
  return {
    get pid() {
      const hasEnded = child.exitCode !== null || child.signalCode !== null;
      return hasEnded ? undefined : child.pid;
    },
    connection: Promise.race([listener.connection, exited.then(neverConnected)]),
    exited,
    kill: () => child.kill("SIGKILL"),
    send: (message) => {
      // It may have ended, which is detected elsewhere.
      if (child.connected) child.send(message, () => undefined);
    },
    lastErrorLines: () => errorLines,
  };
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** @param onFailure - called if spawning throws, as for a command below a file, instead of emitting an error event */
function spawnWith(
  source: IntegrationCommand,
  options: readonly string[],
  parameters: readonly string[],
  onFailure: () => void,
): Child {
  const { command, args = [], cwd, env, logPath, takesMessages } = source;
  try {
    const all = [...options, ...args, ...parameters, ...(logPath === undefined ? [] : [logPath])];
    return spawn(command, all, {
      stdio: ["ignore", "pipe", "pipe", ...(takesMessages ? (["ipc"] as const) : [])],
      windowsHide: true,
      ...(cwd !== undefined && { cwd }),
      env: { ...process.env, ...env },
    }) as Child;
  } catch (error) {
    onFailure();
    throw error;
  }
}

function neverConnected(exit: Exit): Duplex {
  throw new Error(`the integration ${describeExit(exit)} before it connected`);
}

/** Resolves after the process has ended and its output has been read. */
async function exitOf(child: Child, read: Promise<unknown>): Promise<Exit> {
  const exit = await new Promise<Exit>((resolve) => {
    child.once("exit", (code, signal) => {
      resolve({ code, signal });
    });
    child.once("error", (error) => {
      if (child.pid === undefined) resolve({ code: null, signal: null, error: error.message });
    });
  });
  const timer = setTimeout(() => {
    child.stdout.destroy();
    child.stderr.destroy();
  }, PIPE_TIMEOUT_MS);
  await read;
  clearTimeout(timer);
  return exit;
}

/** Resolves at the end of the pipe. */
async function forward(pipe: Readable, take: (line: string) => void): Promise<void> {
  const write = (bytes: Buffer): void => {
    take(bytes.toString("utf8").replace(/\r$/, ""));
  };
  const tooLong = (): void => {
    take(`(a line of more than ${MAX_LOG_LINE_LENGTH} bytes)`);
  };
  const lines = new LineSplitter({ line: write, tooLong }, MAX_LOG_LINE_LENGTH);
  pipe.on("data", (chunk: Buffer) => {
    lines.push(chunk);
  });
  pipe.on("error", () => undefined);
  // A pipe that is destroyed does not emit end, and a socket emits close after end.
  await new Promise<void>((resolve) => {
    pipe.once("end", resolve);
    pipe.once("close", resolve);
  });
  const rest = lines.rest();
  if (rest.length > 0) write(rest);
}
