import type { ProblemRow } from "@galaxy-kit/console";
import { describe, expect, it } from "@jest/globals";
import { faultsIn, nameItems } from "../src/problems/faults.js";

describe("the list of problems", () => {
  const problem = (number: number, fault: string, itemId?: string): ProblemRow => ({
    number,
    fault,
    time: number,
    kind: "import-failure",
    severity: "error",
    message: `no value for ${itemId ?? "anything"}`,
    text: "",
    ...(itemId !== undefined && { itemId }),
  });

  it("has one row for each fault, with its first items", () => {
    const rows = Array.from({ length: 500 }, (_, index) => problem(index + 1, "times", `g${index % 250}`));
    const faults = faultsIn([
      ...rows,
      problem(501, "friends"),
      problem(502, "times", "g0"),
      problem(503, "sizes", "a"),
    ]);
    expect(faults.map((row) => [row.number, row.message, row.count, nameItems(row)])).toEqual([
      [1, "no value for g0", 501, "g0, g1, g2, g3, g4, …"],
      [501, "no value for anything", 1, undefined],
      [503, "no value for a", 1, "a"],
    ]);
  });
});
