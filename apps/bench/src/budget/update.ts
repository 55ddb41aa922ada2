import { deviations, readBudget, writeBudget } from "./budget.js";
import { count } from "./count.js";

/** Writes the current counts to the budget, and logs what changed, changes within the tolerance included. */
export async function updateBudget(log: (text: string) => void): Promise<void> {
  const counted = await count();
  const changes = deviations(readBudget(), counted, {});
  writeBudget(counted);
  for (const sentence of changes) log(sentence);
  log(
    changes.length === 0
      ? "The budget has not changed."
      : "The budget is updated. Commit apps/bench/budget.json, and explain the change.",
  );
}
