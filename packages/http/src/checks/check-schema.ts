import type { StandardSchemaV1 } from "@standard-schema/spec";
import { kindOf, pathOf } from "./describe-value.js";

/** A value that fits a schema, or why it does not. */
export type Checked<T> = { readonly value: T } | { readonly mismatch: string };

/** Checks a value. What it says about a mismatch contains nothing of the value. */
export async function checkSchema<Schema extends StandardSchemaV1>(
  schema: Schema,
  value: unknown,
): Promise<Checked<StandardSchemaV1.InferOutput<Schema>>> {
  const result = await schema["~standard"].validate(value);
  if (!result.issues) return { value: result.value as StandardSchemaV1.InferOutput<Schema> };
  const [first] = result.issues;
  if (!first) return { mismatch: "the schema rejects it" };
  const more = result.issues.length - 1;
  return { mismatch: `${describeIssue(first, value)}${more === 0 ? "" : ` (and ${more} more)`}` };
}

function describeIssue({ message, path = [] }: StandardSchemaV1.Issue, body: unknown): string {
  const keys = path.map((segment) => (typeof segment === "object" ? segment.key : segment));
  const found = keys.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], body);
  return `${pathOf(keys)}: ${expectation(message, found)}, but found ${kindOf(found)}`;
}

/** What libraries put before and after what they expect. */
const BEFORE = /^Invalid (?:input|type|value|option|format|key|length|string): /;
const AFTER = /(?:,? (?:but )?received\b.*| \(was .*\))$/s;

/** Returns what the schema expects. Some libraries quote the value in their messages. */
function expectation(message: string, found: unknown): string {
  const text = message
    .replace(BEFORE, "")
    .replace(AFTER, "")
    .replace(/^Expected/, "expected");
  if (typeof found !== "string" && typeof found !== "number") return text;
  return text.replaceAll(JSON.stringify(found), "…").replaceAll(`'${found}'`, "'…'");
}
