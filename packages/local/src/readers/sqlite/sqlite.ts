import { access } from "node:fs/promises";
import type { ReadOptions } from "../read-file.js";
import { UnreadableFile } from "../unreadable-file.js";
import { validate } from "../validate.js";
import { byPosition } from "./by-position.js";
import { readWithNode } from "./node-sqlite.js";
import { readCopy } from "./read-copy.js";
import { nested, type SqliteRow, type SqliteValues } from "./row.js";

/** What a database is asked. */
export interface SqliteQuery<Row = SqliteRow, Missing = never> extends ReadOptions<Row[], Missing | Row[]> {
  readonly sql: string;
  /** The values of the `?` in it, in their order, or of each `:name` by name. A value that it does not name is not used. */
  readonly values?: SqliteValues;
}

/**
 * Asks a SQLite database of another program, which may be running: what it has written last is seen, even if it is still in the
 * write-ahead log, and nothing is written or locked for longer than the query takes. The query blocks the integration, so select what is
 * needed. A column with a dot in its name, such as `select u.id as "user.id"`, becomes a member of an object.
 *
 * A packed integration, and Node 22.13 or later, use Node's own SQLite; older versions use WebAssembly, on a copy of the database.
 *
 * @example
 * ```ts
 * const caves = await readSqlite<{ game_id: number; path: string }>(file, { sql: "select game_id, path from caves", ifMissing: [] });
 * ```
 *
 * @throws {@link UnreadableFile} if it is not a database, has no such table, or is locked for more than two seconds
 */
export async function readSqlite<Row = SqliteRow, Missing = never>(
  file: string,
  query: SqliteQuery<Row, Missing>,
): Promise<Row[] | Missing> {
  try {
    const statement = byPosition(query.sql, query.values);
    const rows = readWithNode(file, statement) ?? (await readCopy(file, statement));
    const found = rows.map(nested);
    return query.schema ? validate(found, query.schema, file) : (found as Row[]);
  } catch (error) {
    if (error instanceof UnreadableFile || error instanceof TypeError) throw error;
    if (await isMissing(file)) {
      if ("ifMissing" in query) return query.ifMissing;
      throw Object.assign(new Error(`ENOENT: no such file: ${file}`), { code: "ENOENT", path: file });
    }
    throw new UnreadableFile(file, (error as Error).message, undefined, { cause: error });
  }
}

function isMissing(file: string): Promise<boolean> {
  return access(file).then(
    () => false,
    () => true,
  );
}
