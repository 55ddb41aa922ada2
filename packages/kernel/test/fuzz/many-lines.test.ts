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
/** A million with GALAXY_KIT_FUZZ_RUNS=10, as in the nightly run. */
const LINES = runs(100_000);
/** The engine's own memory varies by a few megabytes. A leak of 130 bytes per line is more than that. */
const MAX_GROWTH_MB = 10;

describe(`${LINES.toLocaleString("en")} lines, half of them damaged (${repeatable})`, () => {
  it("lose no response, cause only JSON-RPC output, and leave nothing in memory", async () => {
    const random = randomFrom(seed);
    const lines = fc.sample(line, { seed, numRuns: 10_000 });
    const target = await Target.start();
    const used: number[] = [];
    let sent = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const end = sent + LINES / ROUNDS;
      while (sent < end) {
        const batch = Array.from({ length: LINES_AT_ONCE }, () =>
          random() < 0.5 ? pick(lines, random) : mutated(lines, random),
        );
        const largest = pick([100, 10_000, 1_000_000], random);
        sent += await target.send(cut(joined(batch), () => 1 + below(largest, random)));
      }
      await target.checkAlive();
      used.push(usedMegabytes());
    }
    expect(sent).toBeGreaterThanOrEqual(LINES);
    expect(Math.max(...used) - used[1]!).toBeLessThan(MAX_GROWTH_MB);
  });
});
