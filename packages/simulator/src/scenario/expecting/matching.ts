import { isDeepStrictEqual } from "node:util";
import { isObject, join, type Shape } from "../reading/shape.js";
import { suggestion } from "../reading/suggestion.js";

type Matcher = (argument: unknown, received: unknown) => boolean;

/** What can stand in the place of a value. */
const matchers: Readonly<Record<string, Matcher>> = {
  $contains: (items, received) =>
    Array.isArray(received) && (items as unknown[]).every((item) => received.some((each) => matches(item, each))),
  $lacks: (items, received) =>
    Array.isArray(received) && !(items as unknown[]).some((item) => received.some((each) => matches(item, each))),
  $matches: (pattern, received) => typeof received === "string" && new RegExp(pattern as string).test(received),
  $atLeast: (least, received) => typeof received === "number" && received >= (least as number),
  $atMost: (most, received) => typeof received === "number" && received <= (most as number),
  $exactly: (value, received) => isDeepStrictEqual(value, received),
  $absent: (isAbsent, received) => (received === undefined) === isAbsent,
};

const arguments_: Readonly<Record<string, readonly [expected: string, isFine: (argument: unknown) => boolean]>> = {
  $contains: ["a list", Array.isArray],
  $lacks: ["a list", Array.isArray],
  $matches: ["a regular expression", isPattern],
  $atLeast: ["a number", (argument) => typeof argument === "number"],
  $atMost: ["a number", (argument) => typeof argument === "number"],
  $exactly: ["a value", (argument) => argument !== undefined],
  $absent: ["true or false", (argument) => typeof argument === "boolean"],
};

/**
 * A value that is compared with what there is: of an object the members that are named, of a list every item, and what a
 * matcher such as `{ "$contains": [...] }` says.
 */
export const expected: Shape<unknown> = {
  check: (value, path, report) => {
    if (Array.isArray(value)) value.forEach((item, index) => expected.check(item, `${path}[${index}]`, report));
    if (!isObject(value)) return;
    const names = Object.keys(value);
    for (const name of names.filter((each) => each.startsWith("$"))) {
      const rule = Object.hasOwn(arguments_, name) ? arguments_[name] : undefined;
      if (!rule) {
        const known = Object.keys(matchers);
        report({
          path: join(path, name),
          message: `there is no such matcher${suggestion(name, known) || `: ${known.join(", ")}`}`,
        });
      } else if (names.length > 1) report({ path, message: `${name} stands alone, found ${names.join(", ")}` });
      else if (!rule[1](value[name])) report({ path: join(path, name), message: `expected ${rule[0]}` });
    }
    for (const name of names) expected.check(value[name], join(path, name), report);
  },
  schema: {},
};

/** Whether what was received is what was expected. */
export function matches(expectation: unknown, received: unknown): boolean {
  if (Array.isArray(expectation)) {
    return (
      Array.isArray(received) &&
      received.length === expectation.length &&
      expectation.every((item, index) => matches(item, received[index]))
    );
  }
  if (!isObject(expectation)) return isDeepStrictEqual(expectation, received);
  const satisfied = askMatcher(expectation, received);
  if (satisfied !== undefined) return satisfied;
  return isObject(received) && Object.entries(expectation).every(([name, value]) => matches(value, received[name]));
}

/** What was expected and what was received, ready to be shown beside each other. */
export interface SideBySide {
  readonly expected: unknown;
  readonly received: unknown;
}

/** Leaves out what an expectation does not mention, and makes both sides the same where a matcher is content. */
export function sideBySide(expectation: unknown, received: unknown): SideBySide {
  if (Array.isArray(expectation) && Array.isArray(received)) {
    const sides = expectation.map((item, index) => sideBySide(item, received[index]));
    const mentioned = sides.slice(0, received.length).map((side) => side.received);
    const others: unknown[] = received.slice(sides.length);
    return { expected: sides.map((side) => side.expected), received: [...mentioned, ...others] };
  }
  if (!isObject(expectation)) return { expected: expectation, received };
  const satisfied = askMatcher(expectation, received);
  if (satisfied === true) return { expected: expectation, received: expectation };
  if (satisfied === false)
    return { expected: "$exactly" in expectation ? expectation["$exactly"] : expectation, received };
  if (!isObject(received)) return { expected: expectation, received };
  const sides = Object.entries(expectation).map(([name, value]) => [name, sideBySide(value, received[name])] as const);
  return {
    expected: Object.fromEntries(sides.map(([name, side]) => [name, side.expected])),
    received: Object.fromEntries(sides.map(([name, side]) => [name, side.received])),
  };
}

/** Answers nothing where there is no matcher. */
function askMatcher(expectation: Readonly<Record<string, unknown>>, received: unknown): boolean | undefined {
  const [name = "", argument] = Object.entries(expectation)[0] ?? [];
  return Object.hasOwn(matchers, name) ? matchers[name]?.(argument, received) : undefined;
}

function isPattern(argument: unknown): boolean {
  try {
    new RegExp(argument as string);
    return typeof argument === "string";
  } catch {
    return false;
  }
}
