import { KnownValues } from "./known-values.js";
import { textsIn } from "./secrets.js";

const MASK = "(secret)";

/**
 * Returns a copy of a JSON value without the texts and long numbers of some secrets, as they are or encoded. Unlike a session that is
 * saved, nothing else is replaced.
 *
 * @param secrets - for example credentials
 */
export function maskSecrets<T>(value: T, secrets: unknown): T {
  const values = textsIn(secrets);
  const known = new KnownValues();
  for (const secret of values) known.addSecret(secret);
  return JSON.parse(JSON.stringify(value), (_name, member: unknown) => {
    if (typeof member === "string")
      return known.in(member).reduce((text, { form }) => text.replaceAll(form, MASK), member);
    return typeof member === "number" && values.includes(String(member)) ? MASK : member;
  }) as T;
}
