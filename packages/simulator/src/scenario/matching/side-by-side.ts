import { isPlainObject } from "@galaxy-kit/protocol";
import { applyMatcher } from "./matching.js";

/** An expectation and a received value, ready to be shown side by side. */
export interface SideBySide {
  readonly expected: unknown;
  readonly received: unknown;
}

/** Omits what an expectation does not mention, and makes both sides equal where a matcher is satisfied. */
export function sideBySide(expectation: unknown, received: unknown): SideBySide {
  if (Array.isArray(expectation) && Array.isArray(received)) {
    const sides = expectation.map((item, index) => sideBySide(item, received[index]));
    const mentioned = sides.slice(0, received.length).map((side) => side.received);
    const others: unknown[] = received.slice(sides.length);
    return { expected: sides.map((side) => side.expected), received: [...mentioned, ...others] };
  }
  if (!isPlainObject(expectation)) return { expected: expectation, received };
  const satisfied = applyMatcher(expectation, received);
  if (satisfied === true) return { expected: expectation, received: expectation };
  if (satisfied === false)
    return { expected: "$exactly" in expectation ? expectation["$exactly"] : expectation, received };
  if (!isPlainObject(received)) return { expected: expectation, received };
  const sides = Object.entries(expectation).map(([name, value]) => [name, sideBySide(value, received[name])] as const);
  return {
    expected: Object.fromEntries(sides.map(([name, side]) => [name, side.expected])),
    received: Object.fromEntries(sides.map(([name, side]) => [name, side.received])),
  };
}
