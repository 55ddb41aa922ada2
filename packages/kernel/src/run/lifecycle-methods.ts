import type { Clock, Logger } from "@galaxy-kit/sdk";
import { type RoleRecord, toMilliseconds } from "@galaxy-kit/sdk/internal";
import { endsWithin } from "../lifecycle/abort.js";
import type { Milestones } from "../lifecycle/milestones.js";
import { repeat } from "../lifecycle/repeat.js";
import type { RunLifetime } from "../lifecycle/run-lifetime.js";
import type { CallTrace } from "../logging/call-trace.js";
import type { Gate } from "../routing/gate.js";
import type { AnnotatedMethod } from "../scanning/definition.js";
import type { Handler, Handlers } from "../wiring/handlers.js";

const TICK_MS = 1000;
const MAX_HANDSHAKE_MS = 30_000;
/** As long as the Python API gives. */
const MAX_SHUTDOWN_MS = 30_000;

interface LifecycleOptions {
  readonly methods: readonly AnnotatedMethod[];
  readonly handlers: Handlers;
  readonly lifetime: RunLifetime;
  readonly milestones: Milestones;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly log: Logger;
  readonly trace: CallTrace;
}

interface Repeated {
  readonly handler: Handler;
  /** Resolves when the first run may be. */
  readonly ready: () => Promise<void>;
  /** Milliseconds from the end of a run, which took so long, to the next one. */
  readonly pause: (took: number) => number;
}

const toNextWholeSecond = (took: number): number => TICK_MS - (took % TICK_MS);

/** Calls the methods that have their moment in the life of an integration. */
export class LifecycleMethods {
  #begun = false;
  readonly #onHandshake: readonly Handler[];
  readonly #onShutdown: readonly Handler[];
  readonly #repeated: readonly Repeated[];

  constructor(private readonly options: LifecycleOptions) {
    const { methods, handlers, milestones } = options;
    const bound = (role: RoleRecord["role"]): Handler[] =>
      methods.filter((method) => method.role === role).map((method) => handlers.bind(method));
    this.#onHandshake = bound("handshake");
    this.#onShutdown = bound("shutdown");
    this.#repeated = methods.flatMap((method): Repeated[] => {
      if (method.role === "tick") {
        return [{ handler: handlers.bind(method), ready: () => Promise.resolve(), pause: toNextWholeSecond }];
      }
      if (method.role !== "schedule") return [];
      const { after } = method;
      const interval = toMilliseconds(method.interval);
      return [{ handler: handlers.bind(method), ready: () => milestones.reached(after), pause: () => interval }];
    });
  }

  /**
   * The handshake is complete. From now on calls wait for `@OnHandshake()`, which runs when the client knows.
   *
   * @returns what to do when the client knows
   */
  begin(): () => void {
    const { gate, milestones, log, trace } = this.options;
    milestones.reach("handshake");
    if (this.#begun) {
      log.warn("The client has sent its cache again; it took the place of the one before");
      return () => undefined;
    }
    this.#begun = true;
    let run = (): void => undefined;
    const clientKnows = new Promise<void>((resolve) => {
      run = resolve;
    });
    gate.handshake = clientKnows
      .then(() => this.#greet())
      .finally(() => {
        gate.handshake = undefined;
        // No call wants what is repeated, though one has led here.
        trace.run(undefined, () => {
          for (const work of this.#repeated) void this.#keepRepeating(work);
        });
      });
    return run;
  }

  /** Cancels what runs, calls `@OnShutdown()`, closes what services hold open; in 30 seconds altogether. */
  async end(): Promise<void> {
    const { lifetime, clock, log } = this.options;
    lifetime.beginEnd();
    const inTime = await endsWithin(clock, MAX_SHUTDOWN_MS, this.#closeAll());
    if (!inTime) log.warn("The integration did not shut down within 30 seconds");
  }

  async #greet(): Promise<void> {
    const { clock, log } = this.options;
    const greeted = Promise.all(this.#onHandshake.map((handler) => handler.attempt()));
    const inTime = await endsWithin(clock, MAX_HANDSHAKE_MS, greeted);
    if (!inTime) log.warn("@OnHandshake() has been running for 30 seconds; calls no longer wait for it");
  }

  async #keepRepeating({ handler, ready, pause }: Repeated): Promise<void> {
    const { clock, lifetime } = this.options;
    await ready();
    await repeat(clock, pause, lifetime.signal, () => handler.attempt());
  }

  async #closeAll(): Promise<void> {
    const { lifetime, log } = this.options;
    await Promise.all(
      this.#onShutdown.map(async (handler) => {
        try {
          // Called as it is: the signal, which cancels everything else, has fired.
          await handler.call();
        } catch (error) {
          log.error(`${handler.name} threw`, { place: handler.place, error });
        }
      }),
    );
    for (const close of lifetime.takeEndings()) {
      try {
        await close();
      } catch (error) {
        log.error("Something could not be closed", { error });
      }
    }
  }
}
