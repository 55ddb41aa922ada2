import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "@jest/globals";
import { deleteStaleOutput } from "../stale-output.mjs";

it("deletes the output of sources that no longer exist, and nothing else", () => {
  const folder = mkdtempSync(join(tmpdir(), "galaxy-kit-stale-"));
  try {
    const outputs = (name) => [".js", ".js.map", ".d.ts", ".d.ts.map"].map((ending) => `dist/${name}${ending}`);
    const kept = ["src/index.ts", "src/deep/own.ts", ...outputs("index"), ...outputs("deep/own"), "dist/.tsbuildinfo"];
    for (const file of [...kept, ...outputs("gone"), ...outputs("deep/renamed")]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), "");
    }
    deleteStaleOutput(folder);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ parentPath, name }) => join(parentPath, name)).sort()).toEqual(
      kept.map((file) => join(folder, file)).sort(),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
