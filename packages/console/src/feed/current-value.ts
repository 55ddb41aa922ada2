import type { Update } from "../contract/index.js";
import type { UpdateSource } from "./update-source.js";

/** Sends a small value as a whole whenever it differs from what was sent last. */
export class CurrentValue implements UpdateSource {
  #sent: string | undefined;

  constructor(private readonly current: () => Update) {}

  *pending(): Generator<string> {
    const message = JSON.stringify(this.current());
    if (message === this.#sent) return;
    this.#sent = message;
    yield message;
  }
}
