import type { maskAll } from "../../logging/mask-all.js";
import type { ClientSocket, ClientSocketEvents } from "./client-socket.js";
import type { MainThread } from "./main-thread.js";
import type { ToMain, ToWorker, WorkerSettings } from "./messages.js";
import type { PingFilter } from "./ping-filter.js";
import type { StackReader } from "./stack-reader.js";
import type { Watchdog } from "./watchdog.js";
import type { WorkerLog } from "./worker-log.js";

/** Our own code that {@link runWorker} uses. */
export interface WorkerParts {
  readonly ClientSocket: typeof ClientSocket;
  readonly MainThread: typeof MainThread;
  readonly PingFilter: typeof PingFilter;
  readonly StackReader: typeof StackReader;
  readonly Watchdog: typeof Watchdog;
  readonly WorkerLog: typeof WorkerLog;
  readonly maskAll: typeof maskAll;
}

/**
 * What runs in the worker: it holds the connection, so that pings are answered whatever the integration is busy with.
 *
 * Like its parts it is sent to the worker as text: it knows nothing but what it is given, and what Node has.
 */
export function runWorker({
  ClientSocket,
  MainThread,
  PingFilter,
  StackReader,
  Watchdog,
  WorkerLog,
  maskAll,
}: WorkerParts): void {
  /** What a client sends while the main thread takes nothing; more is left to the system, which makes the client wait. */
  const mostUntakenBytes = 16 * 1024 * 1024;
  /** Answers to pings, for a client that does not read them; then it is made to wait, too. */
  const mostUnreadAnswers = 1024 * 1024;

  const threads = process.getBuiltinModule("node:worker_threads");
  const { left, timeScale, isDebugged } = threads.workerData as WorkerSettings;
  const { parentPort } = threads;
  if (!parentPort) throw new Error("This is no worker");
  const post = (message: ToMain, transferred: readonly ArrayBuffer[] = []): void => {
    parentPort.postMessage(message, transferred);
  };

  const log = new WorkerLog(maskAll);
  const main = new MainThread(post);
  const watchdog = new Watchdog(main, new StackReader(), log, timeScale);
  let socket: InstanceType<typeof ClientSocket> | undefined;
  let answers: string[] = [];
  let unreadAnswers = 0;

  const answer = (id: string | number): void => {
    if (answers.length === 0) process.nextTick(sendAnswers);
    answers.push(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":null}\n`);
  };
  const sendAnswers = (): void => {
    const text = answers.join("");
    answers = [];
    unreadAnswers += text.length;
    socket?.write(text, () => {
      unreadAnswers -= text.length;
      limitInput();
    });
  };
  const pings = new PingFilter({
    other: (bytes) => {
      main.deliver(bytes);
    },
    ping: (id) => {
      main.reply(() => {
        answer(id);
      });
    },
  });
  const limitInput = (): void => {
    socket?.hold(main.size > mostUntakenBytes || unreadAnswers > mostUnreadAnswers);
  };
  const watch = (): void => {
    // Whoever stops at a breakpoint is no endless loop.
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
        main.spoke();
        watch();
        break;
      case "listen":
        socket?.listen();
        break;
      case "write": {
        const { text } = message;
        main.spoke();
        // Answers that were given before stay before it.
        if (answers.length > 0) sendAnswers();
        socket?.write(text, () => {
          Atomics.add(left, 0, text.length);
          Atomics.notify(left, 0);
          post({ kind: "sent" });
        });
        break;
      }
      case "taken":
        main.took();
        limitInput();
        break;
      case "secret":
        log.addSecret(message.secret);
        break;
      case "close":
        socket?.close();
        break;
    }
  });
  post({ kind: "ready" });
}
