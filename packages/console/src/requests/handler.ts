import { type Codec, type Fields, object } from "@galaxy-kit/protocol";

/** Works on one kind of request. */
export interface Handler<Params, Result> {
  /** Refuses parameters that do not fit. */
  readonly params: Codec<Params>;
  readonly handle: (params: Params) => Result | Promise<Result>;
}

/** Answers a question. */
export function query<Params extends object, Result>(
  fields: Fields<Params>,
  handle: (params: Params) => Result | Promise<Result>,
): Handler<Params, Result> {
  return { params: object("params", fields), handle };
}

/** Does something; that it was done is the whole answer. */
export function action<Params extends object>(
  fields: Fields<Params>,
  act: (params: Params) => unknown,
): Handler<Params, null> {
  return query(fields, async (params) => {
    await act(params);
    return null;
  });
}

/** For what takes long: answers as soon as it goes on, and fails only if it is refused at once. What becomes of it, the updates tell. */
export async function begun(work: Promise<unknown>): Promise<void> {
  await Promise.race([work, new Promise((resolve) => setImmediate(resolve))]);
}
