import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { describe, expect, it, jest } from "@jest/globals";
import { fileStore } from "../src/index.js";
import { compileSimulator, runModule } from "./support/compiled.js";

const NAME = "test_1";
jest.setTimeout(60_000);
const simulator = await compileSimulator("storage/file-lock", "storage/file-store", "storage/store");

/** Saves records of 200 KB until it is killed. Each contains its length, and is reported before and after saving. */
const WRITER = `
import { fileStore } from "%simulator%/file-store.js";
const store = fileStore("${NAME}", { folder: process.env.FOLDER });
await store.open();
for (let number = 0; ; number++) {
  const filler = "x".repeat(200_000 + (number % 7) * 1000);
  await store.save({ credentials: { token: String(number) }, cache: { number, filler, length: filler.length } });
  process.stdout.write(number + "\\n");
}`;

/**
 * Takes a lock again and again, and leaves it behind as a crash would: with the id of a process that does not exist. Prints how
 * often another process was inside at the same time.
 */
const LOCKER = `
import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { FileLock, LockHeldError } from "%simulator%/file-lock.js";
process.chdir(process.env.FOLDER);
let collisions = 0;
for (let taken = 0; taken < 40; ) {
  const lock = await FileLock.take("lock").catch((error) => {
    if (!(error instanceof LockHeldError)) throw error;
  });
  if (!lock) continue;
  taken++;
  try {
    writeFileSync("inside", "", { flag: "wx" });
  } catch {
    collisions++;
  }
  rmSync("inside", { force: true });
  const draft = randomBytes(6).toString("hex");
  writeFileSync(draft, "999999999 " + draft);
  renameSync(draft, "lock");
}
console.log(collisions);`;

/** What a file system without hard links does, such as FAT. */
const WITHOUT_LINKS = `
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
fs.link = () => Promise.reject(Object.assign(new Error("EPERM: operation not permitted, link"), { code: "EPERM" }));
syncBuiltinESMExports();`;

/** Kills a writer while it saves. Resolves to the number of the last record that it reported as saved. */
async function killedWriter(folder: string, after: number): Promise<number> {
  const script = WRITER.replaceAll("%simulator%", simulator);
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    env: { ...process.env, FOLDER: folder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => (output += String(chunk)));
  await once(child.stdout, "data");
  await wait(after);
  child.kill("SIGKILL");
  await once(child, "close");
  return Number(output.trimEnd().split("\n").at(-1));
}

describe("a store in a file", () => {
  it("is complete, and the last one that was saved, after a kill during many writes", async () => {
    const folder = newFolder();
    for (let round = 0; round < 12; round++) {
      const last = await killedWriter(folder, 20 + round * 7);
      const store = fileStore(NAME, { folder });
      const { record, problems } = await store.open();
      await store.close();

      expect(problems).toEqual([]);
      const { number, filler, length } = record!.cache as { number: number; filler: string; length: number };
      expect(filler).toHaveLength(length);
      expect(record!.credentials).toEqual({ token: String(number) });
      // One more may have been in progress.
      expect([last, last + 1]).toContain(number);
    }
    expect(readdirSync(folder).filter((file) => !file.endsWith(".new"))).toEqual([`${NAME}.json`]);
  });

  it("rejects a client in another process", async () => {
    const folder = newFolder();
    const store = fileStore(NAME, { folder });
    await store.open();
    const output = runModule(
      `import { fileStore } from "%simulator%/file-store.js";
       import { StoreInUseError } from "%simulator%/store.js";
       const error = await fileStore("${NAME}", { folder: ${JSON.stringify(folder)} }).open().catch((error) => error);
       console.log(error instanceof StoreInUseError, error.message);`,
      simulator,
    );
    await store.close();
    expect(output).toContain(`true another client (process ${process.pid})`);
  });

  it.each([
    ["with hard links", ""],
    ["without hard links", WITHOUT_LINKS],
  ])(
    "has one client, even if several take over the lock of a crashed one at once: %s",
    async (_fileSystem, preload) => {
      const folder = newFolder();
      const args = [
        "--import",
        `data:text/javascript,${encodeURIComponent(preload)}`,
        "--input-type=module",
        "-e",
        LOCKER.replaceAll("%simulator%", simulator),
      ];
      const env = { ...process.env, FOLDER: folder };
      const lockers = Array.from({ length: 4 }, () => promisify(execFile)(process.execPath, args, { env }));
      const outputs = (await Promise.all(lockers)).map(({ stdout }) => stdout.trim());
      expect(outputs).toEqual(["0", "0", "0", "0"]);
      expect(readdirSync(folder)).toEqual(["lock"]);
    },
  );

  const onPosix = process.platform === "win32" ? it.skip : it;

  onPosix("keeps the old file if the new one does not fit on the disk", async () => {
    const folder = newFolder();
    // For a write, a limit on the file size is the same as a full disk.
    const output = runModule(
      `import { readFileSync } from "node:fs";
       import { fileStore } from "%simulator%/file-store.js";
       const store = fileStore("${NAME}", { folder: ${JSON.stringify(folder)} });
       await store.open();
       await store.save({ cache: { number: 1 } });
       const error = await store.save({ cache: { filler: "x".repeat(100_000) } }).catch((error) => error);
       console.log(error.code, readFileSync(${JSON.stringify(join(folder, `${NAME}.json`))}, "utf8"));
       await store.save({ cache: { number: 3 } });
       await store.close();`,
      simulator,
      { before: ["sh", "-c", 'ulimit -f 32; exec "$@"', "sh"] },
    );
    expect(output.trim()).toBe('EFBIG {"format":"galaxy-kit/1","cache":{"number":1}}');
    expect(readdirSync(folder)).toEqual([`${NAME}.json`]);
    expect(await fileStore(NAME, { folder }).open()).toEqual({ record: { cache: { number: 3 } }, problems: [] });
  });

  onPosix("can be read in a read-only folder", async () => {
    const folder = newFolder();
    const store = fileStore(NAME, { folder });
    await store.save({ cache: { number: 1 } });
    await store.close();
    // Root can write anywhere, so this needs another user.
    const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
    if (nobody !== undefined) chownSync(join(folder, `${NAME}.json`), nobody, nobody);
    chmodSync(folder, 0o555);
    const output = runModule(
      `import { fileStore } from "%simulator%/file-store.js";
       const store = fileStore("${NAME}", { folder: ${JSON.stringify(folder)} });
       const opened = await store.open();
       const error = await store.save({ cache: {} }).catch((error) => error);
       console.log(JSON.stringify({ ...opened, code: error.code }));`,
      simulator,
      nobody === undefined ? {} : { uid: nobody },
    );
    chmodSync(folder, 0o700);
    expect(JSON.parse(output)).toEqual({
      record: { cache: { number: 1 } },
      problems: [expect.stringContaining("EACCES")],
      code: "EACCES",
    });
  });
});
