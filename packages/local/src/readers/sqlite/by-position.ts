import type { SqliteValue, SqliteValues, Statement } from "./row.js";

/** Matches strings, quoted names and comments, in which a colon has no meaning, or a named parameter. */
const NAMES = /'[^']*'|"[^"]*"|--.*|\/\*[^]*?\*\/|:(\w+)/g;

/**
 * Returns a query with positional parameters, which every version of SQLite binds in the same way.
 *
 * @throws `TypeError` if a name has no value, or one that SQLite cannot store
 */
export function byPosition(sql: string, values: SqliteValues = []): Statement {
  if (isList(values)) return { sql, values };
  const found: SqliteValue[] = [];
  const text = sql.replace(NAMES, (part, name?: string) => {
    if (name === undefined) return part;
    const value = values[name];
    if (value === undefined) throw new TypeError(`The query has no value for :${name}: add "${name}" to its values.`);
    found.push(storable(name, value));
    return "?";
  });
  return { sql: text, values: found };
}

function storable(name: string, value: unknown): SqliteValue {
  if (typeof value === "boolean") return Number(value);
  const isStorable =
    ["string", "number", "bigint"].includes(typeof value) || value === null || value instanceof Uint8Array;
  if (!isStorable) throw new TypeError(`SQLite cannot store the value of :${name}: pass a string or a number.`);
  return value as SqliteValue;
}

function isList(values: SqliteValues): values is readonly SqliteValue[] {
  return Array.isArray(values);
}
