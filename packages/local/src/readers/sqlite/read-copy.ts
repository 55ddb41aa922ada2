import { copyFile, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { SqliteRow, Statement } from "./row.js";

/** How often the copy is made again while the other program writes. */
const MAX_ATTEMPTS = 80;
const PAUSE_MS = 25;

/**
 * Reads a copy of a database and of its write-ahead log: SQLite as WebAssembly cannot lock files, and refuses a database that another
 * program has open.
 */
export async function readCopy(file: string, { sql, values = [] }: Statement): Promise<SqliteRow[]> {
  const folder = await mkdtemp(join(tmpdir(), "galaxy-kit-sqlite-"));
  try {
    const copy = join(folder, "copy.db");
    await copyConsistently(file, copy);
    const { openSqlite } = await import("./wasm-sqlite.js");
    return openSqlite(copy).all(sql, values);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** If the other program moves the log into the database meanwhile, rows could be in neither copy. */
async function copyConsistently(file: string, copy: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const before = await versionOf(file);
    // The log first: what is in it when it is copied is either still in it or in the database when that is copied.
    await copyIfExists(`${file}-wal`, `${copy}-wal`);
    await copyFile(file, copy);
    if ((await versionOf(file)) === before) return;
    if (attempt === MAX_ATTEMPTS) throw new Error("it is constantly being written");
    await setTimeout(PAUSE_MS);
  }
}

async function versionOf(file: string): Promise<string> {
  const versions = await Promise.all(
    [file, `${file}-wal`].map((path) =>
      stat(path, { bigint: true }).then(
        ({ mtimeNs, size }) => `${mtimeNs} ${size}`,
        () => "missing",
      ),
    ),
  );
  return versions.join(", ");
}

async function copyIfExists(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    await rm(to, { force: true });
  }
}
