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
  if (issue.input === undefined && issue.code !== "unrecognized_keys") return IS_MISSING;
  const found = `found ${show(issue.input)}`;
  switch (issue.code) {
    case "invalid_type":
      return `expected ${TYPE_NAMES[issue.expected] ?? issue.expected}, ${found}`;
    case "invalid_value":
      return issue.values.length === 1
        ? `expected ${JSON.stringify(issue.values[0])}, ${found}`
        : `expected one of ${issue.values.join(", ")}, ${found}`;
    case "too_small":
      return `expected a number, ${String(issue.minimum)} or more, ${found}`;
    case "unrecognized_keys":
      return "unknown member";
    default:
      return undefined;
  }
}

/** A value as it appears in a message. */
export function show(value: unknown): string {
  const json = JSON.stringify(value) as string | undefined;
  if (json === undefined) return typeof value;
  return json.length <= MAX_SHOWN_LENGTH ? json : `${json.slice(0, MAX_SHOWN_LENGTH)}…`;
}
