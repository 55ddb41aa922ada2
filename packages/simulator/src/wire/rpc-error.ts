import type { ErrorObject } from "@galaxy-kit/protocol";

/**
 * A JSON-RPC error. A call rejects with it if the response is an error; a responder throws it to respond with one.
 */
export class RpcError extends Error {
  override readonly name = "RpcError";
  readonly code: number;
  readonly data: ErrorObject["data"];

  constructor({ code, message, data }: ErrorObject) {
    super(message);
    this.code = code;
    this.data = data;
  }
}
