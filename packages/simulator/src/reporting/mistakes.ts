import type { NewProblem } from "./problem.js";

/** Enough to see which ids or fields have a mistake in common. */
const MAX_ALIKE = 5;

/** The text of a mistake may contain names that an integration makes up. */
const MAX_KINDS = 1_000;

/** Limits the warnings about a mistake that an integration repeats in each of thousands of messages. */
export class Mistakes {
  readonly #counts = new Map<string, number>();

  /** Returns the mistake as a problem, unless many like it have been reported. */
  next(mistake: Omit<NewProblem, "severity">): NewProblem | undefined {
    const alike = [mistake.kind, mistake.method, mistake.message.replace(/\d+/g, "0")].join(" ");
    const count = (this.#counts.get(alike) ?? 0) + 1;
    if (this.#counts.size >= MAX_KINDS) this.#counts.clear();
    this.#counts.set(alike, count);
    if (count > MAX_ALIKE) return undefined;
    const message = count < MAX_ALIKE ? mistake.message : `${mistake.message}; more like this are not reported`;
    return { ...mistake, message, severity: "warning" };
  }

  /** Call when the integration starts again. */
  clear(): void {
    this.#counts.clear();
  }
}
