import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, jest } from "@jest/globals";
import { fileStore } from "../src/index.js";
import { compileSimulator, runModule } from "./support/compiled.js";
import { newFolder } from "./support/folders.js";

const NAME = "test_1";
jest.setTimeout(60_000);
const simulator = compileSimulator();

/** Saves records of 200 KB for as long as it lives; each says how long it is, and each is told before and after. */
const WRITER = `
import { fileStore } from "%simulator%/storage/file-store.js";
const store = fileStore("${NAME}", { folder: process.env.FOLDER });
await store.open();
for (let number = 0; ; number++) {
  const filler = "x".repeat(200_000 + (number % 7) * 1000);
  await store.save({ credentials: { token: String(number) }, cache: { number, filler, length: filler.length } });
  process.stdout.write(number + "\\n");
}`;

/** Kills a writer in the middle of its work; answers the number of the last record that it knew to be saved. */
async function killedWriter(folder: string, after: number): Promise<number> {
  const script = WRITER.replaceAll("%simulator%", simulator);
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    env: { ...process.env, FOLDER: folder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let told = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => (told += String(chunk)));
  await once(child.stdout, "data");
  await wait(after);
  child.kill("SIGKILL");
  await once(child, "close");
  return Number(told.trimEnd().split("\n").at(-1));
}

describe("a store in a file", () => {
  it("is whole, and the last one that was saved, after a kill in the middle of many writes", async () => {
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
      // One more may have been on its way.
      expect([last, last + 1]).toContain(number);
    }
    expect(readdirSync(folder).filter((file) => !file.endsWith(".new"))).toEqual([`${NAME}.json`]);
  });

  it("refuses a client of another process", async () => {
    const folder = newFolder();
    const store = fileStore(NAME, { folder });
    await store.open();
    const told = runModule(
      `import { fileStore } from "%simulator%/storage/file-store.js";
       import { StoreInUseError } from "%simulator%/storage/store.js";
       const error = await fileStore("${NAME}", { folder: ${JSON.stringify(folder)} }).open().catch((error) => error);
       console.log(error instanceof StoreInUseError, error.message);`,
      simulator,
    );
    await store.close();
    expect(told).toContain(`true another client (process ${process.pid})`);
  });

  const onPosix = process.platform === "win32" ? it.skip : it;

  onPosix("keeps the old file when the new one does not fit on the disk", async () => {
    const folder = newFolder();
    // The limit on the size of a file is a full disk as far as a write can tell.
    const told = runModule(
      `import { readFileSync } from "node:fs";
       import { fileStore } from "%simulator%/storage/file-store.js";
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
    expect(told.trim()).toBe('EFBIG {"format":"galaxy-kit/1","cache":{"number":1}}');
    expect(readdirSync(folder)).toEqual([`${NAME}.json`]);
    expect(await fileStore(NAME, { folder }).open()).toEqual({ record: { cache: { number: 3 } }, problems: [] });
  });

  onPosix("reads what is in a folder that cannot be written", async () => {
    const folder = newFolder();
    const store = fileStore(NAME, { folder });
    await store.save({ cache: { number: 1 } });
    await store.close();
    // Root may write anywhere, so that it takes another user to be refused.
    const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
    if (nobody !== undefined) chownSync(join(folder, `${NAME}.json`), nobody, nobody);
    chmodSync(folder, 0o555);
    const told = runModule(
      `import { fileStore } from "%simulator%/storage/file-store.js";
       const store = fileStore("${NAME}", { folder: ${JSON.stringify(folder)} });
       const opened = await store.open();
       const error = await store.save({ cache: {} }).catch((error) => error);
       console.log(JSON.stringify({ ...opened, code: error.code }));`,
      simulator,
      nobody === undefined ? {} : { uid: nobody },
    );
    chmodSync(folder, 0o700);
    expect(JSON.parse(told)).toEqual({
      record: { cache: { number: 1 } },
      problems: [expect.stringContaining("EACCES")],
      code: "EACCES",
    });
  });
});
