import { describe, expect, it, jest } from "@jest/globals";
import fc from "fast-check";
import { usedMegabytes } from "../support/memory.js";
import { below, cut, pick, randomFrom } from "../support/random.js";
import { joined, line } from "./support/lines.js";
import { mutated } from "./support/mutate.js";
import { repeatable, runs, seed } from "./support/settings.js";
import { Target } from "./support/target.js";

jest.setTimeout(600_000);

const LINES_AT_ONCE = 2000;
const ROUNDS = 10;
/** What the engine itself keeps varies by a few megabytes; a message that is kept is 100,000 of them. */
const MAX_GROWTH_MB = 10;

describe(`A million lines, half of them damaged (${repeatable})`, () => {
  it("lose no answer, write nothing but JSON-RPC, and leave nothing behind", async () => {
    const random = randomFrom(seed);
    const lines = fc.sample(line, { seed, numRuns: 10_000 });
    const target = await Target.start();
    const used: number[] = [];
    let told = 0;
    for (let round = 0; round < ROUNDS; round++) {
      for (let end = told + runs(1_000_000) / ROUNDS; told < end;) {
        const batch = Array.from({ length: LINES_AT_ONCE }, () =>
          random() < 0.5 ? pick(lines, random) : mutated(lines, random),
        );
        const largest = pick([100, 10_000, 1_000_000], random);
        told += await target.tell(cut(joined(batch), () => 1 + below(largest, random)));
      }
      await target.checkAlive();
      used.push(usedMegabytes());
    }
    expect(told).toBeGreaterThanOrEqual(runs(1_000_000));
    expect(Math.max(...used) - used[1]!).toBeLessThan(MAX_GROWTH_MB);
  });
});
