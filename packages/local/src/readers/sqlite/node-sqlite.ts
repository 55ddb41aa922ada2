import type { SqliteRow, SqliteValue, Statement } from "./row.js";

/** How long another program may hold the database locked. */
const BUSY_MS = 2000;

/** The part of `node:sqlite` that is used. Node 20 does not have the module, nor its types. */
interface NodeSqlite {
  readonly DatabaseSync: new (
    file: string,
    options: { readonly readOnly: true },
  ) => {
    exec(sql: string): void;
    prepare(sql: string): {
      setReadBigInts(enabled: boolean): void;
      all(...values: readonly (SqliteValue | bigint)[]): Record<string, SqliteValue | bigint>[];
    };
    close(): void;
  };
}

/** Loaded at the first use. */
let library: { readonly sqlite: NodeSqlite | undefined } | undefined;

/** Returns undefined if this version of Node has no SQLite. */
export function readWithNode(file: string, { sql, values = [] }: Statement): SqliteRow[] | undefined {
  library ??= { sqlite: load() };
  if (!library.sqlite) return undefined;
  const database = new library.sqlite.DatabaseSync(file, { readOnly: true });
  try {
    database.exec(`pragma busy_timeout = ${BUSY_MS}`);
    const statement = database.prepare(sql);
    statement.setReadBigInts(true);
    return statement.all(...values.map(withBigInt)).map(withoutBigInts);
  } finally {
    database.close();
  }
}

/** Returns a row whose large integers are text. */
export function withoutBigInts(row: Readonly<Record<string, SqliteValue | bigint>>): SqliteRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, withoutBigInt(value)]));
}

/** Node passes numbers as real ones, and to SQLite, the text "5" is not equal to 5.0. */
function withBigInt(value: SqliteValue): SqliteValue | bigint {
  return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value;
}

function withoutBigInt(value: SqliteValue | bigint): SqliteValue {
  if (typeof value !== "bigint") return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
}

function load(): NodeSqlite | undefined {
  const emitWarning = process.emitWarning.bind(process);
  // Node warns that its SQLite is experimental: a user who reads the log cannot do anything about that.
  process.emitWarning = () => undefined;
  try {
    return (process as { getBuiltinModule?: (name: string) => unknown }).getBuiltinModule?.("node:sqlite") as
      | NodeSqlite
      | undefined;
  } finally {
    process.emitWarning = emitWarning;
  }
}
