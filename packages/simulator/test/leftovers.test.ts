import { fileURLToPath } from "node:url";
import { describe, expect, it, jest } from "@jest/globals";
import { compileSimulator, runModule } from "./support/compiled.js";

jest.setTimeout(60_000);

const simulator = compileSimulator();
const shop = JSON.stringify({
  command: process.execPath,
  args: [fileURLToPath(new URL("scenario/fixtures/shop.mjs", import.meta.url))],
});

/** Each is run as a program that has nothing else to do; one that does not end fails at the limit of `runModule`. */
describe("a program ends", () => {
  it("after a client whose integration could not even be tried", () => {
    const script = `
      import { SimulatedClient } from "%simulator%/index.js";
      const client = new SimulatedClient({ integration: { command: "no\\0path" } });
      const told = await client.start().catch((error) => error.message);
      await client.close();
      console.log(told, client.status.state);`;
    expect(runModule(script, simulator)).toMatch(/without null bytes.* closed\n$/);
  });

  it("after a scenario that would have waited longer", () => {
    const script = `
      import { runScenario } from "%simulator%/index.js";
      const steps = [{ start: {} }, { importsDone: { orAfter: 600_000 } }];
      const { passed } = await runScenario({ name: "it", steps }, { integration: ${shop} });
      console.log(passed);`;
    expect(runModule(script, simulator)).toBe("true\n");
  });
});
