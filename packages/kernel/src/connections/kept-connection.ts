import type { ConnectionPart } from "@galaxy-kit/protocol";
import { BackendTimeout, type Clock, type Lifetime, type Logger } from "@galaxy-kit/sdk";
import { type ConnectionRecord, toMilliseconds } from "@galaxy-kit/sdk/internal";
import { inWords } from "../lifecycle/in-words.js";
import type { LoginState } from "../lifecycle/login-state.js";
import { Outage } from "../lifecycle/outage.js";
import { sleepThrough } from "../lifecycle/sleep-through.js";
import type { Handler } from "../wiring/handlers.js";
import { Attempt, CONDITION_MS } from "./attempt.js";
import { Interrupted } from "./interrupted.js";
import { neverConnected, returnedTooEarly } from "./mistakes.js";
import { ReconnectPauses } from "./reconnect-pauses.js";

const DEFAULT_BACKOFF = { from: "1s", to: "1m" } as const;
const DEFAULT_CONNECT_WITHIN = "30s";

/** Stands for an error, if the method has returned after its connection. */
const HAS_ENDED = { toString: () => "the connection has ended" };

/** A method with `@Connection()`. */
export interface ConnectionWork {
  readonly handler: Handler;
  readonly options: Pick<ConnectionRecord, "backoff" | "connectWithin">;
  /** Whether there is a connection only while the user is logged in. */
  readonly needsLogin: boolean;
  /** Whether there should be a connection at all; undefined if always. */
  readonly isWanted: (() => boolean) | undefined;
}

interface ConnectionContext {
  readonly clock: Clock;
  readonly lifetime: Lifetime;
  readonly log: Logger;
  readonly login: LoginState;
}

/** A connection that is established again whenever it is lost, until the integration closes. */
export class KeptConnection {
  readonly #outage: Outage;
  readonly #pauses: ReconnectPauses;
  readonly #connectWithinMs: number;
  #attempt: Attempt | undefined;
  #pause: AbortController | undefined;
  #nextAt: number | undefined;
  /** Whether the method has ever called `connected()`. */
  #hasConnected = false;
  /** How many connections in a row did not last. */
  #shortLived = 0;
  #hasWarned = false;

  constructor(
    private readonly work: ConnectionWork,
    private readonly context: ConnectionContext,
  ) {
    const { backoff = DEFAULT_BACKOFF, connectWithin = DEFAULT_CONNECT_WITHIN } = work.options;
    this.#outage = new Outage(work.handler.name, context.clock, context.log, "is connected again");
    this.#pauses = new ReconnectPauses(backoff);
    this.#connectWithinMs = toMilliseconds(connectWithin);
    context.lifetime.signal.addEventListener("abort", () => this.#interrupt("the integration is closing"));
    if (work.needsLogin) context.login.onOver(() => this.#interrupt("the login is over"));
  }

  /** For tools. */
  get state(): ConnectionPart {
    const { since: failingSince, error } = this.#outage;
    const connectedAt = this.#attempt?.connectedAt;
    const state = !this.#attempt ? "waiting" : connectedAt === undefined ? "connecting" : "connected";
    return { name: this.work.handler.name, state, connectedAt, nextAt: this.#nextAt, failingSince, error };
  }

  async keepRunning(): Promise<void> {
    const { lifetime, login } = this.context;
    while (!lifetime.signal.aborted) {
      if (this.work.needsLogin) await login.present();
      await this.#wait(await this.#connect());
    }
  }

  /** Resolves when the connection is over, to the milliseconds to wait before the next attempt. */
  async #connect(): Promise<number> {
    const { handler, isWanted } = this.work;
    const attempt = this.#newAttempt();
    try {
      if (isWanted?.() === false) return CONDITION_MS;
      this.#attempt = attempt;
      await attempt.run();
      return this.#lost(attempt, attempt.connectedAt === undefined ? returnedTooEarly(handler) : HAS_ENDED);
    } catch (error) {
      if (this.context.lifetime.signal.aborted) return 0;
      if (!(error instanceof Interrupted)) return this.#lost(attempt, error);
      this.context.log.info(`${handler.name} ends its connection: ${error.message}`);
      this.#pauses.startOver();
      return 0;
    } finally {
      this.#attempt = undefined;
    }
  }

  #newAttempt(): Attempt {
    const { handler, isWanted } = this.work;
    return new Attempt({
      clock: this.context.clock,
      call: (run) => handler.runWith(run.signal, run),
      connectWithinMs: this.#connectWithinMs,
      tooSlow: () => this.#tooSlow(),
      isWanted,
      onConnected: () => {
        this.#hasConnected = true;
        // Several in a row are one outage, which is over when one has lasted: a server that hangs up at once would fill the log.
        if (this.#shortLived < 2) this.#outage.succeeded();
      },
      onSteady: () => {
        this.#shortLived = 0;
        this.#pauses.startOver();
        this.#outage.succeeded();
      },
      onSignalIgnored: () => this.#warnOnce(),
    });
  }

  /** @returns the milliseconds to wait before the next attempt */
  #lost({ connectedAt, isSteady }: Attempt, error: unknown): number {
    const { handler } = this.work;
    if (connectedAt !== undefined && !isSteady) this.#shortLived += 1;
    const lasted = connectedAt === undefined ? "" : inWords(this.context.clock.now() - connectedAt);
    this.#outage.failed(error, () => {
      if (error === HAS_ENDED) this.context.log.info(`${handler.name} has lost its connection after ${lasted}`);
      else handler.logFailure(error, undefined, lasted && `; it was connected for ${lasted}`);
    });
    return this.#pauses.next(error);
  }

  #tooSlow(): Error {
    const seconds = this.#connectWithinMs / 1000;
    if (this.#hasConnected) return new BackendTimeout(`no connection within ${seconds} s`);
    return neverConnected(this.work.handler, seconds);
  }

  #warnOnce(): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    const { name, place } = this.work.handler;
    this.context.log.warn(
      `${name} was still running 5 s after its signal had fired, so it may have two connections at a time. Pass the signal to whatever the method waits for.`,
      { place },
    );
  }

  /** Ends the connection, or the pause before the next one. */
  #interrupt(reason: string): void {
    this.#attempt?.end(new Interrupted(reason));
    this.#pauses.startOver();
    this.#pause?.abort();
  }

  async #wait(milliseconds: number): Promise<void> {
    const { clock, lifetime } = this.context;
    if (milliseconds === 0 || lifetime.signal.aborted) return;
    this.#pause = new AbortController();
    this.#nextAt = clock.now() + milliseconds;
    try {
      await sleepThrough(clock, milliseconds, this.#pause.signal);
    } catch {
      // Interrupted.
    } finally {
      this.#pause = this.#nextAt = undefined;
    }
  }
}
