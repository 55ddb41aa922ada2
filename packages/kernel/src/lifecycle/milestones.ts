import type { Milestone } from "@galaxy-kit/sdk";

/** Waits for something that the client does. */
export type WaitForClient = (until: Promise<void>) => Promise<void>;

/** The milestones that a run has reached. None is ever taken back. */
export class Milestones {
  readonly #gates = new Map<Milestone, { reached: boolean; promise: Promise<void>; open: () => void }>();

  constructor(private readonly waitForClient: WaitForClient = (until) => until) {}

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
    const { reached, promise } = this.#gate(milestone);
    return reached ? promise : this.waitForClient(promise);
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
