/** How much of a value an outline shows. */
const MAX_DEPTH = 4;
const MAX_MEMBERS = 20;

/** Names in JSON that are names, and not ids or secrets. */
const NAME = /^[a-z_$][\w$-]{0,39}$/i;

/** Says what a value is without showing it: `a number`, `an array of 3`. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  const type = typeof value;
  return type === "object" ? "an object" : `a ${type}`;
}

/** Returns the names and types in a value: `{ games: [{ id: number }, … 41 more] }`. */
export function outlineOf(value: unknown, depth = MAX_DEPTH): string {
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  if (depth === 0) return Array.isArray(value) ? "[…]" : "{…}";
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    const others = value.length === 1 ? "" : `, … ${value.length - 1} more`;
    return `[${outlineOf(value[0], depth - 1)}${others}]`;
  }
  const members = Object.entries(value);
  const shown = members
    .slice(0, MAX_MEMBERS)
    .map(([name, member]) => `${nameOf(name)}: ${outlineOf(member, depth - 1)}`);
  if (members.length > MAX_MEMBERS) shown.push(`… ${members.length - MAX_MEMBERS} more`);
  return shown.length === 0 ? "{}" : `{ ${shown.join(", ")} }`;
}

/** Returns a path as JavaScript writes it: `games[3].id`. */
export function pathOf(keys: readonly PropertyKey[]): string {
  const path = keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${nameOf(String(key))}`)).join("");
  return path === "" ? "the body" : path.replace(/^\./, "");
}

/** A member may be named after a user, or worse. */
function nameOf(name: string): string {
  return NAME.test(name) || /^\d{1,5}$/.test(name) ? name : "…";
}
