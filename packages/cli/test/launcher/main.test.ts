import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { anyPython, describeWithPython } from "@galaxy-kit/test-support/jest";
import { expect, it } from "@jest/globals";
import { Launched } from "./support/launched.js";
import { cacheAtOnce, packedFolder } from "./support/packed-folder.js";

/** Reached only by a failing test. */
const TIMEOUT_MS = 20_000;

/** Returns a packed folder whose integration writes its code cache at once. */
function quickFolder(): string {
  const folder = packedFolder();
  cacheAtOnce(folder);
  return folder;
}

/** Waits until the code cache exists and differs from the given one, and returns it. */
async function waitForCache(folder: string, before?: Buffer): Promise<Buffer> {
  const cache = join(folder, "plugin.cjs.cache");
  const deadline = Date.now() + TIMEOUT_MS;
  while (Date.now() < deadline) {
    const content = existsSync(cache) ? readFileSync(cache) : undefined;
    if (content && !before?.equals(content)) return content;
    await sleep(50);
  }
  throw new Error(`${cache} is ${existsSync(cache) ? "unchanged" : "missing"}`);
}

async function runEdition(folder: string): Promise<string> {
  const launched = await Launched.start(anyPython, folder);
  const { edition } = await launched.describe();
  launched.hangUp();
  expect(await launched.exit).toEqual({ code: 0, signal: null });
  return edition;
}

/** Runs the integration until it has written the code cache, and returns the cache. */
async function runUntilCached(folder: string, before?: Buffer): Promise<Buffer> {
  const launched = await Launched.start(anyPython, folder);
  await launched.describe();
  const cache = await waitForCache(folder, before);
  launched.hangUp();
  await launched.exit;
  return cache;
}

/** V8 rejects code compiled with other flags than those of the launcher. */
const FLAGS = [
  "--min-semi-space-size=2",
  "--max-semi-space-size=2",
  "--initial-old-space-size=64",
  "--no-short-builtin-calls",
  "--expose-gc",
  "--bytecode-old-age=1",
];

/** Whether V8 accepts the code cache, in the same Node that wrote it. */
function isAccepted(folder: string): boolean {
  const script = `
    const [bundle] = process.argv.slice(1);
    const { readFileSync } = require("node:fs");
    const text = readFileSync(bundle);
    const cache = readFileSync(bundle + ".cache");
    const code = cache.subarray(cache.indexOf(text) + text.length);
    const cachedData = code.subarray(0, code.length / 2);
    const source = require("node:module").wrap(text.toString());
    console.log(!new (require("node:vm").Script)(source, { filename: bundle, cachedData }).cachedDataRejected);`;
  return (
    execFileSync(process.execPath, [...FLAGS, "-e", script, join(folder, "plugin.cjs")], {
      encoding: "utf8",
    }).trim() === "true"
  );
}

describeWithPython("The code cache", () => {
  it("is written next to the bundle, and replaced when the bundle changes, even to one of the same length", async () => {
    const folder = quickFolder();
    const first = await runUntilCached(folder);
    expect(isAccepted(folder)).toBe(true);
    expect(await runEdition(folder)).toBe("the first edition");
    expect(readFileSync(join(folder, "plugin.cjs.cache")).equals(first)).toBe(true);

    const bundle = join(folder, "plugin.cjs");
    writeFileSync(bundle, readFileSync(bundle, "utf8").replace("the first edition", "the other edition"));
    expect(await runEdition(folder)).toBe("the other edition");
    await runUntilCached(folder, first);
    expect(isAccepted(folder)).toBe(true);
  });

  it("is replaced when it is damaged, truncated, empty, or from another version of Node", async () => {
    const waysToDamage = [
      (cache: Buffer) => {
        const inTheCode = cache.length - 1000;
        cache.writeUInt8(cache.readUInt8(inTheCode) ^ 0x55, inTheCode);
        return cache;
      },
      (cache: Buffer) => cache.subarray(0, cache.length / 2),
      () => Buffer.alloc(0),
      (cache: Buffer) => Buffer.from(cache.toString("latin1").replace(process.version, "v1.0.0"), "latin1"),
    ];
    const replaced = waysToDamage.map(async (damage) => {
      const folder = quickFolder();
      const whole = await runUntilCached(folder);
      const damaged = damage(Buffer.from(whole));
      writeFileSync(join(folder, "plugin.cjs.cache"), damaged);
      await runUntilCached(folder, damaged);
      expect(isAccepted(folder)).toBe(true);
    });
    await Promise.all(replaced);
  });

  it("is optional: the integration runs if it cannot be written", async () => {
    const folder = quickFolder();
    mkdirSync(join(folder, "plugin.cjs.cache"));
    expect(await runEdition(folder)).toBe("the first edition");
  });
});

describeWithPython("A code cache that cannot be written", () => {
  const onLinux = process.platform === "linux" ? it : it.skip;

  onLinux("because the disk is full leaves no file behind, and the integration keeps running", async () => {
    const folder = quickFolder();
    const draft = join(folder, "plugin.cjs.cache.new");
    symlinkSync("/dev/full", draft);
    const launched = await Launched.start(anyPython, folder);
    await launched.describe();
    const deadline = Date.now() + TIMEOUT_MS;
    while (readdirSync(folder).includes("plugin.cjs.cache.new")) {
      if (Date.now() > deadline) throw new Error(`${draft} is still there`);
      await sleep(50);
    }
    await launched.describe();
    launched.hangUp();
    expect(await launched.exit).toEqual({ code: 0, signal: null });
    expect(existsSync(join(folder, "plugin.cjs.cache"))).toBe(false);
    expect(launched.lines.filter((line) => !line.includes(" - INFO - "))).toEqual([]);
  });
});

describeWithPython("A bundle with an import()", () => {
  it("runs like any other", async () => {
    const folder = packedFolder();
    const bundle = join(folder, "plugin.cjs");
    const source = readFileSync(bundle, "utf8");
    const replaced = source.replace(
      "result: await methods",
      'imported: typeof (await import("node:path")).join, result: await methods',
    );
    expect(replaced).not.toBe(source);
    writeFileSync(bundle, replaced);
    expect(await runEdition(folder)).toBe("the first edition");
  });
});
