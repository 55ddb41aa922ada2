import { describe, expect, it } from "@jest/globals";
import { divided, dividerKey, isDivider } from "../src/sessions/divide.js";

describe("the rows of several sessions", () => {
  const session = (number: number, time: number) => ({ number, time, reason: "restart requested" });
  const row = (number: number, time: number) => ({ number, time });

  it("have a divider at each restart, and none at the first start", () => {
    const rows = [row(1, 5), row(2, 20), row(3, 21)];
    const shown = divided(rows, [session(1, 0), session(2, 20), session(3, 30), session(4, 31)]);
    expect(shown.map((each) => (isDivider(each) ? dividerKey(each) : each.number))).toEqual([
      1,
      "session 2",
      2,
      3,
      "session 3",
      "session 4",
    ]);
  });

  it("have no divider for restarts before the first row that is kept", () => {
    const rows = [row(7, 25)];
    expect(divided(rows, [session(1, 0), session(2, 20)])).toEqual(rows);
    expect(divided([], [session(1, 0), session(2, 20)])).toEqual([]);
  });
});
