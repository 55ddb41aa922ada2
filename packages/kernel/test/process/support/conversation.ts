import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { StringDecoder } from "node:string_decoder";

/** A message of the integration, as it came. */
export interface Message {
  readonly jsonrpc: string;
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** Longer than anything here takes; only what is broken waits for it. */
const PATIENCE_MS = 10_000;

/** Waits for something that events bring about, and says what did not happen when it never comes. */
export class Signals {
  readonly #checks = new Set<() => void>();

  constructor(private readonly describe: () => string) {}

  /** Something has happened. */
  fire(): void {
    for (const check of [...this.#checks]) check();
  }

  /** Resolves with the first value that is not undefined. */
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
        reject(new Error(`${what}: waited ${PATIENCE_MS} ms in vain.\n${this.describe()}`));
      }, PATIENCE_MS);
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

  /** How many have connected so far. */
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

/** What is said over one connection, from the client's side. */
export class Conversation {
  readonly messages: Message[] = [];
  /** Where what this end cannot know, such as the log of the process, is added to a failure. */
  about: () => string = () => "";
  /** The integration has ended its side, in order or not. */
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
    // A reset is an end like any other.
    socket.on("error", () => undefined);
  }

  /** Sends bytes as they are; resolves when they have left. */
  write(bytes: string | Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.write(bytes, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  /** Sends a message in a line. */
  send(message: object): void {
    this.socket.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  }

  notify(method: string, params: object = {}): void {
    this.send({ method, params });
  }

  /** Resolves with the answer, whatever it is. */
  async request(method: string, params: object = {}): Promise<Message> {
    const id = String(this.#lastId++);
    this.send({ id, method, params });
    return this.responseTo(id);
  }

  responseTo(id: string | number): Promise<Message> {
    return this.until(`An answer to ${String(id)}`, () =>
      this.messages.find((message) => message.id === id && message.method === undefined),
    );
  }

  /** Answers when the integration lives and serves. */
  async ping(): Promise<void> {
    const { error } = await this.request("ping");
    if (error) throw new Error(`A ping was answered with an error: ${error.message}`);
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
