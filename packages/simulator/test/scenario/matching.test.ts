import { describe, expect, it } from "@jest/globals";
import { runScenario, type StepResult } from "../../src/index.js";
import { shop } from "./support/shops.js";

/** Compares two values as a scenario does. */
async function compare(received: unknown, expected: unknown): Promise<StepResult> {
  const scenario = { name: "compare", steps: [({ expect: compareThem }: any) => compareThem(received, expected)] };
  const { steps } = await runScenario(scenario, { integration: shop() });
  return steps[0]!;
}

describe("a received value", () => {
  const fits: [what: string, received: unknown, expected: unknown][] = [
    ["the same value", 5, 5],
    ["more members than are named", { a: 1, b: 2 }, { a: 1 }],
    ["deeper down, too", { a: { b: { c: 1, d: 2 } } }, { a: { b: { c: 1 } } }],
    ["items one by one, each with more members", [{ a: 1, b: 2 }, 5], [{ a: 1 }, 5]],
    ["null, which is a value", { a: null }, { a: null }],
    ["an item anywhere", [1, { a: 1, b: 2 }, 3], { $contains: [{ a: 1 }, 3] }],
    ["none of these", [1, 2], { $lacks: [3, { a: 1 }] }],
    ["a pattern", "cannot be read: gone", { $matches: "^cannot .* read" }],
    ["a bound", { a: 5 }, { a: { $atLeast: 5 } }],
    ["another bound", 5, { $atMost: 5 }],
    ["nothing", { a: 1 }, { b: { $absent: true } }],
    ["something, whatever it is", { a: 1 }, { a: { $absent: false } }],
    ["exactly this", { a: [1] }, { $exactly: { a: [1] } }],
  ];

  it.each(fits)("matches: %s", async (_what, received, expected) => {
    expect(await compare(received, expected)).toMatchObject({ outcome: "passed" });
  });

  const differs: [what: string, received: unknown, expected: unknown][] = [
    ["another value", 5, 6],
    ["another type", "5", 5],
    ["a member that is missing", {}, { a: 1 }],
    ["a member that is only inherited", {}, { constructor: {} }],
    ["nothing where an object belongs", null, { a: 1 }],
    ["a list that is longer", [1, 2], [1]],
    ["a list that is shorter", [1], [1, 2]],
    ["another order", [2, 1], [1, 2]],
    ["a list without the item", [{ a: 2 }], { $contains: [{ a: 1 }] }],
    ["not a list", "1", { $contains: ["1"] }],
    ["a list with what it should lack", [1, { a: 1, b: 2 }], { $lacks: [{ a: 1 }] }],
    ["another text", "found", { $matches: "^lost" }],
    ["less than the bound", 4, { $atLeast: 5 }],
    ["more than the bound", 6, { $atMost: 5 }],
    ["what should not be there", { a: 1 }, { a: { $absent: true } }],
    ["more than exactly this", { a: 1, b: 2 }, { $exactly: { a: 1 } }],
  ];

  it.each(differs)("does not match: %s", async (_what, received, expected) => {
    expect(await compare(received, expected)).toMatchObject({
      outcome: "failed",
      failure: { difference: expect.any(String) },
    });
  });
});

describe("the difference", () => {
  it("shows only what differs", async () => {
    const received = { state: "offline", reason: "because", games: { a: { title: "A", time: 5 }, b: { title: "B" } } };
    const expected = { state: "connected", games: { a: { title: "A" }, b: { title: "C" } } };
    const { failure } = await compare(received, expected);
    expect(failure?.difference).toBe(
      [
        "- Expected",
        "+ Received",
        "",
        "  {",
        '-   "state": "connected",',
        '+   "state": "offline",',
        '    "games": {',
        '      "b": {',
        '-       "title": "C"',
        '+       "title": "B"',
        "      }",
        "    }",
        "  }",
      ].join("\n"),
    );
  });

  it("stays short when everything differs", async () => {
    const games = (title: string) =>
      Object.fromEntries(Array.from({ length: 50_000 }, (_, id) => [`g${id}`, { title }]));
    const { failure } = await compare({ games: games("A") }, { games: games("B") });
    expect(failure?.difference).toContain('"…": "49980 more differ"');
    expect(failure?.difference?.split("\n").length).toBeLessThan(100);
  });
});
