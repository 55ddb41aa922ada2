import { type Codec, type Fields, object } from "@galaxy-kit/protocol";

/** Handles one kind of request. */
export interface Handler<Params, Result> {
  /** Rejects invalid parameters. */
  readonly params: Codec<Params>;
  readonly handle: (params: Params) => Result | Promise<Result>;
}

/** Creates a handler that returns data. */
export function query<Params extends object, Result>(
  fields: Fields<Params>,
  handle: (params: Params) => Result | Promise<Result>,
): Handler<Params, Result> {
  return { params: object("params", fields), handle };
}

/** Creates a handler that performs an action. The response has no data. */
export function action<Params extends object>(
  fields: Fields<Params>,
  perform: (params: Params) => unknown,
): Handler<Params, null> {
  return query(fields, async (params) => {
    await perform(params);
    return null;
  });
}

/** Resolves as soon as long work has started, and rejects only if the work fails immediately. Updates report the rest. */
export async function started(work: Promise<unknown>): Promise<void> {
  await Promise.race([work, new Promise((resolve) => setImmediate(resolve))]);
}
