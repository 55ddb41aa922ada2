import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { describe, expect, it } from "@jest/globals";
import { SourceLines } from "../../src/logging/source-lines.js";

/** From line 3, column 5, to line 10, column 3, of the source. */
const map = { version: 3, sources: ["src/shop.ts"], names: [], mappings: ";;IASE" };

/** Returns a bundle whose map has this content, if any. */
function bundleWith(lines?: string): string {
  const bundle = join(newFolder(), "plugin.cjs");
  if (lines !== undefined) writeFileSync(`${bundle}.lines`, lines);
  return bundle;
}

describe("A text that names places in the bundle", () => {
  it("names those in the author's sources, and stays as it is where other code is", () => {
    const bundle = bundleWith(JSON.stringify(map));
    const text = [
      "Error: no price",
      `    at Shop.price (${bundle}:3:9)`,
      `    at ${bundle}:3:5`,
      `    at Handler.run (${bundle}:4:1)`,
      `    at node:internal/timers:3:5, ${bundle}: a name`,
    ].join("\n");
    expect(new SourceLines(bundle).restore(text)).toBe(
      text.replace(`${bundle}:3:9`, "src/shop.ts:10:3").replace(`${bundle}:3:5`, "src/shop.ts:10:3"),
    );
  });

  it.each([
    ["missing", undefined],
    ["empty", ""],
    ["cut", JSON.stringify(map).slice(0, -20)],
    ["no source map", "{}"],
  ])("stays as it is if the map is %s", (_, lines) => {
    const bundle = bundleWith(lines);
    const text = `    at Shop.price (${bundle}:3:9)`;
    const sourceLines = new SourceLines(bundle);
    expect([sourceLines.restore(text), sourceLines.restore(text)]).toEqual([text, text]);
  });
});
