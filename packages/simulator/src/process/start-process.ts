import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Duplex, Readable } from "node:stream";
import type { Recorder } from "../reporting/recorder.js";
import { LineSplitter } from "../wire/line-splitter.js";
import { describeExit, type Exit } from "./exit.js";
import type { IntegrationCommand, RunningIntegration } from "./integration.js";
import { Listener } from "./listener.js";

const MAX_LOG_LINE = 1024 * 1024;

/** A grandchild may hold the pipes open for as long as it lives; what the process itself wrote has arrived by then. In ms. */
const PIPES_CLOSE_WITHIN = 200;

/** The end of a traceback, and what was logged right before it. */
const LAST_WORDS = 12;

/** Starts a process with the token and the port of a door that stands open for it. */
export async function startProcess(
  source: IntegrationCommand,
  token: string,
  recorder: Recorder,
): Promise<RunningIntegration> {
  const listener = await Listener.open(() => {
    recorder.problem({ kind: "client", message: "connected a second time; the second connection was closed" });
  });
  const child = spawnWith(source, [token, String(listener.port)], () => {
    listener.close();
  });
  const lastWords: string[] = [];
  const read = Promise.all([
    forward(child.stdout, (line) => {
      recorder.line("stdout", line);
    }),
    forward(child.stderr, (line) => {
      lastWords.push(recorder.line("stderr", line).message);
      if (lastWords.length > LAST_WORDS) lastWords.shift();
    }),
  ]);

  const exited = exitOf(child, read).finally(() => {
    listener.close();
  });
  return {
    pid: child.pid,
    connection: Promise.race([listener.connection, exited.then(neverConnected)]),
    exited,
    kill: () => {
      child.kill("SIGKILL");
    },
    lastWords: () => lastWords,
  };
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** @param onFailure called for what cannot even be tried, such as a command below a file: that is thrown, and not told by an event */
function spawnWith(source: IntegrationCommand, parameters: readonly string[], onFailure: () => void): Child {
  const { command, args = [], cwd, env, logPath } = source;
  try {
    return spawn(command, [...args, ...parameters, ...(logPath === undefined ? [] : [logPath])], {
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      ...(cwd !== undefined && { cwd }),
      env: { ...process.env, ...env },
    });
  } catch (error) {
    onFailure();
    throw error;
  }
}

function neverConnected(exit: Exit): Duplex {
  throw new Error(`the integration ${describeExit(exit)} before it had connected`);
}

/** Answers when what it has written is read as well. */
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
  }, PIPES_CLOSE_WITHIN);
  await read;
  clearTimeout(timer);
  return exit;
}

/** Answers when the pipe is at its end. */
async function forward(pipe: Readable, take: (line: string) => void): Promise<void> {
  const write = (bytes: Buffer): void => {
    take(bytes.toString("utf8").replace(/\r$/, ""));
  };
  const tooLong = (): void => {
    take(`(a line of more than ${MAX_LOG_LINE} bytes)`);
  };
  const lines = new LineSplitter({ line: write, tooLong }, MAX_LOG_LINE);
  pipe.on("data", (chunk: Buffer) => {
    lines.push(chunk);
  });
  pipe.on("error", () => undefined);
  // A pipe that is destroyed has no end, and a socket's close comes after the end.
  await new Promise<void>((resolve) => {
    pipe.once("end", resolve);
    pipe.once("close", resolve);
  });
  const rest = lines.rest();
  if (rest.length > 0) write(rest);
}
