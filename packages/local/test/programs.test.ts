import { link, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { OSCompatibility } from "@galaxy-kit/sdk";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { folderSize, osCompatibilityOf } from "../src/index.js";

const { Windows, MacOS, Linux } = OSCompatibility;

let folder: string;

beforeEach(() => {
  folder = newFolder();
});

describe("folderSize()", () => {
  it("counts everything below a folder, hidden files too", async () => {
    await mkdir(join(folder, "data", "deeper"), { recursive: true });
    await writeFile(join(folder, "a"), "x".repeat(10));
    await writeFile(join(folder, "data", "deeper", ".b"), "x".repeat(1000));
    expect(await folderSize(folder)).toBe(1010);
    expect(await folderSize(join(folder, "a"))).toBe(10);
  });

  it("does not count what symbolic links point to, and follows no circle", async () => {
    const outside = newFolder();
    await writeFile(join(outside, "huge"), "x".repeat(100_000));
    await writeFile(join(folder, "a"), "x");
    await symlink(outside, join(folder, "outside"));
    await symlink(folder, join(folder, "circle"));
    expect(await folderSize(folder)).toBe(1);
  });

  it("counts a game that was moved to another disk, with a link in its place", async () => {
    const game = newFolder();
    await writeFile(join(game, "a"), "x".repeat(10));
    const inPlace = join(folder, "game");
    await symlink(game, inPlace, "junction");
    expect(await folderSize(inPlace)).toBe(10);
    await rm(game, { recursive: true });
    await expect(folderSize(inPlace)).rejects.toThrow(/ENOENT/);
  });

  it("counts a file with two hard links once", async () => {
    await writeFile(join(folder, "a"), "x".repeat(10));
    await link(join(folder, "a"), join(folder, "b"));
    expect(await folderSize(folder)).toBe(10);
  });

  it("is not bothered by files and folders that vanish meanwhile", async () => {
    await writeFile(join(folder, "stays"), "x".repeat(10));
    let counting = true;
    const churn = (async () => {
      for (let number = 0; counting; number++) {
        const inner = join(folder, String(number));
        await mkdir(inner);
        await Promise.all([1, 2, 3].map((name) => writeFile(join(inner, String(name)), "")));
        await rm(inner, { recursive: true });
      }
    })();
    for (let round = 0; round < 200; round++) expect(await folderSize(folder)).toBe(10);
    counting = false;
    await churn;
  });

  it("rejects if the folder does not exist: unknown is not 0", async () => {
    await expect(folderSize(join(folder, "missing"))).rejects.toThrow(/ENOENT/);
  });

  it("ends early when its signal is aborted", async () => {
    await writeFile(join(folder, "a"), "x");
    await expect(folderSize(folder, AbortSignal.abort(new Error("closing")))).rejects.toThrow("closing");
  });
});

describe("osCompatibilityOf()", () => {
  it.each<readonly [string, string | Uint8Array, OSCompatibility | undefined]>([
    ["Game.EXE", "", Windows],
    ["Game.app", "", MacOS],
    ["game.mjs", "", Windows | MacOS | Linux],
    ["start", "#!/bin/sh\n", MacOS | Linux],
    ["game", "\x7fELF and more", Linux],
    ["game.x86_64", "\x7fELF and more", Linux],
    ["setup", "MZ and more", Windows],
    ["game", Buffer.from("cffaedfe07000001", "hex"), MacOS],
    ["universal", Buffer.from("cafebabe00000002", "hex"), MacOS],
    ["Main.class", Buffer.from("cafebabe00000034", "hex"), Windows | MacOS | Linux],
    ["game.dat", "?", undefined],
    ["empty", "", undefined],
  ])("of %s", async (name, content, systems) => {
    await writeFile(join(folder, name), content);
    expect(await osCompatibilityOf(join(folder, name))).toBe(systems);
  });

  it("is unknown for a program that does not exist", async () => {
    expect(await osCompatibilityOf(join(folder, "missing"))).toBeUndefined();
  });
});
