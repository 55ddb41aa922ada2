import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { LineCounter } from "./line-counter.js";
import { peakMemory } from "./peak-memory.js";
import { environment, type Program } from "./program.js";

const TOKEN = "a-token-for-the-benchmark";
/** An import of the slowest Python takes 20 s on the machine where it was tried. */
const PATIENCE_MS = 300_000;
const UNTIL_LOGGED_IN_MS = 200;
const END_MS = 10_000;
const KEPT_LOG = 4000;

interface Message {
  readonly id?: string | null;
  readonly method?: string;
  readonly error?: { readonly message: string };
}

/** A program that was to be measured and did not do what is measured. */
export class SessionFailed extends Error {
  override readonly name = "SessionFailed";
}

/** GALAXY's side of one connection: cheap enough not to be what is measured. */
export class Session {
  /** Milliseconds from the start of the process to the first answer. */
  startMilliseconds = 0;
  readonly #lines = new LineCounter({
    short: (text) => {
      this.#receive(JSON.parse(text) as Message);
    },
    long: () => {
      this.#longLine?.();
    },
  });
  readonly #answers = new Map<string, (message: Message) => void>();
  readonly #notifications = new Map<string, () => void>();
  #longLine: (() => void) | undefined;
  #consume = (chunk: Buffer): void => {
    this.#lines.push(chunk);
  };
  #lastId = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly socket: Socket,
    /** Rejects when the process ends or takes too long. */
    private readonly failed: Promise<never>,
    private readonly dismiss: () => void,
  ) {
    socket
      .on("data", (chunk) => {
        this.#consume(chunk);
      })
      .on("error", () => undefined);
  }

  /** Starts a program, and resolves when the handshake is over. */
  static async start({ command, args, env }: Program): Promise<Session> {
    const server = createServer({ noDelay: true }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const started = performance.now();
    const child = spawn(command, [...args, TOKEN, String(port)], {
      env: environment(env),
      stdio: ["pipe", "ignore", "pipe"],
      windowsHide: true,
    });
    const { failed, dismiss } = watch(child, [command, ...args].join(" "));
    try {
      const [socket] = (await Promise.race([once(server, "connection"), failed])) as [Socket];
      const session = new Session(child, socket, failed, dismiss);
      await session.request("get_capabilities");
      session.startMilliseconds = performance.now() - started;
      await session.request("initialize_cache", { data: {} });
      return session;
    } catch (error) {
      child.kill("SIGKILL");
      throw error;
    } finally {
      server.close();
    }
  }

  /** As {@link start}, and as long after it as the real client takes until it asks for games: it logs in first. */
  static async startAndLogIn(program: Program): Promise<Session> {
    const session = await Session.start(program);
    await new Promise((resolve) => setTimeout(resolve, UNTIL_LOGGED_IN_MS));
    return session;
  }

  /** Lines that have come so far. */
  get lineCount(): number {
    return this.#lines.lines;
  }

  /** Bytes that have come so far. */
  get byteCount(): number {
    return this.#lines.bytes;
  }

  get peakMemory(): number | undefined {
    return peakMemory(this.child.pid ?? 0);
  }

  /** Resolves when the answer is there, which has to be a short one. */
  async request(method: string, params: object = {}): Promise<void> {
    const id = String(++this.#lastId);
    const answer = new Promise<Message>((resolve) => this.#answers.set(id, resolve));
    this.socket.write(line({ id, method, params }));
    const { error } = await this.#orFailure(answer);
    if (error) throw new SessionFailed(`${method} was answered with an error: ${error.message}`);
  }

  /** The same for an answer of megabytes. */
  async requestMuch(method: string): Promise<void> {
    const answer = new Promise<void>((resolve) => (this.#longLine = resolve));
    const refused = new Promise<never>((_, reject) => {
      this.#answers.set("much", ({ error }) => {
        reject(new SessionFailed(`${method} was answered with: ${error?.message ?? "little"}`));
      });
    });
    this.socket.write(line({ id: "much", method, params: {} }));
    await this.#orFailure(Promise.race([answer, refused]));
    this.#longLine = undefined;
  }

  /** Resolves when a notification comes. */
  async notified(method: string): Promise<void> {
    await this.#orFailure(new Promise<void>((resolve) => this.#notifications.set(method, resolve)));
  }

  /** For conversations of which only the number of lines is of interest: hands over everything that comes from now on. */
  async exchange(talk: (send: (bytes: Buffer) => void, done: () => void) => (chunk: Buffer) => void): Promise<void> {
    const usual = this.#consume;
    await this.#orFailure(
      new Promise<void>((resolve) => {
        this.#consume = talk((bytes) => this.socket.write(bytes), resolve);
      }),
    );
    this.#consume = usual;
  }

  /** Hangs up, and waits until the process has ended. */
  async end(): Promise<void> {
    this.dismiss();
    this.socket.destroy();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const stuck = setTimeout(() => this.child.kill("SIGKILL"), END_MS);
    await once(this.child, "exit");
    clearTimeout(stuck);
  }

  #orFailure<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.failed]);
  }

  #receive({ id, method, ...message }: Message): void {
    if (method !== undefined) {
      this.#notifications.get(method)?.();
    } else {
      this.#answers.get(String(id))?.(message);
      this.#answers.delete(String(id));
    }
  }
}

/** A message of the client, as a line. */
export function line(message: object): Buffer {
  return Buffer.from(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

function watch(child: ChildProcess, what: string): { failed: Promise<never>; dismiss: () => void } {
  let log = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    log = (log + text).slice(-KEPT_LOG);
  });
  let dismiss = (): void => undefined;
  const failed = new Promise<never>((_, reject) => {
    const fail = (how: string): void => {
      reject(new SessionFailed(`${what} ${how}\n${log}`));
    };
    const patience = setTimeout(() => {
      fail(`has not done within ${PATIENCE_MS / 1000} s what is measured`);
      child.kill("SIGKILL");
    }, PATIENCE_MS);
    const closed = (code: number | null, signal: string | null): void => {
      clearTimeout(patience);
      fail(`has ended with ${String(code ?? signal)}`);
    };
    child.once("close", closed);
    child.once("error", (error) => {
      clearTimeout(patience);
      fail(`cannot be started: ${error.message}`);
    });
    dismiss = () => {
      clearTimeout(patience);
      child.off("close", closed);
    };
  });
  failed.catch(() => undefined);
  return { failed, dismiss };
}
