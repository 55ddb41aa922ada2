import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { anyPython, describeWithPython } from "@galaxy-kit/test-support/jest";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { readSqlite, UnreadableFile } from "../../src/index.js";

/** A program that keeps its database open, as launchers do. It does what each line of its input says, and answers "done". */
const PROGRAM = `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
for line in sys.stdin:
    db.execute(line.strip())
    # In one piece: print() writes the end of the line by itself.
    sys.stdout.write("done\\n")
    sys.stdout.flush()
`;

/** Writes rows and moves them into the database, again and again, until it is killed. The number of rows is always even. */
const BUSY_PROGRAM = `
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
print("done", flush=True)
while True:
    # A copy of the database takes a moment of rest.
    time.sleep(0.02)
    db.execute("begin")
    db.execute("insert into games values (1, 'x')")
    db.execute("insert into games values (1, 'x')")
    db.execute("commit")
    db.execute("pragma wal_checkpoint(truncate)")
`;

const NODE_22 = process.versions.node >= "22.13" ? process.execPath : process.env["GALAXY_KIT_NODE_22"];
if (NODE_22 === undefined) {
  process.stderr.write(
    "\n*** This Node has no SQLite, and GALAXY_KIT_NODE_22 names no other: node:sqlite is NOT TESTED, only its replacement ***\n\n",
  );
}

let folder: string;
let database: string;
const programs: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sqlite-é-"));
  database = join(folder, "games.db");
});
afterEach(async () => {
  for (const program of programs.splice(0)) program.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

async function start(script: string): Promise<(line: string) => Promise<void>> {
  const program = spawn(anyPython, ["-c", script, database], { stdio: ["pipe", "pipe", "inherit"] });
  programs.push(program);
  return async (line) => {
    program.stdin.write(`${line}\n`);
    await once(program.stdout, "data");
  };
}

/** A database whose second row is in the write-ahead log only. */
async function openDatabase(): Promise<(line: string) => Promise<void>> {
  const run = await start(PROGRAM);
  await run("pragma journal_mode = wal");
  await run("create table games (id integer, title text)");
  await run("insert into games values (9007199254740993, 'first')");
  await run("pragma wal_checkpoint(truncate)");
  await run("insert into games values (2, 'second')");
  return run;
}

const rows = [
  { id: "9007199254740993", title: "first" },
  { id: 2, title: "second" },
];

describeWithPython("readSqlite", () => {
  it("sees what a running program has written last, all digits of large integers, members of objects, values by name", async () => {
    const run = await openDatabase();
    expect(await readSqlite(database, { sql: "select * from games" })).toEqual(rows);
    await run("insert into games values (3, 'third')");
    expect(await readSqlite(database, { sql: "select title from games where id = ?", values: [3] })).toEqual([
      { title: "third" },
    ]);
    const members = 'select title as "game.title", id as "game.ids.own", 5 as count from games where id = 3';
    expect(await readSqlite(database, { sql: members })).toEqual([
      { game: { title: "third", ids: { own: 3 } }, count: 5 },
    ]);
    const named = "select title, ':id' as \"a:id\" /* :id */ from games where title = :title and id = :id -- :id";
    const values = { id: 3, title: "third", limit: 100 };
    expect(await readSqlite(database, { sql: named, values })).toEqual([{ title: "third", "a:id": ":id" }]);
    await expect(readSqlite(database, { sql: named, values: { title: "third" } })).rejects.toThrow(
      new TypeError('The query has no value for :id: add "id" to its values.'),
    );
    const date = readSqlite(database, { sql: named, values: { id: new Date(0), title: "third" } });
    await expect(date).rejects.toThrow(
      new TypeError("SQLite cannot store the value of :id: pass a string or a number."),
    );
    // It can still write.
    await run("delete from games");
    expect(await readSqlite(database, { sql: "select * from games" })).toEqual([]);
  });

  it("sees whole transactions of a program that writes all the time", async () => {
    const run = await openDatabase();
    await run("delete from games");
    const busy = spawn(anyPython, ["-c", BUSY_PROGRAM, database], { stdio: ["ignore", "pipe", "inherit"] });
    programs.push(busy);
    await once(busy.stdout, "data");
    let last = -1;
    for (let reading = 0; reading < 5; reading++) {
      const [row] = await readSqlite<{ count: number }>(database, { sql: "select count(*) as count from games" });
      expect((row?.count ?? NaN) % 2).toBe(0);
      expect(row?.count).toBeGreaterThanOrEqual(last);
      last = row?.count ?? NaN;
    }
  });

  it("tells a missing database from one that cannot be read", async () => {
    await expect(readSqlite(database, { sql: "select 1" })).rejects.toMatchObject({ code: "ENOENT", path: database });
    expect(await readSqlite(database, { sql: "select 1", ifMissing: "none" })).toBe("none");
    await writeFile(database, "this is not a database, however long this text may be");
    await expect(readSqlite(database, { sql: "select * from games" })).rejects.toThrow(UnreadableFile);
  });

  it("names the database when a table is missing", async () => {
    await openDatabase();
    await expect(readSqlite(database, { sql: "select * from caves" })).rejects.toThrow(
      `${database}: no such table: caves`,
    );
  });

  (NODE_22 === undefined ? describe.skip : describe)("with the SQLite of Node", () => {
    it("sees the same rows, takes the same values, and prints no warning", async () => {
      await openDatabase();
      const sql = "select * from games where :isAll and typeof(:number) = 'integer'";
      const query = { sql, values: { isAll: true, number: 5 } };
      expect(await readSqlite(database, query)).toEqual(rows);
      const local = fileURLToPath(new URL("../../dist/index.js", import.meta.url));
      const script = `
        import { readSqlite } from ${JSON.stringify(local)};
        console.log(JSON.stringify(await readSqlite(process.argv[1], ${JSON.stringify(query)})));
      `;
      const { stdout, stderr } = await promisify(execFile)(NODE_22 ?? "", [
        "--input-type=module",
        "-e",
        script,
        database,
      ]);
      expect(JSON.parse(stdout)).toEqual(rows);
      expect(stderr).toBe("");
      // A copy without the program that wrote it, as after a crash: its log has never been moved into the database.
      const copy = join(folder, "copy");
      await cp(database, copy);
      await cp(`${database}-wal`, `${copy}-wal`);
      const after = await promisify(execFile)(NODE_22 ?? "", ["--input-type=module", "-e", script, copy]);
      expect(JSON.parse(after.stdout)).toEqual(rows);
    });
  });
});
