import { lossIn } from "../json/lossless.js";

/** The arguments of a call. */
export type Args = readonly unknown[];

/** Splits off the signal, which is not part of the key. */
export function splitSignal(all: Args): { readonly args: Args; readonly signal: AbortSignal | undefined } {
  const last = all.at(-1);
  return last instanceof AbortSignal ? { args: all.slice(0, -1), signal: last } : { args: all, signal: undefined };
}

/**
 * Returns the key of a call with these arguments. A call that omits one has the key of one that passes undefined.
 *
 * @param name - `Class.method`, for errors
 */
export function jsonKey(name: string, all: Args): string {
  const end = all.findLastIndex((argument) => argument !== undefined) + 1;
  const args = all.slice(0, end).map((argument) => argument ?? null);
  const loss = lossIn(args);
  if (loss === undefined) return JSON.stringify(args);
  throw new TypeError(`The arguments of ${name} have no key as JSON: ${loss}. Pass @Cached({ key: (…) => … }).`);
}
