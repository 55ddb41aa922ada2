import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { StringDecoder } from "node:string_decoder";

/** A message from the integration. */
export interface Message {
  readonly jsonrpc: string;
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** Longer than anything here takes, even on a busy machine, and shorter than the limit of jest, which does not say what was missing. */
const TIMEOUT_MS = 25_000;

/** Waits for a condition, checked on every event; a timeout error describes the condition that was not met. */
export class Signals {
  readonly #checks = new Set<() => void>();

  constructor(private readonly describe: () => string) {}

  /** Checks all conditions again. */
  fire(): void {
    for (const check of [...this.#checks]) check();
  }

  /** Resolves with the first result of `look` that is not undefined. */
  until<T>(what: string, look: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        this.#checks.delete(check);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.#checks.delete(check);
        reject(new Error(`${what}: timed out after ${TIMEOUT_MS} ms.\n${this.describe()}`));
      }, TIMEOUT_MS);
      this.#checks.add(check);
      check();
    });
  }
}

/** GALAXY's side of the wire: a server that one integration connects to. */
export class Listener {
  readonly #sockets = new Set<Socket>();

  private constructor(
    readonly port: number,
    private readonly server: Server,
  ) {
    server.on("connection", (socket) => this.#sockets.add(socket));
  }

  static async open(): Promise<Listener> {
    const server = createServer({ noDelay: true, allowHalfOpen: true });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Listener((server.address() as AddressInfo).port, server);
  }

  /** The number of connections so far. */
  get connections(): number {
    return this.#sockets.size;
  }

  async accept(): Promise<Conversation> {
    const [socket] = (await once(this.server, "connection")) as [Socket];
    return new Conversation(socket);
  }

  close(): void {
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** The messages of one connection, from the client's side. */
export class Conversation {
  readonly messages: Message[] = [];
  /** Adds details to a failure that this end does not know, such as the log of the process. */
  about: () => string = () => "";
  /** Whether the integration has closed its side, cleanly or not. */
  ended = false;
  readonly #decoder = new StringDecoder("utf8");
  readonly #signals = new Signals(
    () =>
      `So far: ${this.messages
        .slice(-20)
        .map((one) => JSON.stringify(one).slice(0, 300))
        .join("\n")}\n${this.about()}`,
  );
  #rest: string[] = [];
  #lastId = 0;

  constructor(readonly socket: Socket) {
    socket.on("data", (chunk) => {
      this.#receive(chunk);
    });
    for (const event of ["end", "close"]) {
      socket.on(event, () => {
        this.ended = true;
        this.#signals.fire();
      });
    }
    // A reset counts as an end.
    socket.on("error", () => undefined);
  }

  /** Sends bytes unchanged; resolves once they are written. */
  write(bytes: string | Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.write(bytes, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  /** Sends a message as one line. */
  send(message: object): void {
    this.socket.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  }

  notify(method: string, params: object = {}): void {
    this.send({ method, params });
  }

  /** Resolves with the response, even if it is an error. */
  async request(method: string, params: object = {}): Promise<Message> {
    const id = String(this.#lastId++);
    this.send({ id, method, params });
    return this.responseTo(id);
  }

  responseTo(id: string | number): Promise<Message> {
    return this.until(`The response to ${String(id)}`, () =>
      this.messages.find((message) => message.id === id && message.method === undefined),
    );
  }

  /** Resolves if the integration responds. */
  async ping(): Promise<void> {
    const { error } = await this.request("ping");
    if (error) throw new Error(`A ping failed: ${error.message}`);
  }

  until<T>(what: string, look: () => T | undefined): Promise<T> {
    return this.#signals.until(what, look);
  }

  untilNotified(method: string): Promise<Message> {
    return this.until(`The notification ${method}`, () => this.messages.find((message) => message.method === method));
  }

  untilMessages(count: number): Promise<unknown> {
    return this.until(`${count} messages (have ${this.messages.length})`, () =>
      this.messages.length >= count ? true : undefined,
    );
  }

  untilEnd(): Promise<unknown> {
    return this.until("The end of the connection", () => (this.ended ? true : undefined));
  }

  /** The client hangs up. */
  hangUp(): void {
    this.socket.destroy();
  }

  #receive(chunk: Buffer): void {
    const [first = "", ...others] = this.#decoder.write(chunk).split("\n");
    this.#rest.push(first);
    for (const part of others) {
      this.messages.push(JSON.parse(this.#rest.join("")) as Message);
      this.#rest = [part];
    }
    if (others.length > 0) this.#signals.fire();
  }
}
