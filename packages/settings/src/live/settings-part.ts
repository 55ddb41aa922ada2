import type { PartState } from "@galaxy-kit/sdk/extend";
import type { Field } from "../model/field.js";
import type { LiveSettings } from "./live-settings.js";

/** Returns the state of settings for tools. */
export function settingsPart(settings: LiveSettings): PartState {
  const { declaration, path: file, problems, values, sealed } = settings;
  return {
    kind: "settings",
    name: declaration.options.title,
    file,
    problems: problems.map(({ message }) => message),
    values: declaration.fields.map((field) => ({
      name: field.label,
      value: sealed.has(field.key) ? SECRET : shown(field, values[field.key]),
    })),
  };
}

type Value = string | number | boolean | readonly string[];

const SECRET = "(secret)";

/** Returns a value as text; an empty one if nothing is entered. */
function shown({ kind }: Field, value: Value | undefined): string {
  if (value === "" || value === undefined) return "";
  if (kind.type === "secret") return SECRET;
  return typeof value === "object" ? value.join(", ") : String(value);
}
