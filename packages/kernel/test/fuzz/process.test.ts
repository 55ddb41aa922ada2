import { afterEach, describe, expect, it, jest } from "@jest/globals";
import fc from "fast-check";
import { endAll, PluginProcess } from "../process/support/plugin-process.js";
import { below, cut, pick, randomFrom } from "../support/random.js";
import { joined, line } from "./support/lines.js";
import { mutated } from "./support/mutate.js";
import { expectedResponses } from "./support/oracle.js";
import { differences, readOutgoing } from "./support/outgoing.js";
import { oversized } from "./support/oversized.js";
import { repeatable, runs, seed } from "./support/settings.js";
import { TOKEN } from "./support/target.js";

jest.setTimeout(240_000);
afterEach(endAll);

const MAX_LOG_MB = 40;

describe(`A process at the other end of a socket (${repeatable})`, () => {
  it("responds to tens of thousands of lines, and shuts down cleanly", async () => {
    const random = randomFrom(seed);
    const pool = fc.sample(line, { seed, numRuns: 2000 });
    const [plugin, galaxy] = await PluginProcess.start("anything", { token: TOKEN });
    const sent: Buffer[] = [];
    for (const { bytes } of oversized) {
      const large = Buffer.from(bytes());
      await galaxy.write(large);
      sent.push(large);
    }
    for (let count = 0; count < runs(20_000); count += 1000) {
      const batch = Array.from({ length: 1000 }, () => (random() < 0.5 ? pick(pool, random) : mutated(pool, random)));
      const largest = pick([50, 5000, 500_000], random);
      for (const chunk of cut(joined(batch), () => 1 + below(largest, random))) await galaxy.write(chunk);
      sent.push(joined(batch));
    }
    const last = '{"jsonrpc":"2.0","id":"last","method":"import_owned_games"}\n';
    await galaxy.write(last);
    await galaxy.responseTo("last");
    sent.push(Buffer.from(last));

    // Parsed again from all bytes, so that each line is checked as sent.
    const expected = expectedResponses(Buffer.concat(sent)).map((response) => ({
      ...response,
      immediate: response.immediate && !response.isPing,
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
    expect(plugin.logText.length / 1024 ** 2).toBeLessThan(MAX_LOG_MB);
    galaxy.send({ id: "end", method: "shutdown" });
    expect(await galaxy.responseTo("end")).toMatchObject({ result: null });
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
  });
});
