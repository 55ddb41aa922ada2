import { Aborted, GalaxyError, type Lifetime, type Logger, UnknownError } from "@galaxy-kit/sdk";
import { untilAborted } from "../lifecycle/abort.js";
import { type AnnotatedMethod, nameOf, placeOf } from "../scanning/definition.js";
import type { Container } from "./container.js";

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
      try {
        return await untilAborted(call(...args), signal);
      } catch (error) {
        // One that listens to the signal may be the first to give up, in its own words.
        throw isAborted(signal) ? new Aborted(undefined, { cause: error }) : error;
      }
    };
    const place = placeOf(annotated);
    const logFailure = (error: unknown): void => {
      try {
        if (signal.aborted) log.debug(`${name} was cancelled`, { error });
        else if (isWrongResult(error)) log.error(error.message, { place });
        else if (GalaxyError.isGalaxyError(error))
          log.warn(`${name} answered ${error.name}: ${error.message}`, { cause: error.cause });
        else log.error(`${name} threw`, { place, error });
      } catch {
        log.error(`${name} threw something that cannot be read`, { place });
      }
    };
    const attempt = async (...args: readonly unknown[]): Promise<void> => {
      try {
        await run(...args);
      } catch (error) {
        logFailure(error);
      }
    };
    return { name, place, decorator, call, run, attempt, logFailure };
  }
}

/** What a handler has returned does not fit: the author's mistake, not an answer. */
export class WrongResult extends UnknownError {}

function isWrongResult(error: unknown): error is WrongResult {
  return error instanceof WrongResult;
}

/** Asked anew, as it changes while something is awaited. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
