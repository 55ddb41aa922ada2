import type { collectStartupGarbage } from "../../lifecycle/startup-garbage.js";
import type { SecretIndex } from "../../logging/secret-index.js";
import type { SourceLines } from "../../logging/source-lines.js";
import type { ClientSocket, ClientSocketEvents } from "./client-socket.js";
import type { Expander } from "./expander.js";
import type { MainThread } from "./main-thread.js";
import type { ToMain, ToWorker, WorkerSettings } from "./messages.js";
import type { PingFilter } from "./ping-filter.js";
import type { StackReader } from "./stack-reader.js";
import type { Watchdog } from "./watchdog.js";
import type { WorkerLog } from "./worker-log.js";

/** Our own code that {@link runWorker} uses. */
export interface WorkerParts {
  readonly ClientSocket: typeof ClientSocket;
  readonly Expander: typeof Expander;
  readonly MainThread: typeof MainThread;
  readonly PingFilter: typeof PingFilter;
  readonly SecretIndex: typeof SecretIndex;
  readonly SourceLines: typeof SourceLines;
  readonly StackReader: typeof StackReader;
  readonly Watchdog: typeof Watchdog;
  readonly WorkerLog: typeof WorkerLog;
  readonly collectStartupGarbage: typeof collectStartupGarbage;
}

/**
 * Runs in the worker: holds the connection, so that pings are answered even while the integration is busy.
 *
 * Like its parts, it is sent to the worker as text, so it can use only its arguments and what Node provides.
 */
export function runWorker({
  ClientSocket,
  Expander,
  MainThread,
  PingFilter,
  SecretIndex,
  SourceLines,
  StackReader,
  Watchdog,
  WorkerLog,
  collectStartupGarbage,
}: WorkerParts): void {
  /** How much to read while the main thread takes nothing. The system holds more back, so that the client waits. */
  const maxPendingBytes = 16 * 1024 * 1024;
  /**
   * How much output may wait for a client before nothing more is read from it: every request would add to it. Below that, a client
   * that reads slowly can still launch a game.
   */
  const maxUnreadBytes = 16 * 1024 * 1024;
  const lineFeed = 0x0a;

  const threads = process.getBuiltinModule("node:worker_threads");
  const { sent, timeScale, bundle, expander: expanderSettings, isDebugged } = threads.workerData as WorkerSettings;
  const { parentPort } = threads;
  if (!parentPort) throw new Error("Not running in a worker");
  const post = (message: ToMain, transferred: readonly ArrayBuffer[] = []): void => {
    parentPort.postMessage(message, transferred);
  };

  const log = new WorkerLog(new SecretIndex());
  const main = new MainThread(post);
  const watchdog = new Watchdog(main, new StackReader(new SourceLines(bundle)), log, timeScale);
  const expander = new Expander(expanderSettings);
  /** What the main thread has asked for while the expander had no memory. */
  const waiting: (() => void)[] = [];
  let socket: InstanceType<typeof ClientSocket> | undefined;
  let pongs: string[] = [];
  let unread = 0;
  /** The main thread writes a long line in several parts, between which nothing may come. */
  let isWithinLine = false;

  const respond = (id: string | number): void => {
    if (pongs.length === 0) process.nextTick(sendPongs);
    pongs.push(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":null}\n`);
  };
  const write = (bytes: Uint8Array, done?: () => void): void => {
    unread += bytes.length;
    socket?.write(bytes, () => {
      unread -= bytes.length;
      limitInput();
      done?.();
    });
    limitInput();
  };
  const sendPongs = (): void => {
    if (isWithinLine || pongs.length === 0) return;
    const text = pongs.join("");
    pongs = [];
    write(Buffer.from(text));
  };
  const writeContent = (content: string | Uint8Array, done: () => void): void => {
    const writeBytes = (bytes: Uint8Array, sent?: () => void): void => {
      isWithinLine = bytes.at(-1) !== lineFeed;
      write(bytes, () => {
        sent?.();
        doWaiting();
      });
    };
    if (typeof content === "string") writeBytes(Buffer.from(content), done);
    else expander.expand(content, writeBytes, done);
  };
  /** Does what the main thread has asked for, in order, as soon as there is memory for it. */
  const doWaiting = (): void => {
    while (waiting.length > 0 && expander.hasRoom) waiting.shift()?.();
  };
  const pings = new PingFilter({
    other: (bytes) => {
      main.deliver(bytes);
    },
    ping: (id) => {
      main.reply(() => {
        respond(id);
      });
    },
  });
  const limitInput = (): void => {
    socket?.hold(main.size > maxPendingBytes || unread > maxUnreadBytes);
  };
  const watch = (): void => {
    // A breakpoint must not be taken for an endless loop.
    if (!isDebugged) watchdog.start();
  };
  const events: ClientSocketEvents = {
    connected: () => {
      post({ kind: "connected" });
      watch();
    },
    unreachable: (error) => {
      post({ kind: "unreachable", error });
    },
    data: (chunk) => {
      pings.push(chunk);
      limitInput();
    },
    end: (error) => {
      watchdog.hungUp();
      post({ kind: "end", ...(error !== undefined && { error }) });
    },
    closed: () => {
      watchdog.hungUp();
      post({ kind: "closed" });
    },
  };

  parentPort.on("message", (message: ToWorker) => {
    switch (message.kind) {
      case "connect":
        socket = new ClientSocket(message, events);
        break;
      case "adopt":
        socket = new ClientSocket(message.connection, events);
        if (message.connection.isWithinLine) pings.beginWithinLine();
        main.sent();
        watch();
        break;
      case "listen":
        socket?.listen();
        break;
      case "program":
        expander.define(message.number, message.program);
        break;
      case "write": {
        const { content } = message;
        main.sent();
        unread += content.length;
        waiting.push(() => {
          unread -= content.length;
          // Earlier responses to pings stay before it.
          sendPongs();
          writeContent(content, () => {
            Atomics.add(sent, 0, content.length);
            Atomics.notify(sent, 0);
            post({ kind: "sent" });
          });
          sendPongs();
        });
        doWaiting();
        limitInput();
        break;
      }
      case "taken":
        main.took();
        limitInput();
        break;
      case "secret":
        log.addSecret(message.secret);
        break;
      case "no secret":
        log.removeSecret(message.secret);
        break;
      case "close":
        // Memory or not: a client that does not read must not keep the connection open.
        for (const write of waiting.splice(0)) write();
        socket?.close();
        break;
    }
  });
  post({ kind: "ready" });
  collectStartupGarbage(timeScale);
}
