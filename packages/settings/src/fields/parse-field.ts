import type { Field } from "../model/field.js";
import { removalOf } from "./render-field.js";

/** Returns what the user has entered for a field, in the form that the file has; undefined if it stays as it is. */
export function parseField(field: Field, form: URLSearchParams): unknown {
  const { key, kind } = field;
  const text = form.get(key) ?? "";
  switch (kind.type) {
    case "boolean":
      return form.has(key);
    case "number":
      return text.trim() === "" ? NaN : Number(text);
    case "list":
      return form.getAll(key).filter((each) => each.trim() !== "");
    case "secret":
      // The page never has what is stored, so an empty field means no change.
      if (text !== "") return text;
      return form.has(removalOf(field)) ? "" : undefined;
    default:
      return text;
  }
}
