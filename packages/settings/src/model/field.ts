import type { Kind } from "./kind.js";
import { readKind } from "./read-kind.js";
import { type FieldValue, invalid, type Reading } from "./reading.js";
import { applySchema, type StandardSchemaV1 } from "./schema.js";

/** A property of a settings class that the user can set. */
export interface Field {
  /** The name of the property, and of the member in the file. */
  readonly key: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Whether an empty text or list is allowed. */
  readonly optional: boolean;
  readonly kind: Kind;
  readonly schema?: StandardSchemaV1 | undefined;
}

/** Checks a value of the file or of the form. Does not look whether it is empty, or whether a path exists. */
export function readValue({ kind, schema }: Field, raw: unknown): Reading<FieldValue> {
  const reading = readKind(kind, raw);
  if (!reading.ok || schema === undefined || isEmpty(reading.value)) return reading;
  const checked = applySchema(schema, reading.value);
  if (!checked.ok) return checked;
  // What replaces the value must be of the same kind.
  const replaced = readKind(kind, checked.value);
  return replaced.ok ? replaced : invalid(`its schema turned it into something that ${replaced.message}`);
}

/** Whether the user has not filled in a field. Numbers, toggles and choices always have a value. */
function isEmpty(value: FieldValue): boolean {
  return typeof value === "string" || Array.isArray(value) ? value.length === 0 : false;
}

/** Whether a field has to be filled in and is not. */
export function isMissing(field: Field, value: FieldValue): boolean {
  return !field.optional && isEmpty(value);
}

/** Asks for what is missing. */
export function describeMissing({ kind }: Field): string {
  switch (kind.type) {
    case "file":
    case "folder":
      return `Choose a ${kind.type}`;
    case "list":
      return kind.item.type === "text" ? "Add at least one entry" : `Add at least one ${kind.item.type}`;
    default:
      return "Fill in this field";
  }
}

/** Whether two values are equal, lists included. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
