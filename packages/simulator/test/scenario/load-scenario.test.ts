import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { describe, expect, it } from "@jest/globals";
import { assertScenario, loadScenario } from "../../src/index.js";
import { loginWindow, shop } from "./support/shops.js";

function file(name: string, content: string): string {
  const path = join(newFolder(), name);
  writeFileSync(path, content);
  return path;
}

describe("a file", () => {
  it("in JSON is a scenario", async () => {
    const path = file(
      "a.json",
      '\uFEFF{ "name": "a", "steps": [{ "start": {} }, { "waitFor": { "state": "connected" } }] }',
    );
    await assertScenario(await loadScenario(path), { integration: shop(), loginWindow });
  });

  it("in TypeScript can be in any folder, with types, and import this package and files next to it", async () => {
    const path = file(
      "b.ts",
      `import { defineScenario, quickTimings, type StepContext } from "@galaxy-kit/simulator";
       import { user } from "./user";
       enum Wanted { Games = 3 }
       export default defineScenario({
         name: \`up to \${quickTimings.pingLimit}\`,
         steps: [
           { start: {} },
           { importsDone: true },
           async function looks({ client, expect }: StepContext): Promise<void> {
             expect(client.library.user, user);
             expect(Object.keys(client.library.games).length, Wanted.Games);
           },
         ],
       });`,
    );
    writeFileSync(join(path, "..", "user.ts"), 'export const user: { userName: string } = { userName: "Jo" };');
    const result = await assertScenario(await loadScenario(path), { integration: shop(), loginWindow });
    expect(result.name).toBe("up to 15000");
    expect(result.steps.at(-1)?.name).toBe("looks");
  });

  it("in TypeScript is loaded again after it has changed", async () => {
    const path = file("c.ts", 'export default { name: "before", steps: [] };');
    await loadScenario(path);
    writeFileSync(path, 'export default { name: "after", steps: [] };');
    expect((await loadScenario(path)).name).toBe("after");
  });

  const refused: [what: string, name: string, content: string, message: string][] = [
    [
      "not valid JSON",
      "a.json",
      '{\n  "steps": [,]\n}',
      "a.json cannot be run:\n  error  is not valid JSON: value expected in line 2, column 13  [unreadable-scenario]",
    ],
    ["not a scenario", "a.json", '{ "name": "a" }', "a.json cannot be run:\n  error  steps: is missing"],
    ["code that fails", "a.ts", "throw new Error('too early');", "too early"],
    ["code without a default export", "a.ts", "export const a = 1;", "expected a default export"],
    ["another extension", "a.yaml", "name: a", "expected a file with the extension .json, .ts, .mts, .js, .mjs"],
  ];
  it.each(refused)("is refused by its path: %s", async (_what, name, content, message) => {
    await expect(loadScenario(file(name, content))).rejects.toThrow(message);
  });

  it("that does not exist is refused", async () => {
    await expect(loadScenario("nowhere.json")).rejects.toThrow(
      "nowhere.json cannot be run:\n  error  cannot be read: ENOENT",
    );
  });
});
