import { FakeClock } from "@galaxy-kit/testing";
import { describe, expect, it } from "@jest/globals";
import { Looks } from "../src/tracking/looks.js";

describe("looking for running games", () => {
  it("goes on after a look that failed, and says so once", async () => {
    const clock = new FakeClock();
    const closing = new AbortController();
    const failures: unknown[] = [];
    let looks = 0;
    const watching = new Looks(
      clock,
      { run: (_name, work) => void work(closing.signal) },
      closing.signal,
      () => {
        looks++;
        return looks < 4 ? Promise.reject(new Error("odd")) : Promise.resolve();
      },
      () => 1000,
      (error) => failures.push(error),
    );
    await watching.now();
    watching.begin();
    await clock.advance("5s");
    expect(looks).toBe(6);
    expect(failures).toEqual([new Error("odd")]);
    closing.abort();
  });
});
