/** The value of a setting. */
export type FieldValue = string | number | boolean | readonly string[];

/** A value that was checked: the value, or what it has to be, such as "must be a number". */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string };

/** A value that may be used. */
export function valid<Value>(value: Value): Reading<Value> {
  return { ok: true, value };
}

/** Says what a value has to be instead. */
export function invalid(message: string): Reading<never> {
  return { ok: false, message };
}
