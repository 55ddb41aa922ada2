import type { PartState } from "@galaxy-kit/protocol";
import { Monitor } from "@galaxy-kit/sdk/internal";

/** The {@link Monitor} of one run. */
export class KernelMonitor extends Monitor {
  readonly #parts: (() => PartState | undefined)[] = [];

  /** The states of all parts. */
  get states(): readonly PartState[] {
    return this.#parts.flatMap((read) => read() ?? []);
  }

  override show(read: () => PartState | undefined): void {
    this.#parts.push(read);
  }
}
