import { isDeepStrictEqual } from "node:util";
import { isPlainObject } from "@galaxy-kit/protocol";

interface Matcher {
  /** The kind of argument that it takes, for messages. */
  readonly argument: string;
  readonly accepts: (argument: unknown) => boolean;
  /** Called only with an argument that it accepts. */
  readonly test: (argument: never, received: unknown) => boolean;
}

const list = { argument: "a list", accepts: Array.isArray };
const number = { argument: "a number", accepts: (argument: unknown) => typeof argument === "number" };
const flag = { argument: "true or false", accepts: (argument: unknown) => typeof argument === "boolean" };

/** The matchers, which can stand in for values in an expectation. */
export const matchers: Readonly<Record<string, Matcher>> = {
  $contains: { ...list, test: (items: unknown[], received) => items.every((item) => isIn(received, item)) },
  $lacks: {
    ...list,
    test: (items: unknown[], received) => Array.isArray(received) && !items.some((item) => isIn(received, item)),
  },
  $matches: {
    argument: "a regular expression",
    accepts: isPattern,
    test: (pattern: string, received) => typeof received === "string" && new RegExp(pattern).test(received),
  },
  $atLeast: { ...number, test: (least: number, received) => typeof received === "number" && received >= least },
  $atMost: { ...number, test: (most: number, received) => typeof received === "number" && received <= most },
  $exactly: {
    argument: "a value",
    accepts: (argument) => argument !== undefined,
    test: (value: unknown, received) => isDeepStrictEqual(value, received),
  },
  $absent: { ...flag, test: (isAbsent: boolean, received) => (received === undefined) === isAbsent },
};

/**
 * Whether a received value matches an expectation. Of an object, only the members that the expectation names are compared; of a
 * list, every item. A matcher such as `{ "$contains": [...] }` decides for itself.
 */
export function matches(expectation: unknown, received: unknown): boolean {
  if (Array.isArray(expectation)) {
    return (
      Array.isArray(received) &&
      received.length === expectation.length &&
      expectation.every((item, index) => matches(item, received[index]))
    );
  }
  if (!isPlainObject(expectation)) return isDeepStrictEqual(expectation, received);
  const satisfied = applyMatcher(expectation, received);
  if (satisfied !== undefined) return satisfied;
  return (
    isPlainObject(received) && Object.entries(expectation).every(([name, value]) => matches(value, received[name]))
  );
}

/** Whether the matcher is satisfied; undefined if the expectation is not a matcher. */
export function applyMatcher(expectation: Readonly<Record<string, unknown>>, received: unknown): boolean | undefined {
  const [name = "", argument] = Object.entries(expectation)[0] ?? [];
  return Object.hasOwn(matchers, name) ? matchers[name]?.test(argument as never, received) : undefined;
}

function isIn(received: unknown, item: unknown): boolean {
  return Array.isArray(received) && received.some((each) => matches(item, each));
}

function isPattern(argument: unknown): boolean {
  if (typeof argument !== "string") return false;
  try {
    new RegExp(argument);
    return true;
  } catch {
    return false;
  }
}
