import type { z } from "zod";

const MAX_SHOWN_LENGTH = 60;

export const IS_MISSING = "is missing";

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** Describes an issue of zod in this project's words. The message of a schema, if it has one, takes precedence. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "unrecognized_keys") return "unknown member";
  if (issue.input === undefined) return IS_MISSING;
  const expected = expectationOf(issue);
  return expected === undefined ? undefined : describeMismatch([expected], issue.input);
}

/** Returns what a schema expected, or undefined for an issue that says it in its own words. */
export function expectationOf(issue: z.core.$ZodRawIssue | z.core.$ZodIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return TYPE_NAMES[issue.expected] ?? issue.expected;
    case "invalid_value":
      return issue.values.length === 1 ? JSON.stringify(issue.values[0]) : `one of ${issue.values.join(", ")}`;
    case "too_small":
      return `a number, ${String(issue.minimum)} or more`;
    default:
      return undefined;
  }
}

/** @param expected - the alternatives, at least one */
export function describeMismatch(expected: readonly string[], found: unknown): string {
  return `expected ${expected.join(" or ")}, found ${show(found)}`;
}

/** A value as it appears in a message. */
function show(value: unknown): string {
  const json = JSON.stringify(value) as string | undefined;
  if (json === undefined) return typeof value;
  return json.length <= MAX_SHOWN_LENGTH ? json : `${json.slice(0, MAX_SHOWN_LENGTH)}…`;
}
