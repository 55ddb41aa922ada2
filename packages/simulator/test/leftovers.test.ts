import { fileURLToPath } from "node:url";
import { describe, expect, it, jest } from "@jest/globals";
import { compileSimulator, runModule } from "./support/compiled.js";

jest.setTimeout(60_000);

const simulator = await compileSimulator("index");
const shop = JSON.stringify({
  command: process.execPath,
  args: [fileURLToPath(new URL("scenario/fixtures/shop.mjs", import.meta.url))],
});

/** Each runs as a program that does nothing else. One that does not exit fails at the time limit of `runModule`. */
describe("a program exits", () => {
  it("after a client whose integration could not be spawned", () => {
    const script = `
      import { SimulatedClient } from "%simulator%/index.js";
      const client = new SimulatedClient({ integration: { command: "no\\0path" } });
      const reported = await client.start().catch((error) => error.message);
      await client.close();
      console.log(reported, client.status.state);`;
    expect(runModule(script, simulator)).toMatch(/without null bytes.* closed\n$/);
  });

  it("after a scenario that stopped waiting", () => {
    const script = `
      import { runScenario } from "%simulator%/index.js";
      const steps = [{ start: {} }, { importsDone: { orAfter: 600_000 } }];
      const { passed } = await runScenario({ name: "it", steps }, { integration: ${shop} });
      console.log(passed);`;
    expect(runModule(script, simulator)).toBe("true\n");
  });
});
