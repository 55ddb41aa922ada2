import type { Update } from "../contract/index.js";
import type { Source } from "./source.js";

/** Tells of a state that is small enough to be told as a whole, when it differs from what was told. */
export class Latest implements Source {
  #told: string | undefined;

  constructor(private readonly current: () => Update) {}

  *news(): Generator<string> {
    const now = JSON.stringify(this.current());
    if (now === this.#told) return;
    this.#told = now;
    yield now;
  }
}
