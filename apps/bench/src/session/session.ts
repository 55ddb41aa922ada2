import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { LineCounter } from "./line-counter.js";
import { type Memory, memoryOf, peakMemory } from "./memory.js";
import { environment, type Program } from "./program.js";

const TOKEN = "a-token-for-the-benchmark";
/** Generous: an import by the slowest Python took 20 s when this was written. */
const TIMEOUT_MS = 300_000;
const LOGIN_MS = 200;
const EXIT_TIMEOUT_MS = 10_000;
/** How long a process that has closed its connection has to exit and log the reason. */
const LAST_WORDS_MS = 300;
const MAX_LOG_LENGTH = 4000;

interface Message {
  readonly id?: string | null;
  readonly method?: string;
  readonly error?: { readonly message: string };
}

/** The measured program failed. */
export class SessionError extends Error {
  override readonly name = "SessionError";
}

/** GALAXY's side of one connection, cheap enough not to distort the measurement. */
export class Session {
  /** The time from the start of the process to the first response, in milliseconds. */
  startMs = 0;
  readonly #lines = new LineCounter({
    short: (text) => {
      // Only counted: to parse a hundred thousand of them takes as long as to send them.
      if (text.includes('_import_success"')) return;
      this.#receive(JSON.parse(text) as Message);
    },
    long: () => {
      this.#longLine?.();
    },
  });
  readonly #responses = new Map<string, (message: Message) => void>();
  readonly #notifications = new Map<string, () => void>();
  #longLine: (() => void) | undefined;
  #consume = (chunk: Buffer): void => {
    this.#lines.push(chunk);
  };
  #lastId = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly socket: Socket,
    private readonly watch: Watch,
  ) {
    socket
      .on("data", (chunk) => {
        this.#consume(chunk);
      })
      .on("error", () => undefined)
      .on("close", () => {
        // If the process exits, its output explains more.
        setTimeout(() => this.watch.fail("closed the connection"), LAST_WORDS_MS).unref();
      });
  }

  /** Starts a program, and resolves after the handshake. */
  static async start(program: Program): Promise<Session> {
    const session = await Session.startToRespond(program);
    await session.request("initialize_cache", { data: {} });
    return session;
  }

  /** Starts a program, and resolves after its first response. */
  static async startToRespond({ command, args, env }: Program): Promise<Session> {
    const server = createServer({ noDelay: true }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const started = performance.now();
    const child = spawn(command, [...args, TOKEN, String(port)], {
      env: environment(env),
      stdio: ["pipe", "ignore", "pipe"],
      windowsHide: true,
    });
    const watched = watch(child, [command, ...args].join(" "));
    try {
      const [socket] = (await Promise.race([once(server, "connection"), watched.failed])) as [Socket];
      const session = new Session(child, socket, watched);
      await session.request("get_capabilities");
      session.startMs = performance.now() - started;
      return session;
    } catch (error) {
      child.kill("SIGKILL");
      throw error;
    } finally {
      server.close();
    }
  }

  /** Runs a program while something is measured, and ends it in any case. */
  static async during<T>(program: Program, measure: (session: Session) => T | Promise<T>): Promise<T> {
    const session = await Session.start(program);
    try {
      return await measure(session);
    } finally {
      await session.end();
    }
  }

  /** Waits as long as the real client, which logs in before it requests games. */
  async logIn(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, LOGIN_MS));
  }

  /** The number of lines received so far. */
  get lineCount(): number {
    return this.#lines.lines;
  }

  /** The number of bytes received so far. */
  get byteCount(): number {
    return this.#lines.bytes;
  }

  get peakMemory(): number | undefined {
    return peakMemory(this.child.pid ?? 0);
  }

  get memory(): Memory | undefined {
    return memoryOf(this.child.pid ?? 0);
  }

  /** Sends a request, and resolves with its response, which must be short. */
  async request(method: string, params: object = {}): Promise<void> {
    const id = String(++this.#lastId);
    const response = new Promise<Message>((resolve) => this.#responses.set(id, resolve));
    this.socket.write(line({ id, method, params }));
    const { error } = await this.#orFailure(response);
    if (error) throw this.watch.fail(`answered ${method} with an error: ${error.message}`);
  }

  /** Sends a request whose response has megabytes. */
  async requestLarge(method: string): Promise<void> {
    const response = new Promise<void>((resolve) => (this.#longLine = resolve));
    const failedRequest = new Promise<never>((_, reject) => {
      this.#responses.set("large", ({ error }) => {
        reject(this.watch.fail(`answered ${method} with an error: ${error?.message ?? "the response is too short"}`));
      });
    });
    this.socket.write(line({ id: "large", method, params: {} }));
    await this.#orFailure(Promise.race([response, failedRequest]));
    this.#longLine = undefined;
  }

  /** Resolves when a notification arrives. */
  async notified(method: string): Promise<void> {
    await this.#orFailure(new Promise<void>((resolve) => this.#notifications.set(method, resolve)));
  }

  /** Passes all received data to the caller until it is done, for exchanges where only the number of lines matters. */
  async exchange(run: (send: (bytes: Buffer) => void, done: () => void) => (chunk: Buffer) => void): Promise<void> {
    const usual = this.#consume;
    await this.#orFailure(
      new Promise<void>((resolve) => {
        this.#consume = run((bytes) => this.socket.write(bytes), resolve);
      }),
    );
    this.#consume = usual;
  }

  /** Closes the connection, and waits until the process has ended. */
  async end(): Promise<void> {
    this.watch.dismiss();
    this.socket.destroy();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const stuck = setTimeout(() => this.child.kill("SIGKILL"), EXIT_TIMEOUT_MS);
    await once(this.child, "exit");
    clearTimeout(stuck);
  }

  #orFailure<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.watch.failed]);
  }

  #receive({ id, method, ...message }: Message): void {
    if (method !== undefined) {
      this.#notifications.get(method)?.();
      return;
    }
    const respond = this.#responses.get(String(id));
    this.#responses.delete(String(id));
    if (respond) respond(message);
    // A program that cannot read a request responds with an error that has no id.
    else if (message.error) this.watch.fail(`sent an error that answers no request: ${message.error.message}`);
  }
}

/** Serializes a message of the client as a line. */
export function line(message: object): Buffer {
  return Buffer.from(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

/** Watches a program. */
interface Watch {
  /** Rejects when the program has failed: it has ended, takes too long, or does what it should not. */
  readonly failed: Promise<never>;
  /** Ends the program and returns the error that {@link failed} rejects with. */
  readonly fail: (reason: string) => SessionError;
  /** From now on, the program may end. */
  readonly dismiss: () => void;
}

function watch(child: ChildProcess, what: string): Watch {
  let log = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    log = (log + text).slice(-MAX_LOG_LENGTH);
  });
  const { promise: failed, reject } = withReject();
  let isOver = false;
  const dismiss = (): void => {
    isOver = true;
    clearTimeout(timeout);
  };
  const fail = (reason: string): SessionError => {
    const error = new SessionError(`${what} ${reason}\n${log}`);
    if (isOver) return error;
    dismiss();
    child.kill("SIGKILL");
    reject(error);
    return error;
  };
  const timeout = setTimeout(() => fail(`did not finish within ${TIMEOUT_MS / 1000} s`), TIMEOUT_MS);
  child
    .once("close", (code, signal) => fail(`ended with ${String(code ?? signal)}`))
    .once("error", (error) => fail(`cannot be started: ${error.message}`));
  return { failed, fail, dismiss };
}

function withReject(): { readonly promise: Promise<never>; readonly reject: (error: Error) => void } {
  let reject = (_: Error): void => undefined;
  const promise = new Promise<never>((_, rejectPromise) => {
    reject = rejectPromise;
  });
  promise.catch(() => undefined);
  return { promise, reject };
}
