declare const MEANING: unique symbol;

/** A symbol with a type of its own. TypeScript would infer just `symbol` for a method that returns a `unique symbol`. */
type Mark<Meaning> = symbol & { readonly [MEANING]: Meaning };

/**
 * Returned by a source that could not find out what is: what is known stays. Never return an empty list instead, which says that
 * there is nothing.
 */
export const UNKNOWN = Symbol.for("@galaxy-kit/sdk:UNKNOWN") as Mark<"unknown">;

/** Returned by a source that has looked and found no difference: the server responded with 304, or the file is as old as before. */
export const UNCHANGED = Symbol.for("@galaxy-kit/sdk:UNCHANGED") as Mark<"unchanged">;

/**
 * What is, completely: an array, another iterable, or pages as they arrive from an `async *` method. One that throws is not complete:
 * what it yielded before is kept, and nothing is removed.
 */
export type Snapshot<T> = Iterable<T> | AsyncIterable<T> | typeof UNKNOWN | typeof UNCHANGED;
