import { Worker } from "node:worker_threads";
import type { SecretRegistry } from "../logging/secret-registry.js";
import type { Transport, TransportEvents } from "./transport.js";
import type { OpenConnection, ToMain, ToWorker, WorkerSettings } from "./worker/messages.js";
import { workerSource } from "./worker/source.js";

/** What may be on its way to the client before it is better to wait. */
const ENOUGH_ON_THE_WAY = 512 * 1024;

/** How long the last bytes may take to leave a process that is ended in the middle of something. */
const LAST_BYTES_MS = 1000;

/** What passes through the worker is garbage at once; with Node's default it would grow by three times as much. */
const YOUNG_GENERATION_MB = 4;

/** A connection that is held by a worker, which answers pings while the main thread is busy. */
export class WorkerTransport implements Transport {
  readonly #left = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;
  #written = 0;
  #isOpen = false;
  #isReady = false;
  #waiters: (() => void)[] = [];
  #events: TransportEvents | undefined;
  #whenReady = (): void => undefined;
  #whenUnable = (_: Error): void => undefined;
  #whenConnected = (): void => undefined;
  #whenRefused = (_: Error): void => undefined;
  #whenClosed = (): void => undefined;

  /** Resolves when the worker has started; rejects when it cannot, and then nothing has become of what it was given. */
  readonly ready: Promise<void>;

  /** Starts the worker, which has no connection yet. */
  constructor(secrets: SecretRegistry, timeScale = 1) {
    const settings: WorkerSettings = {
      left: this.#left,
      timeScale,
      // A breakpoint must not be taken for an endless loop.
      isDebugged: process.getBuiltinModule("node:inspector").url() !== undefined,
    };
    this.#worker = new Worker(workerSource(), {
      eval: true,
      workerData: settings,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
      // Nothing that this process was started with, such as a module to load first, is for it.
      execArgv: [],
      env: {},
    });
    this.ready = new Promise((resolve, reject) => {
      this.#whenReady = resolve;
      this.#whenUnable = reject;
    });
    this.#worker
      .on("message", (message: ToMain) => {
        this.#receive(message);
      })
      .on("error", (error) => {
        this.#lose(error);
      })
      .on("exit", () => {
        this.#lose(new Error("The worker has ended"));
      });
    secrets.watch((secret) => {
      this.#post({ kind: "secret", secret });
    });
  }

  /** Connects to the client; rejects with what the system says when nobody listens there. */
  async connect(port: number): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.#whenConnected = resolve;
      this.#whenRefused = reject;
      this.#post({ kind: "connect", port });
    });
    this.#open();
    return this;
  }

  /** Takes a connection over. */
  adopt(connection: OpenConnection): void {
    this.#post({ kind: "adopt", connection });
    this.#open();
  }

  get backlog(): number {
    // Looked up, and not added up from messages: whoever tells a lot at once hears none meanwhile.
    return (this.#written - Atomics.load(this.#left, 0)) | 0;
  }

  listen(events: TransportEvents): void {
    this.#events = events;
    this.#post({ kind: "listen" });
  }

  write(text: string): boolean {
    if (!this.#isOpen) return true;
    this.#written = (this.#written + text.length) | 0;
    this.#post({ kind: "write", text });
    return this.backlog < ENOUGH_ON_THE_WAY;
  }

  async drained(): Promise<void> {
    if (this.#isOpen && this.backlog >= ENOUGH_ON_THE_WAY)
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    await new Promise<void>((resolve) => {
      this.#whenClosed = resolve;
      this.#post({ kind: "close" });
    });
  }

  #open(): void {
    this.#isOpen = true;
    process.on("exit", this.#letLastBytesLeave);
  }

  #receive(message: ToMain): void {
    switch (message.kind) {
      case "ready":
        this.#isReady = true;
        this.#whenReady();
        break;
      case "connected":
        this.#whenConnected();
        break;
      case "unreachable":
        this.#whenRefused(Object.assign(new Error(message.error.message), message.error.members));
        break;
      case "delivery":
        if (message.bytes.length > 0) this.#events?.data(message.bytes);
        // Behind what was answered at once.
        process.nextTick(() => {
          this.#post({ kind: "taken" });
        });
        break;
      case "sent":
        if (this.backlog < ENOUGH_ON_THE_WAY) this.#letGoOn();
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
    this.#whenUnable(cause);
    this.#whenRefused(cause);
    if (!this.#isOpen) return;
    this.#shut();
    if (this.#isReady) this.#events?.lost(new Error("The connection was lost, as its worker has failed", { cause }));
  }

  #shut(): void {
    this.#isOpen = false;
    // It stays to watch the end of this process, which must not wait for it.
    this.#worker.unref();
    process.off("exit", this.#letLastBytesLeave);
    this.#letGoOn();
    this.#whenClosed();
  }

  #letGoOn(): void {
    for (const resolve of this.#waiters.splice(0)) resolve();
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  /** `process.exit()` ends the worker, too, with what has not left yet. */
  readonly #letLastBytesLeave = (): void => {
    const until = performance.now() + LAST_BYTES_MS;
    for (let now = performance.now(); now < until; now = performance.now()) {
      const left = Atomics.load(this.#left, 0);
      if (left === this.#written) return;
      Atomics.wait(this.#left, 0, left, until - now);
    }
  };
}
