import { describe, expect, it } from "@jest/globals";
import { deviations } from "../src/budget/budget.js";

describe("what has moved from the budget", () => {
  it("is nothing when everything is as it was", () => {
    expect(deviations({ "writes for 2,000 games": 72 }, { "writes for 2,000 games": 72 })).toEqual([]);
  });

  it("is a count that has grown or shrunk, and one that is new or gone", () => {
    const budget = { "writes for 2,000 games": 72, "kilobytes of the bundle": 500, gone: 1 };
    const counted = { "writes for 2,000 games": 73, "kilobytes of the bundle": 400, new: 2 };
    expect(deviations(budget, counted)).toEqual([
      "writes for 2,000 games: the budget says 72, found 73",
      "kilobytes of the bundle: the budget says 500, found 400",
      "gone: the budget says 1, found nothing",
      "new: the budget says nothing, found 2",
    ]);
  });

  it("is not what a few lines more in a large bundle make", () => {
    const name = "kilobytes of the bundle";
    expect(deviations({ [name]: 500 }, { [name]: 510 })).toEqual([]);
    expect(deviations({ [name]: 500 }, { [name]: 511 })).toHaveLength(1);
  });
});
