import { describe, expect, it } from "@jest/globals";
import { addressOf, partsOf } from "../src/source/places.js";
import { traceLines } from "../src/source/trace-lines.js";

const editor = { address: "vscode://file{file}:{line}:{column}", folder: "/work" };
const links = (text: string) => partsOf(text).flatMap(({ place }) => (place ? (addressOf(place, editor) ?? []) : []));

describe("a place in a text", () => {
  it.each([
    ["    at Shop.price (/shop/my api.ts:3:9)", "vscode://file/shop/my%20api.ts:3:9"],
    ["    at file:///shop/my%20games/main.ts:10:1", "vscode://file/shop/my%20games/main.ts:10:1"],
    ["    at load (file:///shop/my%20games/main.ts:10:1)", "vscode://file/shop/my%20games/main.ts:10:1"],
    ["    at async /shop/api.mts:3:9", "vscode://file/shop/api.mts:3:9"],
    ["at price (C:\\shop\\api.ts:3:9)", "vscode://file/C:/shop/api.ts:3:9"],
    ["at price (file:///C:/shop/api.ts:3:9)", "vscode://file/C:/shop/api.ts:3:9"],
    ["apps/shop/src/plugin.ts:12:5 - error TS2322: not so", "vscode://file/work/apps/shop/src/plugin.ts:12:5"],
    ['  File "/shop/plugin.py", line 12, in start', "vscode://file/shop/plugin.py:12:1"],
    ["at price (C:\\C#\\a&b?.ts:3:9)", "vscode://file/C:/C%23/a%26b%3F.ts:3:9"],
    ["at price (\\\\evil.example\\share\\api.ts:3:9)", undefined],
    ["    at file:////evil.example/share/api.ts:10:1", undefined],
    ["see README.md:3 or 10:30:12 or node:internal/x.js", undefined],
    ["http://shop.example/app.js?x=1", undefined],
  ])("is a link to the editor: %s", (text, address) => {
    expect(links(text)).toEqual(address === undefined ? [] : [address]);
    expect(
      partsOf(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });
});

describe("a trace", () => {
  const own = "at price (/work/shop/src/api.ts:3:9)";
  const node = "at next (node:internal/process/task_queues:95:5)";
  const kernel = "at run (/work/framework/src/handlers.ts:3:9)";

  it("has the calls of the project as lines, and folds all others", () => {
    const lines = traceLines(
      ["TypeError: no price", `    ${own}`, `    ${kernel}`, `    ${node}`].join("\n"),
      "/work/shop",
    );
    expect(lines).toEqual([
      { kind: "text", text: "TypeError: no price" },
      { kind: "call", text: own },
      { kind: "others", calls: [kernel, node] },
    ]);
  });

  it("stays as it is without a call of the project", () => {
    expect(traceLines(`Error\n    ${node}`, "/work/shop").map(({ kind }) => kind)).toEqual(["text", "call"]);
  });
});
