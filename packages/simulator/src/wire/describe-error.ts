import { type ErrorObject, isPlainObject } from "@galaxy-kit/protocol";

/** Returns the error's name, which it carries in `data.internal_type`; undefined if it has none. */
export function nameOfError({ data }: ErrorObject): string | undefined {
  const name = isPlainObject(data) ? data["internal_type"] : undefined;
  return typeof name === "string" ? name : undefined;
}

/** Returns a description for people. */
export function describeError(error: ErrorObject): string {
  const { code, message, data } = error;
  const name = nameOfError(error);
  // Old versions of the Python API send the text of an exception here.
  const text = typeof data === "string" || typeof data === "number" ? `: ${data}` : "";
  return `${message}${text} (${name === undefined ? "" : `${name}, `}code ${code})`;
}
