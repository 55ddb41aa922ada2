import { fromReceived } from "@galaxy-kit/kernel/internal";
import { isPlainObject, type NotificationCall, type RequestCall } from "@galaxy-kit/protocol";
import { Aborted, type GalaxyError } from "@galaxy-kit/sdk";

/** A notification as received. */
export interface WireNotification {
  readonly method: string;
  readonly params: unknown;
}

interface Pending {
  /** Where the test has made the call. */
  readonly called: Error;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: GalaxyError) => void;
}

/** What a {@link WireClient} is connected to. */
export interface WireEvents {
  send(line: string): void;
  notification(notification: WireNotification): void;
  /** Completes the error of a response. */
  explain(error: GalaxyError, called: Error | undefined, id: unknown): GalaxyError;
  /** Handles a request of the integration. The result, or a thrown error, becomes the response. */
  request(method: string, params: unknown): unknown;
}

/** A minimal JSON-RPC client. */
export class WireClient {
  #nextId = 0;
  readonly #pending = new Map<string, Pending>();
  #closed = false;

  constructor(private readonly events: WireEvents) {}

  request(method: string, params: unknown = {}): Promise<unknown> {
    if (this.#closed) return Promise.reject(new Aborted("The integration has closed"));
    const id = String(this.#nextId++);
    const called = new Error();
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { called, resolve, reject });
      this.events.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    });
  }

  async call<Params extends object, Result>(call: RequestCall<Params, Result>, params: Params): Promise<Result> {
    return call.result.decode(await this.request(call.method, call.params.encode(params)));
  }

  notify<Params>(call: NotificationCall<Params>, params: Params): void {
    this.notifyRaw(call.method, call.params.encode(params));
  }

  notifyRaw(method: string, params: unknown): void {
    this.events.send(JSON.stringify({ jsonrpc: "2.0", method, params }));
  }

  receive(line: string): void {
    const message: unknown = JSON.parse(line);
    if (!isPlainObject(message)) return;
    const { id, method, params } = message;
    if (typeof method !== "string") this.#receiveResponse(message);
    else if (id === undefined) this.events.notification({ method, params });
    else void this.#respond(id, method, params);
  }

  /** Rejects all pending requests: there will be no more responses. */
  close(): void {
    this.#closed = true;
    for (const { reject } of this.#pending.values()) reject(new Aborted("The integration has closed"));
    this.#pending.clear();
  }

  #receiveResponse({ id, result, error }: Readonly<Record<string, unknown>>): void {
    const pending = this.#pending.get(String(id));
    this.#pending.delete(String(id));
    if (!isPlainObject(error)) pending?.resolve(result);
    else {
      const received = fromReceived(error["code"], error["message"], error["data"]);
      pending?.reject(this.events.explain(received, pending.called, id));
    }
  }

  async #respond(id: unknown, method: string, params: unknown): Promise<void> {
    const response = await responseOf(() => this.events.request(method, params));
    this.events.send(JSON.stringify({ jsonrpc: "2.0", id, ...response }));
  }
}

async function responseOf(respond: () => unknown): Promise<object> {
  try {
    return { result: (await respond()) ?? null };
  } catch (error) {
    const { code = 0, message = "", data = {} } = error as Partial<GalaxyError>;
    return { error: { code, message, data } };
  }
}
