import { setTimeout as sleep } from "node:timers/promises";
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
      { run: (name, work) => void clock.calls.run(() => work(closing.signal), name, true) },
      closing.signal,
      async () => {
        looks++;
        // As processes are listed on Windows and macOS: by another process.
        await sleep(5);
        if (looks < 4) throw new Error("odd");
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
