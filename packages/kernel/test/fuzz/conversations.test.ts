import { describe, it, jest } from "@jest/globals";
import fc from "fast-check";
import { cut, randomFrom } from "../support/random.js";
import { joined, line } from "./support/lines.js";
import { holds, repeatable } from "./support/settings.js";
import { Target } from "./support/target.js";

jest.setTimeout(120_000);

describe(`An integration with a hostile client (${repeatable})`, () => {
  it("sends one response per request, however the bytes are split", async () => {
    const conversation = fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 30 }),
      cuts: fc.nat(),
      largest: fc.constantFrom(1, 3, 50, 10_000),
    });
    await holds(conversation, 500, async ({ lines, cuts, largest }) => {
      const random = randomFrom(cuts);
      const target = await Target.start();
      await target.send(cut(joined(lines), () => 1 + Math.floor(random() * largest)));
      await target.checkAlive();
    });
  });
});
