import { describe, expect, it } from "@jest/globals";
import { deviations } from "../src/budget/budget.js";

describe("a deviation from the budget", () => {
  it("is not reported when nothing changed", () => {
    expect(deviations({ "writes for 2,000 games": 72 }, { "writes for 2,000 games": 72 })).toEqual([]);
  });

  it("is reported for counts that grew, shrank, appeared or disappeared", () => {
    const budget = { "writes for 2,000 games": 72, "kilobytes of the bundle": 500, gone: 1 };
    const counted = { "writes for 2,000 games": 73, "kilobytes of the bundle": 400, new: 2 };
    expect(deviations(budget, counted)).toEqual([
      "writes for 2,000 games: the budget is 72, but counted 73",
      "kilobytes of the bundle: the budget is 500, but counted 400",
      "gone: the budget is 1, but counted nothing",
      "new: the budget is missing, but counted 2",
    ]);
  });

  it("is tolerated when a large bundle grows by a few lines", () => {
    const name = "kilobytes of the bundle";
    expect(deviations({ [name]: 500 }, { [name]: 510 })).toEqual([]);
    expect(deviations({ [name]: 500 }, { [name]: 511 })).toHaveLength(1);
    expect(deviations({ [name]: 500 }, { [name]: 501 }, {})).toHaveLength(1);
  });
});
