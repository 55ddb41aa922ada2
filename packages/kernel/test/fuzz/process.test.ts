import { afterEach, describe, expect, it, jest } from "@jest/globals";
import fc from "fast-check";
import { endAll, PluginProcess } from "../process/support/plugin-process.js";
import { below, cut, pick, randomFrom } from "../support/random.js";
import { joined, line } from "./support/lines.js";
import { mutated } from "./support/mutate.js";
import { expectedAnswers } from "./support/oracle.js";
import { differences, readOutgoing } from "./support/outgoing.js";
import { oversized } from "./support/oversized.js";
import { repeatable, runs, seed } from "./support/settings.js";
import { TOKEN } from "./support/target.js";

jest.setTimeout(240_000);
afterEach(endAll);

const MAX_MEGABYTES_OF_LOG = 40;

describe(`A process at the other end of a socket (${repeatable})`, () => {
  it("answers tens of thousands of lines, and ends in order", async () => {
    const random = randomFrom(seed);
    const pool = fc.sample(line, { seed, numRuns: 2000 });
    const [plugin, galaxy] = await PluginProcess.start("anything", { token: TOKEN });
    const sent: Buffer[] = [];
    for (const { bytes } of oversized) {
      const large = Buffer.from(bytes());
      await galaxy.write(large);
      sent.push(large);
    }
    for (let told = 0; told < runs(30_000); told += 1000) {
      const batch = Array.from({ length: 1000 }, () => (random() < 0.5 ? pick(pool, random) : mutated(pool, random)));
      const largest = pick([50, 5000, 500_000], random);
      for (const chunk of cut(joined(batch), () => 1 + below(largest, random))) await galaxy.write(chunk);
      sent.push(joined(batch));
    }
    const last = '{"jsonrpc":"2.0","id":"the last one","method":"import_owned_games"}\n';
    await galaxy.write(last);
    await galaxy.responseTo("the last one");
    sent.push(Buffer.from(last));

    // Read anew, so that each line is looked at as it came.
    const expected = expectedAnswers(Buffer.concat(sent)).map((answer) => ({
      ...answer,
      immediate: answer.immediate && !answer.isPing,
    }));
    expect(
      differences(
        expected,
        galaxy.messages.map((message) => readOutgoing(JSON.stringify(message))),
      ),
    ).toEqual([]);
    expect(plugin.log.filter(({ message }) => /^(Uncaught error|Unhandled promise rejection)$/.test(message))).toEqual(
      [],
    );
    expect(plugin.logText.includes(TOKEN)).toBe(false);
    expect(plugin.logText.length / 1024 ** 2).toBeLessThan(MAX_MEGABYTES_OF_LOG);
    galaxy.send({ id: "end", method: "shutdown" });
    expect(await galaxy.responseTo("end")).toMatchObject({ result: null });
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
  });
});
