/** A value of a row. Integers beyond 2^53 are text, so that ids keep all their digits. */
export type SqliteValue = string | number | Uint8Array | null;

/** A row: its values by the names of the columns. */
export type SqliteRow = Readonly<Record<string, SqliteValue>>;

/** A query without what the caller wants to do with the rows. */
export interface Statement {
  readonly sql: string;
  readonly values?: readonly SqliteValue[];
}
