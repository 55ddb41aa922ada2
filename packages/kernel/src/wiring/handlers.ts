import type { Findings } from "@galaxy-kit/protocol";
import { Aborted, type Clock, type Lifetime, type Logger } from "@galaxy-kit/sdk";
import { TimeLimit } from "../lifecycle/time-limit.js";
import { Waits } from "../lifecycle/waits.js";
import type { CallTrace } from "../logging/call-trace.js";
import { FindingsReport } from "../logging/findings-report.js";
import { type DecoratedMethod, nameOf, placeOf } from "../scanning/definition.js";
import type { Container } from "./container.js";
import { type FailedIds, MethodFailures } from "./method-failures.js";

/** A decorated method, ready to be called. */
export interface Handler {
  /** `Class.method`. */
  readonly name: string;
  /** `Class.method (file:line:column)`. */
  readonly place: string;
  /** As the author wrote it, such as `@OwnedGames()`. */
  readonly decorator: string;
  /** Waits for what a call returns, within its time limit. */
  readonly waits: Waits;
  /** Calls the method directly, with the signal as the last argument, and throws what it throws. */
  call(...args: readonly unknown[]): unknown;
  /** Does something for the method, such as reading what it returned. */
  track<T>(work: () => T): T;
  /**
   * Calls the method and awaits its result; rejects with {@link Aborted} as soon as the integration closes, and with
   * {@link TookTooLong} when the time limit is over.
   */
  run(...args: readonly unknown[]): Promise<unknown>;
  /** Same as `run`, with a signal of its own, which has to fire when the integration closes, too. */
  runWith(signal: AbortSignal, ...args: readonly unknown[]): Promise<unknown>;
  /** Calls a method whose result is not needed; everything it throws is logged. */
  attempt(...args: readonly unknown[]): Promise<void>;
  /** Logs what was found in what the method returned. */
  report(findings: Findings): void;
  /**
   * Logs what the method threw, for one id or for several.
   *
   * @param consequence - what follows from it, to add to the message
   */
  logFailure(error: unknown, ids?: FailedIds, consequence?: string): void;
}

/**
 * Runs a call of an author's method, or work of the framework in the background. A test kit has its own, to know what is still running.
 */
export type CallRunner = <T>(call: () => T, name: string, isBackground?: boolean) => T;

interface HandlersParts {
  readonly container: Pick<Container, "resolve">;
  readonly lifetime: Lifetime;
  readonly clock: Clock;
  readonly log: Logger;
  readonly trace: CallTrace;
  readonly runCall: CallRunner | undefined;
  /** Takes the mistakes in results that are not sent. */
  readonly onUnsent: ((mistake: string) => void) | undefined;
}

/** Binds decorated methods to the instances that they are called on. */
export class Handlers {
  readonly runCall: CallRunner;

  constructor(private readonly parts: HandlersParts) {
    this.runCall = parts.runCall ?? ((call) => call());
  }

  /** Returns the instance that a method is called on. */
  instanceOf({ owner }: DecoratedMethod): object {
    return this.parts.container.resolve(owner);
  }

  /** @param milliseconds - how long a call may take; unlimited by default */
  bind(decorated: DecoratedMethod, milliseconds?: number): Handler {
    const { owner, method, decorator } = decorated;
    const instance = this.parts.container.resolve(owner) as Readonly<
      Record<PropertyKey, (...args: unknown[]) => unknown>
    >;
    const { lifetime, clock, trace, onUnsent } = this.parts;
    const log = this.parts.log.named(owner.name);
    const name = nameOf(decorated);
    const subject = `${name} (${decorator})`;
    const { signal } = lifetime;
    const limit = milliseconds === undefined ? undefined : new TimeLimit(clock, milliseconds, subject);
    const waits = new Waits(signal, limit);

    const track = <T>(work: () => T): T => this.runCall(() => trace.runMethod(subject, work), name);
    const callWith = (given: AbortSignal, args: readonly unknown[]): unknown =>
      track(() => instance[method]?.(...args, given));
    const call = (...args: readonly unknown[]): unknown => callWith(signal, args);
    const runWith = async (given: AbortSignal, ...args: readonly unknown[]): Promise<unknown> => {
      // A call that waited for its turn must not start once the integration is closing.
      if (signal.aborted) throw new Aborted();
      try {
        return await waits.for(callWith(given, args));
      } catch (error) {
        // A method that listens to the signal may reject first, with its own error.
        throw isAborted(signal) ? new Aborted(undefined, { cause: error }) : error;
      }
    };
    const run = (...args: readonly unknown[]): Promise<unknown> => runWith(signal, ...args);
    const where = () => ({ place: placeOf(decorated) });
    const findingsReport = new FindingsReport(`${subject} returned`, log, where);
    const failures = new MethodFailures({ name, where, log, signal, onUnsent });
    const attempt = async (...args: readonly unknown[]): Promise<void> => {
      try {
        await run(...args);
      } catch (error) {
        failures.write(error);
      }
    };
    return {
      name,
      get place() {
        return placeOf(decorated);
      },
      decorator,
      waits,
      call,
      track,
      run,
      runWith,
      attempt,
      report: (findings) => findingsReport.write(findings),
      logFailure: (error, ids, consequence) => failures.write(error, ids, consequence),
    };
  }
}

/** A function, because TypeScript assumes that the property cannot change during an `await`. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
