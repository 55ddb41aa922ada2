import type { Credentials } from "@galaxy-kit/protocol";
import type { ScenarioResult } from "@galaxy-kit/simulator";

const MASK = "(secret)";
/** Shorter values are words and numbers that also occur elsewhere. */
const MIN_LENGTH = 6;

/**
 * Returns a copy of a result without the credentials with which an integration has started: its own log lines and what a scenario
 * compares may contain them.
 */
export function maskCredentials(result: ScenarioResult, credentials: Credentials): ScenarioResult {
  const values = textsIn(credentials);
  // Long ones first: they may contain short ones.
  const forms = values.flatMap(formsOf).sort((one, other) => other.length - one.length);
  // Before the result is described, which cuts long lines: part of a secret could not be recognized.
  return JSON.parse(JSON.stringify(result), (_name, value: unknown) => {
    if (typeof value === "string") return forms.reduce((text, form) => text.replaceAll(form, MASK), value);
    return typeof value === "number" && values.includes(String(value)) ? MASK : value;
  }) as ScenarioResult;
}

/** Returns all texts and long numbers inside of a value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsIn);
  if (typeof value !== "string" && typeof value !== "number") return [];
  return String(value).length >= MIN_LENGTH ? [String(value)] : [];
}

/** Returns how a value looks in a text, in JSON and in an address. */
function formsOf(value: string): readonly string[] {
  return [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)];
}
