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
  /** Calls the method directly, with the signal as the last argument, and throws what it throws. */
  call(...args: readonly unknown[]): unknown;
  /** Calls the method and awaits its result; rejects with {@link Aborted} as soon as the integration closes. */
  run(...args: readonly unknown[]): Promise<unknown>;
  /** Calls a method whose result is not needed; everything it throws is logged. */
  attempt(...args: readonly unknown[]): Promise<void>;
  /** Logs what the method threw. */
  logFailure(error: unknown): void;
}

/** Runs a call of an author's method. A test kit has its own, to know which calls are still running. */
export type CallRunner = <T>(call: () => T) => T;

/** Binds annotated methods to the instances that they are called on. */
export class Handlers {
  constructor(
    private readonly container: Pick<Container, "resolve">,
    private readonly lifetime: Lifetime,
    private readonly log: Logger,
    private readonly runCall: CallRunner = (call) => call(),
  ) {}

  bind(annotated: AnnotatedMethod): Handler {
    const { owner, method, decorator } = annotated;
    const instance = this.container.resolve(owner) as Readonly<Record<PropertyKey, (...args: unknown[]) => unknown>>;
    const log = this.log.named(owner.name);
    const name = nameOf(annotated);
    const { signal } = this.lifetime;

    const call = (...args: readonly unknown[]): unknown => this.runCall(() => instance[method]?.(...args, signal));
    const run = async (...args: readonly unknown[]): Promise<unknown> => {
      // A call that waited for its turn must not start once the integration is closing.
      if (signal.aborted) throw new Aborted();
      try {
        return await untilAborted(call(...args), signal);
      } catch (error) {
        // A method that listens to the signal may reject first, with its own error.
        throw isAborted(signal) ? new Aborted(undefined, { cause: error }) : error;
      }
    };
    const place = placeOf(annotated);
    const logFailure = (error: unknown): void => {
      try {
        if (signal.aborted) log.debug(`${name} was canceled`, { error });
        else if (isInvalidResult(error)) log.error(error.message, { place });
        else if (GalaxyError.isGalaxyError(error))
          log.warn(`${name} failed with ${error.name}: ${error.message}`, { cause: error.cause });
        else log.error(`${name} threw`, { place, error });
      } catch {
        log.error(`${name} threw a value that cannot be read`, { place });
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

/** A handler returned an invalid result: a mistake in its code, not an error to report to the user. */
export class InvalidResult extends UnknownError {}

function isInvalidResult(error: unknown): error is InvalidResult {
  return error instanceof InvalidResult;
}

/** A function, because TypeScript assumes that the property cannot change during an `await`. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
