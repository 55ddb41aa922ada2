/**
 * The types of the symbols. TypeScript would infer just `symbol` for a method that returns a `unique symbol`; the members of an enum stay what
 * they are, and `===` tells them from everything else.
 */
declare enum Mark {
  Unknown,
  Unchanged,
}

/**
 * Returned by a source that could not determine the current state: what is known stays. Never return an empty list instead: it means
 * that there is nothing.
 */
export const UNKNOWN: Mark.Unknown = Symbol.for("@galaxy-kit/sdk:UNKNOWN") as never;

/** Returned by a source that has looked and found no difference: the server responded with 304, or the file is as old as before. */
export const UNCHANGED: Mark.Unchanged = Symbol.for("@galaxy-kit/sdk:UNCHANGED") as never;

/**
 * The complete current state: an array, another iterable, or pages as they arrive from an `async *` method. One that throws is not complete:
 * what it yielded before is kept, and nothing is removed.
 */
export type Snapshot<T> = Iterable<T> | AsyncIterable<T> | typeof UNKNOWN | typeof UNCHANGED;
