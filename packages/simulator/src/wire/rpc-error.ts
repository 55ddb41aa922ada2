import type { ErrorObject } from "@galaxy-kit/protocol";

/**
 * An error of the wire: what a call rejects with when the integration answers an error, and what a responder throws to
 * answer one.
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
