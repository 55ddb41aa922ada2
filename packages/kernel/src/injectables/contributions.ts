import { NotReadyError, type Source } from "@galaxy-kit/sdk";
import { type AnyHandler, type Contribution, type ContributionPoint, Contributions } from "@galaxy-kit/sdk/internal";
import type { DecoratedMethod } from "../scanning/definition.js";
import type { Handlers } from "../wiring/handlers.js";

/** The {@link Contributions} of one run. */
export class KernelContributions extends Contributions {
  #handlers: Handlers | undefined;
  #sourceOn: (method: DecoratedMethod) => Source | undefined = () => undefined;

  constructor(private readonly methods: readonly DecoratedMethod[]) {
    super();
  }

  /**
   * From now on, the methods can be called.
   *
   * @param sourceOn - returns the source that is the method of another decorator
   */
  open(handlers: Handlers, sourceOn: (method: DecoratedMethod) => Source | undefined): void {
    this.#handlers = handlers;
    this.#sourceOn = sourceOn;
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
      const source = this.#sourceOn(method);
      return [Object.assign(handlers.bind(method), { options, instance, source }) as unknown as Contribution<H>];
    });
  }
}
