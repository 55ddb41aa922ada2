import type { PartState } from "@galaxy-kit/protocol";
import { Monitor } from "@galaxy-kit/sdk/internal";

/** The {@link Monitor} of one run. */
export class KernelMonitor extends Monitor {
  readonly #parts: (() => PartState)[] = [];

  /** The states of all parts. */
  get states(): readonly PartState[] {
    return this.#parts.map((read) => read());
  }

  override show(read: () => PartState): void {
    this.#parts.push(read);
  }
}
