import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "@jest/globals";
import { deleteStaleOutput } from "../stale-output.mjs";

const all = [".js", ".js.map", ".d.ts", ".d.ts.map"];

it.each([
  { title: "the output of sources that no longer exist, and nothing else", isBundled: false, deleted: all },
  { title: "only declarations in a package that is bundled", isBundled: true, deleted: [".d.ts", ".d.ts.map"] },
])("deletes $title", ({ isBundled, deleted }) => {
  const folder = mkdtempSync(join(tmpdir(), "galaxy-kit-stale-"));
  try {
    const outputs = (name) => all.map((ending) => `dist/${name}${ending}`);
    const current = ["src/index.ts", "src/deep/own.ts", ...outputs("index"), ...outputs("deep/own")];
    const stale = [...outputs("gone"), ...outputs("deep/renamed")];
    const isDeleted = (file) =>
      deleted.some((ending) => file.endsWith(`/gone${ending}`) || file.endsWith(`/renamed${ending}`));
    const kept = [...current, "dist/.tsbuildinfo", ...stale.filter((file) => !isDeleted(file))];
    for (const file of [...kept, ...stale]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), "");
    }
    deleteStaleOutput(folder, { isBundled });
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ parentPath, name }) => join(parentPath, name)).sort()).toEqual(
      kept.map((file) => join(folder, file)).sort(),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
