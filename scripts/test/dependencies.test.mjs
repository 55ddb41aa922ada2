import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { manifest, members, root } from "../workspace.mjs";

const folders = [".", ...members()];
const read = (file) => readFileSync(join(root, file), "utf8");

test("every dependency has an exact version", () => {
  const loose = folders.flatMap((folder) => {
    const { dependencies = {}, devDependencies = {} } = manifest(folder);
    return Object.entries({ ...dependencies, ...devDependencies })
      .filter(([, version]) => !/^(workspace:|(npm:[\w-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$)/.test(version))
      .map(([name, version]) => `${folder}: ${name} ${version}`);
  });
  expect(loose).toEqual([]);
});

test("every dependency comes from the registry and has a checksum", () => {
  const resolutions = [...read("pnpm-lock.yaml").matchAll(/^ +resolution: (.*)$/gm)].map(
    ([, resolution]) => resolution,
  );
  expect(resolutions.length).toBeGreaterThan(100);
  expect(resolutions.filter((resolution) => !/^\{integrity: sha512-[\w+/]+=*\}$/.test(resolution))).toEqual([]);
});

test("no dependency may run an install script", () => {
  const [, allowed] = /^allowBuilds:\n((?: +.*\n)+)/m.exec(read("pnpm-workspace.yaml"));
  expect(
    allowed
      .trim()
      .split("\n")
      .filter((line) => !line.endsWith(": false")),
  ).toEqual([]);
});

test("no package of ours has an install script", () => {
  const scripts = folders.flatMap((folder) =>
    Object.keys(manifest(folder).scripts ?? {}).map((name) => `${folder}: ${name}`),
  );
  expect(scripts.filter((name) => /: (pre|post)?(install|prepare|uninstall)$/.test(name))).toEqual([]);
});
