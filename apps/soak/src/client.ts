import type { Socket } from "node:net";
import { createInterface } from "node:readline";

interface Message {
  readonly id?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** GALAXY's side of the connection, as simple as possible. */
export class Client {
  notifications = 0;
  #lastId = 0;
  readonly #responses = new Map<string, (message: Message) => void>();
  readonly #awaited = new Map<string, () => void>();

  constructor(private readonly socket: Socket) {
    createInterface({ input: socket, crlfDelay: Infinity }).on("line", (line) => {
      this.#receive(JSON.parse(line) as Message);
    });
    // The end of the process is detected elsewhere.
    socket.on("error", () => undefined);
  }

  async request(method: string, params: object = {}): Promise<unknown> {
    const id = String(this.#lastId++);
    const response = new Promise<Message>((resolve) => this.#responses.set(id, resolve));
    this.#write({ id, method, params });
    const { result, error } = await response;
    if (error) throw new Error(`${method} failed with code ${error.code}: ${error.message}`);
    return result;
  }

  notify(method: string, params: object): void {
    this.#write({ method, params });
  }

  /** Resolves at the next notification with this method. Supports one waiter per method. */
  notified(method: string): Promise<void> {
    return new Promise((resolve) => {
      this.#awaited.set(method, resolve);
    });
  }

  #write(message: object): void {
    this.socket.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  }

  #receive(message: Message): void {
    if (message.method === undefined) {
      this.#responses.get(message.id ?? "")?.(message);
      this.#responses.delete(message.id ?? "");
      return;
    }
    this.notifications += 1;
    const resolve = this.#awaited.get(message.method);
    this.#awaited.delete(message.method);
    resolve?.();
  }
}
