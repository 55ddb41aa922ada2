import { deviations, readBudget, writeBudget } from "./budget.js";
import { count } from "./count.js";

/** Makes the budget what is counted now, and tells what has moved. */
export async function updateBudget(say: (what: string) => void): Promise<void> {
  const counted = await count();
  const moved = deviations(readBudget(), counted);
  writeBudget(counted);
  for (const sentence of moved) say(sentence);
  say(
    moved.length === 0
      ? "The budget is as it was."
      : "The budget is updated: commit apps/bench/budget.json, and say why.",
  );
}
