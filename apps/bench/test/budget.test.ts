import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it, jest } from "@jest/globals";
import { type Counts, deviations, readBudget } from "../src/budget/budget.js";

jest.setTimeout(300_000);

it("an integration costs what the budget says", () => {
  // A process of its own: what jest does to modules and promises would be counted, too.
  const program = fileURLToPath(new URL("../dist/budget/print.js", import.meta.url));
  const counted = JSON.parse(execFileSync(process.execPath, [program], { encoding: "utf8" })) as Counts;
  const moved = deviations(readBudget(), counted);
  const advice = "If that is what is wanted: npm run bench -- --update-budget, and commit apps/bench/budget.json.";
  expect(moved.length === 0 ? "" : [...moved, advice].join("\n")).toBe("");
});
