import type { Clock, Logger, Milestone } from "@galaxy-kit/sdk";
import { type ConnectionRecord, type Monitor, type RoleRecord, toMilliseconds } from "@galaxy-kit/sdk/internal";
import type { KeptConnection } from "../connections/kept-connection.js";
import type { LoginState } from "../lifecycle/login-state.js";
import type { Milestones } from "../lifecycle/milestones.js";
import { Pauses } from "../lifecycle/pauses.js";
import type { RunLifetime } from "../lifecycle/run-lifetime.js";
import { type RepeatedWork, Schedule } from "../lifecycle/schedule.js";
import { settlesWithin } from "../lifecycle/settles-within.js";
import type { CallTrace } from "../logging/call-trace.js";
import { remedyForThrown } from "../logging/remedy-for-thrown.js";
import { requirePart } from "../parts/load-parts.js";
import type { Gate } from "../routing/gate.js";
import type { DecoratedMethod } from "../scanning/definition.js";
import type { Handler, Handlers } from "../wiring/handlers.js";

const TICK_MS = 1000;
/** How long a run of repeated work may take by default. */
const DEFAULT_TIME_LIMIT = "5m";
const MAX_HANDSHAKE_MS = 30_000;
/** The same as in the Python API. */
const MAX_SHUTDOWN_MS = 30_000;

interface LifecycleOptions {
  readonly methods: readonly DecoratedMethod[];
  readonly handlers: Handlers;
  readonly lifetime: RunLifetime;
  readonly milestones: Milestones;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly log: Logger;
  readonly trace: CallTrace;
  readonly monitor: Monitor;
  readonly loginState: LoginState;
  /** Only if a method needs it. */
  readonly KeptConnection: typeof KeptConnection | undefined;
}

interface Repeated {
  readonly work: { keepRunning(): Promise<void> };
  /** Resolves when the first run may start. */
  readonly ready: () => Promise<void>;
}

/** What waits for the login does not run while that is lost. */
function needsLogin(after: Milestone): boolean {
  return after === "authentication" || after === "ownedGames";
}

const toNextWholeSecond = (took: number): number => TICK_MS - (took % TICK_MS);

/** Calls the lifecycle methods: those for the handshake, ticks, schedules and the shutdown. */
export class LifecycleMethods {
  #begun = false;
  readonly #onHandshake: readonly Handler[];
  readonly #onShutdown: readonly Handler[];
  readonly #repeated: readonly Repeated[];

  constructor(private readonly options: LifecycleOptions) {
    const { methods, handlers } = options;
    const bound = (role: RoleRecord["role"]): Handler[] =>
      methods.filter((method) => method.role === role).map((method) => handlers.bind(method));
    this.#onHandshake = bound("handshake");
    this.#onShutdown = bound("shutdown");
    this.#repeated = methods.flatMap((method) => this.#repeat(method) ?? []);
  }

  /**
   * Called when the handshake is complete. From now on, calls wait for `@OnHandshake()`, which runs after the response.
   *
   * @returns what to do once the response has been sent
   */
  begin(): () => void {
    const { gate, milestones, log, trace } = this.options;
    milestones.reach("handshake");
    if (this.#begun) {
      log.warn("The client sent its cache again; it replaces the previous one");
      return () => undefined;
    }
    this.#begun = true;
    let responded = (): void => undefined;
    const response = new Promise<void>((resolve) => {
      responded = resolve;
    });
    gate.handshake = response
      .then(() => this.#callHandshakeMethods())
      .finally(() => {
        gate.handshake = undefined;
        // Repeated work is not done for a call, even though a call started it.
        trace.run({}, () => {
          for (const work of this.#repeated) void this.#keepRepeating(work);
        });
      });
    return responded;
  }

  /** Cancels running calls, calls `@OnShutdown()` and closes the services' resources, all within 30 seconds. */
  async end(): Promise<void> {
    const { lifetime, clock, log } = this.options;
    lifetime.abort();
    const inTime = await settlesWithin(clock, MAX_SHUTDOWN_MS, this.#closeAll());
    if (!inTime) log.warn("The integration did not shut down within 30 seconds");
  }

  async #callHandshakeMethods(): Promise<void> {
    const { clock, log } = this.options;
    const running = new Set(this.#onHandshake);
    const calls = this.#onHandshake.map((handler) => handler.attempt().then(() => running.delete(handler)));
    if (await settlesWithin(clock, MAX_HANDSHAKE_MS, Promise.all(calls))) return;
    for (const { name, place } of running) {
      log.warn(`${name} (@OnHandshake()) has been running for 30 seconds; calls no longer wait for it`, { place });
    }
  }

  /** Returns undefined for a method that does not repeat. */
  #repeat(method: DecoratedMethod): Repeated | undefined {
    const { handlers, milestones, monitor, loginState } = this.options;
    if (method.role === "connection") return this.#connection(method);
    if (method.role === "tick") {
      return { work: this.#schedule(method, { pause: toNextWholeSecond }), ready: () => Promise.resolve() };
    }
    if (method.role !== "schedule") return undefined;
    const { after, while: condition } = method;
    const pauses = new Pauses(method);
    const schedule = this.#schedule(method, {
      pause: (_took, failure) => pauses.next(failure),
      timeLimit: toMilliseconds(method.timeLimit ?? DEFAULT_TIME_LIMIT),
      isWanted: () =>
        !(needsLogin(after) && loginState.isLost) && (condition?.(handlers.instanceOf(method) as never) ?? true),
    });
    monitor.show(() => ({ kind: "schedule", ...schedule.state }));
    return { work: schedule, ready: () => milestones.reached(after) };
  }

  #connection(method: DecoratedMethod<ConnectionRecord>): Repeated {
    const { handlers, milestones, monitor, loginState: login, clock, lifetime, log } = this.options;
    const { after, while: condition } = method;
    const Connection = requirePart(this.options.KeptConnection);
    const connection = new Connection(
      {
        handler: handlers.bind(method),
        options: method,
        needsLogin: needsLogin(after),
        isWanted: condition && (() => condition(handlers.instanceOf(method) as never)),
      },
      { clock, lifetime, log, login },
    );
    monitor.show(() => ({ kind: "connection", ...connection.state }));
    return { work: connection, ready: () => milestones.reached(after) };
  }

  #schedule(method: DecoratedMethod, how: Pick<RepeatedWork, "pause"> & Partial<RepeatedWork>): Schedule {
    const handler = this.options.handlers.bind(method);
    const work: RepeatedWork = {
      name: handler.name,
      subject: `${handler.name} (${handler.decorator})`,
      run: (signal) => handler.runWith(signal),
      logFailure: (error) => handler.logFailure(error),
      isWanted: () => true,
      timeLimit: toMilliseconds(DEFAULT_TIME_LIMIT),
      ...how,
    };
    return new Schedule(work, this.options);
  }

  async #keepRepeating({ work, ready }: Repeated): Promise<void> {
    await ready();
    await work.keepRunning();
  }

  async #closeAll(): Promise<void> {
    const { lifetime, handlers, log } = this.options;
    await Promise.all(
      this.#onShutdown.map(async (handler) => {
        try {
          // Called directly: the signal, which cancels everything else, has fired.
          await handler.call();
        } catch (error) {
          log.error(`${handler.name} threw`, { place: handler.place, error, ...remedyForThrown(error) });
        }
      }),
    );
    for (const close of lifetime.takeCleanups()) {
      try {
        await handlers.runCall(close, "A callback of Lifetime.onShutdown()");
      } catch (error) {
        log.error("A resource could not be closed", { error });
      }
    }
  }
}
