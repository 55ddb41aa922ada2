import { createRequire } from "node:module";
import { withoutBigInts } from "./node-sqlite.js";
import type { SqliteRow, SqliteValue } from "./row.js";

/** A name that a bundler does not follow: every packed integration has Node's own SQLite. */
const LIBRARY = ["node-sqlite3", "wasm"].join("-");

interface WasmSqlite {
  readonly Database: new (file: string) => {
    exec(sql: string): void;
    all(sql: string, values: SqliteValue[]): Record<string, SqliteValue | bigint>[];
    close(): void;
  };
}

/** Opens a copy of a database, which nothing else uses. */
export function openSqlite(file: string): { all(sql: string, values: readonly SqliteValue[]): SqliteRow[] } {
  const { Database } = createRequire(import.meta.url)(LIBRARY) as WasmSqlite;
  return {
    all(sql, values) {
      const database = new Database(file);
      try {
        // Otherwise the write-ahead log needs shared memory, which WebAssembly does not have.
        database.exec("pragma locking_mode = exclusive");
        return database.all(sql, [...values]).map(withoutBigInts);
      } finally {
        database.close();
      }
    },
  };
}
