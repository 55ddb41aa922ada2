import { readFileSync, writeFileSync } from "node:fs";

/** Counts by name. */
export type Counts = Readonly<Record<string, number>>;

const file = new URL("../../budget.json", import.meta.url);

/** How far a count may deviate, as a fraction. Without a tolerance, every new file would fail the test. */
const tolerances: Readonly<Record<string, number>> = {
  "modules that the start from source loads": 0.02,
  "kilobytes of the bundle": 0.02,
};

export function readBudget(): Counts {
  return JSON.parse(readFileSync(file, "utf8")) as Counts;
}

export function writeBudget(counts: Counts): void {
  writeFileSync(file, `${JSON.stringify(counts, null, 2)}\n`);
}

/** Returns a sentence for each count that deviates from the budget in either direction: improvements must be kept, too. */
export function deviations(budget: Counts, counted: Counts, tolerated = tolerances): string[] {
  const names = [...new Set([...Object.keys(budget), ...Object.keys(counted)])];
  return names.flatMap((name) => {
    const budgeted = budget[name];
    const found = counted[name];
    if (
      budgeted !== undefined &&
      found !== undefined &&
      Math.abs(found - budgeted) <= budgeted * (tolerated[name] ?? 0)
    )
      return [];
    return [`${name}: the budget is ${String(budgeted ?? "missing")}, but counted ${String(found ?? "nothing")}`];
  });
}
