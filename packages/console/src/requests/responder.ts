import { describe, isPlainObject } from "@galaxy-kit/protocol";
import { ActionRefusedError } from "@galaxy-kit/simulator";
import type { RequestName, Response } from "../contract/index.js";
import type { Handler } from "./handler.js";
import type { Handlers } from "./handlers.js";

/** Responds to any message of a page, valid or not. */
export type Responder = (message: string) => Promise<Response>;

export function responder(handlers: Handlers): Responder {
  return respondWith(async (request, params) => {
    // Own properties only, so that `constructor` is not a request.
    if (typeof request !== "string" || !Object.hasOwn(handlers, request)) {
      throw new ActionRefusedError(`expected the name of a request, found ${describe(request)}`);
    }
    const handler = handlers[request as RequestName] as unknown as Handler<unknown, unknown>;
    handler.params.encode(params);
    return await handler.handle(params);
  });
}

/** @param handle - resolves to the result of a request, or rejects with a message for the user */
export function respondWith(handle: (request: unknown, params: unknown) => Promise<unknown>): Responder {
  return async (message) => {
    const request = parse(message);
    if (!request) {
      return {
        type: "response",
        id: null,
        ok: false,
        message: "expected a JSON object with a request and an integer id",
      };
    }
    const { id } = request;
    return await handle(request["request"], request["params"]).then(
      (result): Response => ({ type: "response", id, ok: true, result }),
      (error: unknown): Response => ({
        type: "response",
        id,
        ok: false,
        message: error instanceof Error ? error.message : String(error),
      }),
    );
  };
}

function parse(message: string): (Record<string, unknown> & { readonly id: number }) | undefined {
  try {
    const request: unknown = JSON.parse(message);
    return isPlainObject(request) && Number.isSafeInteger(request["id"]) ? (request as { id: number }) : undefined;
  } catch {
    return undefined;
  }
}
