import { NotReadyError } from "@galaxy-kit/sdk";
import { type AnyHandler, type Contribution, type ContributionPoint, Contributions } from "@galaxy-kit/sdk/internal";
import type { DecoratedMethod } from "../scanning/definition.js";
import type { Handlers } from "../wiring/handlers.js";

/** The {@link Contributions} of one run. */
export class KernelContributions extends Contributions {
  #handlers: Handlers | undefined;

  constructor(private readonly methods: readonly DecoratedMethod[]) {
    super();
  }

  /** From now on, the methods can be called. */
  open(handlers: Handlers): void {
    this.#handlers = handlers;
  }

  override to<H extends AnyHandler>(point: ContributionPoint<H>): readonly Contribution<H>[] {
    const handlers = this.#handlers;
    if (!handlers) {
      throw new NotReadyError("Contributed methods are available only after startup: ask for them in @OnHandshake().");
    }
    return this.methods.flatMap((method) => {
      if (method.role !== "contribution" || method.point !== point) return [];
      const { options } = method;
      const instance = handlers.instanceOf(method);
      return [Object.assign(handlers.bind(method), { options, instance }) as unknown as Contribution<H>];
    });
  }
}
