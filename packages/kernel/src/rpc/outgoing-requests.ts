import { isPlainObject, type JsonValue } from "@galaxy-kit/protocol";
import { Aborted, type GalaxyError, NotReadyError } from "@galaxy-kit/sdk";
import { JSONRPCClient } from "json-rpc-2.0/dist/client.js";
import { JSONRPCErrorException } from "json-rpc-2.0/dist/models.js";
import { fromReceived } from "./received-error.js";

/** The integration's own requests, paired with the client's responses by json-rpc-2.0. */
export class OutgoingRequests {
  readonly #client: JSONRPCClient;
  #count = 0;
  #state: "not ready" | "open" | "closed" = "not ready";

  constructor(send: (message: object) => void) {
    this.#client = new JSONRPCClient(send, () => String(++this.#count));
  }

  /** From now on, requests are sent. */
  open(): void {
    this.#state = "open";
  }

  /**
   * Sends a request and resolves to its result.
   *
   * @throws the error of the response; {@link NotReadyError} before {@link open}; {@link Aborted} after {@link close}
   */
  async request(method: string, params: object): Promise<JsonValue> {
    if (this.#state === "not ready") {
      throw new NotReadyError("Requests to GALAXY are possible only after the handshake, not in a constructor.");
    }
    if (this.#state === "closed") throw new Aborted();
    try {
      return (await this.#client.request(method, params)) as JsonValue;
    } catch (error) {
      throw this.#failureOf(error);
    }
  }

  /** Takes a response; one without a matching request is ignored. */
  receive(id: string | number, result: unknown, error: unknown): void {
    // Our ids are strings. The library ignores a response that has both members, even if one of them is null.
    const outcome = error == null ? { result: result ?? null } : { error: asError(error) };
    this.#client.receive({ jsonrpc: "2.0", id: String(id), ...outcome });
  }

  /** Rejects all pending requests. */
  close(): void {
    this.#state = "closed";
    this.#client.rejectAllPendingRequests("closed");
  }

  #failureOf(error: unknown): GalaxyError {
    const isResponse = error instanceof JSONRPCErrorException && this.#state !== "closed";
    return isResponse ? fromReceived(error.code, error.message, error.data) : new Aborted();
  }
}

function asError(error: unknown): { code: number; message: string; data?: unknown } {
  if (!isPlainObject(error)) return { code: 0, message: typeof error === "string" ? error : "" };
  const { code, message, data } = error;
  return { code: typeof code === "number" ? code : 0, message: typeof message === "string" ? message : "", data };
}
