import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it, jest } from "@jest/globals";
import { type Counts, deviations, readBudget } from "../src/budget/budget.js";

jest.setTimeout(300_000);

it("the costs of an integration match the budget", () => {
  // In its own process: modules and promises of jest would be counted, too.
  const program = fileURLToPath(new URL("../dist/budget/print.js", import.meta.url));
  const counted = JSON.parse(execFileSync(process.execPath, [program], { encoding: "utf8" })) as Counts;
  const changes = deviations(readBudget(), counted);
  const advice = "If the change is intended, run npm run bench -- --update-budget and commit apps/bench/budget.json.";
  expect(changes.length === 0 ? "" : [...changes, advice].join("\n")).toBe("");
});
