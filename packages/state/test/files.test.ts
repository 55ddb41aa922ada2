import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate, setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { FileLock, FileLockTimeout, Journal, readFileIfExists, replaceFile, withFileLock } from "@galaxy-kit/state";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { whileInUse } from "../src/files/while-in-use.js";

let folder: string;
let path: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "state-files-"));
  path = join(folder, "a", "file.txt");
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

/** Starts a process that does something with the built package, and prints "ready" once it does. */
async function start(what: string, shell?: string): Promise<ChildProcess> {
  const script = fileURLToPath(new URL("fixtures/use-files.mjs", import.meta.url));
  const args = [script, what, path];
  const stdio: StdioOptions = ["ignore", "pipe", "inherit"];
  const child =
    shell === undefined
      ? spawn(process.execPath, args, { stdio })
      : spawn("sh", ["-c", `${shell}; exec "$@"`, "sh", process.execPath, ...args], { stdio });
  children.push(child);
  await once(child.stdout!, "data");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

describe("replaceFile", () => {
  it("creates the file with its folders, and replaces it", async () => {
    await replaceFile(path, "one");
    await replaceFile(path, "two");
    expect(await readFile(path, "utf8")).toBe("two");
    expect(await readdir(join(folder, "a"))).toEqual(["file.txt"]);
  });

  it("leaves the old content or the new after a kill, never a part, and the next call tidies up", async () => {
    await replaceFile(path, "x".repeat(100));
    for (let round = 0; round < 3; round++) {
      await kill(await start("replace"));
      const [first, ...rest] = new Set(await readFile(path, "utf8"));
      expect({ first: typeof first, rest }).toEqual({ first: "string", rest: [] });
    }
    await kill(await start("replace-once"));
    expect(await readdir(join(folder, "a"))).toEqual(["file.txt"]);
  });

  it("keeps the order of calls that overlap", async () => {
    await Promise.all(["one", "two", "three"].map((content) => replaceFile(path, content)));
    expect(await readFile(path, "utf8")).toBe("three");
  });

  it("keeps a link, as those who keep their settings in a repository have it", async () => {
    const target = join(folder, "dotfiles.txt");
    await writeFile(target, "old");
    await mkdir(join(folder, "a"));
    await symlink(target, path);
    await replaceFile(path, "new");
    expect(await readFile(target, "utf8")).toBe("new");
  });

  it("removes what a process that has ended left behind, and not what another one is about to write", async () => {
    await mkdir(join(folder, "a"));
    for (const pid of [process.ppid, 99_999_999]) await writeFile(`${path}.${pid}-x.new`, "draft");
    await replaceFile(path, "new");
    expect(await readdir(join(folder, "a"))).toEqual(["file.txt", `file.txt.${process.ppid}-x.new`]);
  });

  it("leaves no draft behind if it fails", async () => {
    await mkdir(join(path, "full"), { recursive: true });
    await expect(replaceFile(path, "content")).rejects.toThrow();
    expect(await readdir(join(folder, "a"))).toEqual(["file.txt"]);
  });

  it("tries again while another program has the file open, as Windows reports it", async () => {
    const answers = ["EBUSY", "EPERM"];
    const open = async (): Promise<string> => {
      const code = answers.shift();
      if (code !== undefined) throw Object.assign(new Error(code), { code });
      return "done";
    };
    expect(await whileInUse(open, [1, 1, 1])).toBe("done");
    answers.push("EBUSY", "EBUSY");
    await expect(whileInUse(open, [1])).rejects.toThrow("EBUSY");
  });
});

describe("readFileIfExists", () => {
  it("resolves to undefined for a file or a folder that does not exist", async () => {
    expect(await readFileIfExists(path)).toBeUndefined();
    await replaceFile(path, "content");
    expect(await readFileIfExists(path)).toBe("content");
    expect(await readFileIfExists(join(path, "below"))).toBeUndefined();
  });
});

describe("a journal", () => {
  const numbers = (): Journal<number> => new Journal(path, (value) => (typeof value === "number" ? value : undefined));

  it("is empty until something is appended", async () => {
    expect(await numbers().read()).toEqual({ entries: [], damaged: 0 });
    await numbers().append(1, 2);
    await numbers().append(3);
    expect(await numbers().read()).toEqual({ entries: [1, 2, 3], damaged: 0 });
  });

  it("loses the torn line, and neither what was before nor what comes after it", async () => {
    await numbers().append(1);
    await appendFile(path, "12");
    await appendFile(path, '{"half');
    await numbers().append(2);
    expect(await numbers().read()).toEqual({ entries: [1, 2], damaged: 1 });
  });

  it("counts lines that are garbage or not an entry", async () => {
    await numbers().append(1);
    await appendFile(path, 'null\n"text"\n\0\0\0\n\n');
    await numbers().append(2);
    expect(await numbers().read()).toEqual({ entries: [1, 2], damaged: 3 });
  });

  it("keeps what is appended while it is rewritten", async () => {
    await numbers().append(1, 2);
    let appended: Promise<void> | undefined;
    await numbers().rewrite((entries) => {
      appended = numbers().append(3);
      return entries;
    });
    await appended;
    expect(await numbers().read()).toEqual({ entries: [1, 2, 3], damaged: 0 });
  });

  it("keeps every entry of two processes, even while one of them rewrites it", async () => {
    const other = await start("append");
    const ended = once(other, "exit");
    for (let entry = 0; entry < 30; entry++) await numbers().append(entry);
    await numbers().rewrite((entries) => entries.map((entry) => entry + 1000));
    await ended;
    const { entries, damaged } = await numbers().read();
    expect(damaged).toBe(0);
    expect(entries.map((entry) => entry % 1000).sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n));
  });
});

describe("a file lock", () => {
  it("lets calls of one process in one after the other, also after one has failed", async () => {
    const order: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      order.push(`${name} begins`);
      await readFileIfExists(path);
      order.push(`${name} ends`);
      if (name === "b") throw new Error("b failed");
    };
    const results = await Promise.allSettled(["a", "b", "c"].map((name) => withFileLock(path, work(name))));
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(order).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
    expect(await readdir(join(folder, "a"))).toEqual([]);
  });

  it("keeps two processes apart: a counter that both increase loses nothing", async () => {
    await replaceFile(path, "0");
    const counting = await Promise.all([start("count"), start("count")]);
    for (const child of counting) if (child.exitCode === null) await once(child, "exit");
    expect(await readFile(path, "utf8")).toBe("100");
  });

  it("is not free while its process runs, and free at once when that was killed", async () => {
    const owner = await start("hold");
    const lock = new FileLock(path);
    expect(await lock.tryTake()).toBe(false);
    await expect(withFileLock(path, async () => undefined, { patience: "20ms" })).rejects.toThrow(FileLockTimeout);
    await kill(owner);
    expect(await lock.tryTake()).toBe(true);
    expect(await lock.isHeld()).toBe(true);
    await lock.release();
  });

  it("leaves nothing behind when the disk is full", async () => {
    await start("lock", "ulimit -f 0");
    expect(await readdir(join(folder, "a"))).toEqual([]);
  });

  it("is free if it was left behind by an earlier process with the id of this one", async () => {
    await mkdir(join(folder, "a"));
    await writeFile(`${path}.lock`, `${process.pid} earlier\n`);
    expect(await withFileLock(path, async () => "done", { patience: "1s" })).toBe("done");
  });

  it("is free again if its file could not be removed, as while a virus scanner has it open", async () => {
    const lock = `${path}.lock`;
    let content = "";
    const blocked = withFileLock(path, async () => {
      content = await readFile(lock, "utf8");
      await rm(lock);
      await mkdir(lock);
    });
    await expect(blocked).rejects.toMatchObject({ code: "EISDIR" });
    await rm(lock, { recursive: true });
    await writeFile(lock, content);
    expect(await withFileLock(path, async () => "taken", { patience: "100ms" })).toBe("taken");
  });

  it("is taken by one only, of several that find it abandoned a moment apart", async () => {
    await mkdir(join(folder, "a"));
    for (let round = 0; round < 20; round++) {
      await writeFile(`${path}.lock`, "999999999 gone\n");
      const locks = Array.from({ length: 6 }, () => new FileLock(path));
      const taken = await Promise.all(
        locks.map(async (lock, index) => {
          for (let turn = 0; turn < (index * round) % 11; turn++) await setImmediate();
          return await lock.tryTake();
        }),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      await Promise.all(locks.map((lock) => lock.release()));
    }
    expect(await readdir(join(folder, "a"))).toEqual([]);
  });

  it("is free if the id of its dead process was given to another one, which shows no sign of life", async () => {
    await mkdir(join(folder, "a"));
    await writeFile(`${path}.lock`, `${process.ppid} gone\n`);
    const lock = new FileLock(path, 30);
    expect(await lock.tryTake()).toBe(false);
    await delay(40);
    // A sign of life: the time starts again.
    await utimes(`${path}.lock`, 1, 1);
    expect(await lock.tryTake()).toBe(false);
    await delay(40);
    expect(await lock.tryTake()).toBe(true);
    await lock.release();
  });

  it("that another process has taken over is noticed, and not removed", async () => {
    const lock = new FileLock(path);
    await lock.tryTake();
    await writeFile(`${path}.lock`, "1 another\n");
    expect(await lock.isHeld()).toBe(false);
    await lock.release();
    expect(await readFile(`${path}.lock`, "utf8")).toBe("1 another\n");
  });
});
