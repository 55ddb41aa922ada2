import type { Worker } from "node:worker_threads";
import { isDebugged } from "../lifecycle/debugged-clock.js";
import type { SecretRegistry } from "../logging/secret-registry.js";
import { expanderSettings, FrameWriter } from "./frames.js";
import { areShort, SharedTexts } from "./shared-texts.js";
import type { WireText, Transport, TransportEvents } from "./transport.js";
import type { OpenConnection, ToMain, ToWorker, WorkerSettings } from "./worker/messages.js";
import { workerSource } from "./worker/source.js";

/** How much may be on its way to the client before it is better to wait. */
const HIGH_WATER_MARK = 512 * 1024;

/** How long to wait for the last bytes to leave when process.exit() ends the process. */
const FLUSH_TIMEOUT_MS = 1000;

/** What passes through the worker becomes garbage immediately. With Node's default, memory would grow three times as much. */
const YOUNG_GENERATION_MB = 4;

/** A connection held by a worker, which answers pings while the main thread is busy. */
export class WorkerTransport implements Transport {
  readonly #sent = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;
  readonly #shared = new SharedTexts(
    new FrameWriter((number, program) => {
      this.#post({ kind: "program", number, program });
    }),
  );
  #written = 0;
  #isOpen = false;
  #isReady = false;
  #drainWaiters: (() => void)[] = [];
  #events: TransportEvents | undefined;
  #resolveReady = (): void => undefined;
  #rejectReady = (_: Error): void => undefined;
  #resolveConnected = (): void => undefined;
  #rejectConnected = (_: Error): void => undefined;
  #resolveClosed = (): void => undefined;

  /** Resolves when the worker has started. Rejects if it cannot start; then it has used nothing that it was given. */
  readonly ready: Promise<void>;

  /**
   * Starts the worker, without a connection.
   *
   * @param timeScale - shortens the watchdog's waits, for tests
   */
  constructor(secrets: SecretRegistry, timeScale = 1) {
    const settings: WorkerSettings = {
      sent: this.#sent,
      timeScale,
      bundle: import.meta.filename,
      expander: expanderSettings,
      // A breakpoint must not be taken for an endless loop.
      isDebugged: isDebugged(),
    };
    // Loaded here, after the first response.
    const { Worker } = process.getBuiltinModule("node:worker_threads");
    this.#worker = new Worker(workerSource(), {
      eval: true,
      workerData: settings,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
      // Options of this process, such as a module to preload, are not for the worker.
      execArgv: [],
      env: {},
    });
    this.ready = new Promise((resolve, reject) => {
      this.#resolveReady = resolve;
      this.#rejectReady = reject;
    });
    this.#worker
      .on("message", (message: ToMain) => {
        this.#receive(message);
      })
      .on("error", (error) => {
        this.#lose(error);
      })
      .on("exit", () => {
        this.#lose(new Error("The worker exited"));
      });
    secrets.watch({
      added: (secret) => {
        this.#post({ kind: "secret", secret });
      },
      removed: (secret) => {
        this.#post({ kind: "no secret", secret });
      },
    });
  }

  /** Connects to the client. Rejects with the system's error if nothing listens on the port. */
  async connect(port: number): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.#resolveConnected = resolve;
      this.#rejectConnected = reject;
      this.#post({ kind: "connect", port });
    });
    this.#open();
    return this;
  }

  /** Takes over a connection from the main thread. */
  adopt(connection: OpenConnection): void {
    this.#post({ kind: "adopt", connection });
    this.#open();
  }

  get backlog(): number {
    // Read from shared memory, not counted from messages: code that sends a lot at once receives none meanwhile.
    return (this.#written - Atomics.load(this.#sent, 0)) | 0;
  }

  listen(events: TransportEvents): void {
    this.#events = events;
    this.#post({ kind: "listen" });
  }

  write(texts: readonly WireText[]): boolean {
    if (!this.#isOpen) return true;
    const content = areShort(texts)
      ? texts.join("")
      : this.#shared.encode(texts, this.#written, this.#written - this.backlog);
    this.#written += content.length;
    this.#post({ kind: "write", content });
    return this.backlog < HIGH_WATER_MARK;
  }

  async drained(): Promise<void> {
    if (this.#isOpen && this.backlog >= HIGH_WATER_MARK)
      await new Promise<void>((resolve) => this.#drainWaiters.push(resolve));
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    await new Promise<void>((resolve) => {
      this.#resolveClosed = resolve;
      this.#post({ kind: "close" });
    });
  }

  #open(): void {
    this.#isOpen = true;
    process.on("exit", this.#flushBeforeExit);
  }

  #receive(message: ToMain): void {
    switch (message.kind) {
      case "ready":
        this.#isReady = true;
        this.#resolveReady();
        break;
      case "connected":
        this.#resolveConnected();
        break;
      case "unreachable":
        this.#rejectConnected(Object.assign(new Error(message.error.message), message.error.members));
        break;
      case "delivery":
        if (message.bytes.length > 0) this.#events?.data(message.bytes);
        // After the responses that are sent immediately.
        process.nextTick(() => {
          this.#post({ kind: "taken" });
        });
        break;
      case "sent":
        if (this.backlog < HIGH_WATER_MARK) this.#resumeWriters();
        break;
      case "end":
        this.#events?.end(message.error === undefined ? undefined : new Error(message.error));
        break;
      case "closed":
        this.#shut();
        break;
    }
  }

  #lose(cause: Error): void {
    this.#rejectReady(cause);
    this.#rejectConnected(cause);
    if (!this.#isOpen) return;
    this.#shut();
    if (this.#isReady) this.#events?.lost(new Error("The connection was lost because its worker failed", { cause }));
  }

  #shut(): void {
    this.#isOpen = false;
    // The worker continues to watch the main thread, but must not keep the process alive.
    this.#worker.unref();
    process.off("exit", this.#flushBeforeExit);
    this.#resumeWriters();
    this.#resolveClosed();
  }

  #resumeWriters(): void {
    for (const resolve of this.#drainWaiters.splice(0)) resolve();
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  /** `process.exit()` ends the worker as well, including what it has not sent yet. */
  readonly #flushBeforeExit = (): void => {
    const until = performance.now() + FLUSH_TIMEOUT_MS;
    for (let now = performance.now(); now < until; now = performance.now()) {
      const sent = Atomics.load(this.#sent, 0);
      if (sent === (this.#written | 0)) return;
      Atomics.wait(this.#sent, 0, sent, until - now);
    }
  };
}
