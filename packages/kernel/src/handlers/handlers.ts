import { Aborted, GalaxyError, type Lifetime, type Logger } from "@galaxy-kit/sdk";
import { untilAborted } from "../lifecycle/abort.js";
import { type AnnotatedMethod, nameOf, placeOf } from "../scanning/definition.js";
import type { Container } from "../wiring/container.js";

/** An annotated method, ready to be called. */
export interface Handler {
  /** `Class.method`. */
  readonly name: string;
  /** `Class.method (file:line:column)`. */
  readonly place: string;
  /** As the author wrote it, such as `@OwnedGames()`. */
  readonly decorator: string;
  /** Calls the method as it is, the signal last; throws what it throws. */
  call(...args: readonly unknown[]): unknown;
  /** The same, waiting for its promise; {@link Aborted} as soon as the integration closes. */
  run(...args: readonly unknown[]): Promise<unknown>;
  /** The same, for what nobody waits for: everything that is thrown is logged. */
  attempt(...args: readonly unknown[]): Promise<void>;
  /** Writes what it has thrown to the log. */
  logFailure(error: unknown): void;
}

/** Turns what was scanned into what can be called. */
export class Handlers {
  constructor(
    private readonly container: Pick<Container, "resolve">,
    private readonly lifetime: Lifetime,
    private readonly log: Logger,
  ) {}

  bind(annotated: AnnotatedMethod): Handler {
    const { owner, method, decorator } = annotated;
    const instance = this.container.resolve(owner) as Readonly<Record<PropertyKey, (...args: unknown[]) => unknown>>;
    const log = this.log.named(owner.name);
    const name = nameOf(annotated);
    const { signal } = this.lifetime;

    const call = (...args: readonly unknown[]): unknown => instance[method]?.(...args, signal);
    const run = async (...args: readonly unknown[]): Promise<unknown> => {
      // What has waited for its turn until now must not begin any more.
      if (signal.aborted) throw new Aborted();
      return untilAborted(call(...args), signal);
    };
    const logFailure = (error: unknown): void => {
      if (signal.aborted) log.debug(`${name} was cancelled`, { error });
      else if (GalaxyError.isGalaxyError(error)) log.warn(`${name} answered ${error.name}: ${error.message}`, { cause: error.cause });
      else log.error(`${name} threw`, { place: placeOf(annotated), error });
    };
    const attempt = async (...args: readonly unknown[]): Promise<void> => {
      try {
        await run(...args);
      } catch (error) {
        logFailure(error);
      }
    };
    return { name, place: placeOf(annotated), decorator, call, run, attempt, logFailure };
  }
}
