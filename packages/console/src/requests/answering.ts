import { describe, isPlainObject } from "@galaxy-kit/protocol";
import { ActionRefused } from "@galaxy-kit/simulator";
import type { Answer, RequestName } from "../contract/index.js";
import type { Handler } from "./handler.js";
import type { Handlers } from "./handlers.js";

/** Answers a message of a page, whatever it is. */
export type Answering = (message: string) => Promise<Answer>;

export function answering(handlers: Handlers): Answering {
  const work = async ({ request, params }: Record<string, unknown>): Promise<unknown> => {
    // Own names only: `constructor` is no request.
    if (typeof request !== "string" || !Object.hasOwn(handlers, request)) {
      throw new ActionRefused(`expected the name of a request, found ${describe(request)}`);
    }
    const handler = handlers[request as RequestName] as unknown as Handler<unknown, unknown>;
    handler.params.encode(params);
    return await handler.handle(params);
  };

  return async (message) => {
    const asked = read(message);
    if (!asked)
      return {
        type: "answer",
        id: null,
        ok: false,
        message: "expected a request as JSON, with an id that is a whole number",
      };
    const { id } = asked;
    return await work(asked).then(
      (result): Answer => ({ type: "answer", id, ok: true, result }),
      (error: unknown): Answer => ({
        type: "answer",
        id,
        ok: false,
        message: error instanceof Error ? error.message : String(error),
      }),
    );
  };
}

function read(message: string): (Record<string, unknown> & { readonly id: number }) | undefined {
  try {
    const asked: unknown = JSON.parse(message);
    return isPlainObject(asked) && Number.isSafeInteger(asked["id"]) ? (asked as { id: number }) : undefined;
  } catch {
    return undefined;
  }
}
