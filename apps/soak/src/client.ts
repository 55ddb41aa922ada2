import type { Socket } from "node:net";
import { createInterface } from "node:readline";

interface Message {
  readonly id?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** GALAXY's side of the wire, as plain as can be: what it costs must not be mistaken for the integration's. */
export class Client {
  notifications = 0;
  #lastId = 0;
  readonly #answers = new Map<string, (message: Message) => void>();
  readonly #awaited = new Map<string, () => void>();

  constructor(private readonly socket: Socket) {
    createInterface({ input: socket, crlfDelay: Infinity }).on("line", (line) => {
      this.#receive(JSON.parse(line) as Message);
    });
    // Its end is seen by whoever watches the process.
    socket.on("error", () => undefined);
  }

  async request(method: string, params: object = {}): Promise<unknown> {
    const id = String(this.#lastId++);
    const answer = new Promise<Message>((resolve) => this.#answers.set(id, resolve));
    this.#write({ id, method, params });
    const { result, error } = await answer;
    if (error) throw new Error(`${method} was answered with error ${error.code}: ${error.message}`);
    return result;
  }

  notify(method: string, params: object): void {
    this.#write({ method, params });
  }

  /** Resolves when a notification comes; one at a time may wait for each. */
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
      this.#answers.get(message.id ?? "")?.(message);
      this.#answers.delete(message.id ?? "");
      return;
    }
    this.notifications += 1;
    const resolve = this.#awaited.get(message.method);
    this.#awaited.delete(message.method);
    resolve?.();
  }
}
