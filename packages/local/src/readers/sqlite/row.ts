/** A value of a row. Integers beyond 2^53 are text, so that ids keep all their digits. */
export type SqliteValue = string | number | Uint8Array | null;

/** A row: its values by the names of the columns. */
export type SqliteRow = Readonly<Record<string, SqliteValue>>;

/** Puts the value of a column such as `user.id` into the member `id` of `user`. */
export function nested(row: SqliteRow): object {
  if (!Object.keys(row).some((name) => name.includes("."))) return row;
  const nest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    const path = name.split(".");
    const last = path.pop() ?? name;
    let inner = nest;
    for (const part of path) inner = (inner[part] ??= {}) as Record<string, unknown>;
    inner[last] = value;
  }
  return nest;
}

/** The values of a query: of the `?` in their order, or of each `:name` by name. */
export type SqliteValues = readonly SqliteValue[] | Readonly<Record<string, unknown>>;

/** A query without what the caller wants to do with the rows. */
export interface Statement {
  readonly sql: string;
  readonly values?: readonly SqliteValue[];
}
