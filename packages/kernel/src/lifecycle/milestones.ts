import type { Milestone } from "@galaxy-kit/sdk";

/** The milestones that a run has reached. None is ever taken back. */
export class Milestones {
  readonly #gates = new Map<Milestone, { reached: boolean; promise: Promise<void>; open: () => void }>();

  reach(milestone: Milestone): void {
    const gate = this.#gate(milestone);
    gate.reached = true;
    gate.open();
  }

  has(milestone: Milestone): boolean {
    return this.#gate(milestone).reached;
  }

  /** Resolves when the milestone is reached, which may be never. */
  reached(milestone: Milestone): Promise<void> {
    return this.#gate(milestone).promise;
  }

  #gate(milestone: Milestone): { reached: boolean; promise: Promise<void>; open: () => void } {
    let gate = this.#gates.get(milestone);
    if (!gate) {
      let open = (): void => undefined;
      const promise = new Promise<void>((resolve) => {
        open = resolve;
      });
      gate = { reached: false, promise, open };
      this.#gates.set(milestone, gate);
    }
    return gate;
  }
}
