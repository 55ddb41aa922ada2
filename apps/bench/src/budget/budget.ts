import { readFileSync, writeFileSync } from "node:fs";

/** Counts by what they count. */
export type Counts = Readonly<Record<string, number>>;

const file = new URL("../../budget.json", import.meta.url);

/** How far a count may move, as a share of it, before it has to be agreed to: else every new file would. */
const slack: Readonly<Record<string, number>> = {
  "modules that the start from source loads": 0.02,
  "kilobytes of the bundle": 0.02,
};

export function readBudget(): Counts {
  return JSON.parse(readFileSync(file, "utf8")) as Counts;
}

export function writeBudget(counts: Counts): void {
  writeFileSync(file, `${JSON.stringify(counts, null, 2)}\n`);
}

/** A sentence for each count that is not what the budget says, be it more or less: what was won is to be kept, too. */
export function deviations(budget: Counts, counted: Counts): string[] {
  const names = [...new Set([...Object.keys(budget), ...Object.keys(counted)])];
  return names.flatMap((name) => {
    const planned = budget[name];
    const found = counted[name];
    if (planned !== undefined && found !== undefined && Math.abs(found - planned) <= planned * (slack[name] ?? 0))
      return [];
    return [`${name}: the budget says ${String(planned ?? "nothing")}, found ${String(found ?? "nothing")}`];
  });
}
