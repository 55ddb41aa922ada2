import { Logger, Service } from "@galaxy-kit/sdk";
import { Contributions } from "@galaxy-kit/sdk/extend";
import { GAME_STARTED, GAME_STOPPED } from "./event-points.js";
import type { GameSession, SessionEvent } from "./game-session.js";

/** Receives the beginning and the end of sessions. */
export type SessionListener = (event: SessionEvent) => void;

/** Passes the beginning and the end of sessions on: to the log, to listeners, and to methods with `@OnGameStarted()` and the like. */
@Service()
export class SessionAnnouncer {
  readonly #listeners = new Set<SessionListener>();

  constructor(
    private readonly contributions: Contributions,
    private readonly log: Logger,
  ) {}

  /** @returns a function that ends the subscription */
  subscribe(listener: SessionListener, running: Iterable<GameSession>): () => void {
    this.#listeners.add(listener);
    for (const session of running) this.#call(listener, { type: "started", session });
    return () => this.#listeners.delete(listener);
  }

  announce(type: SessionEvent["type"], session: GameSession): void {
    const { gameId, how, seconds } = session;
    this.log.info(type === "started" ? "A game is running" : "A game has ended", { gameId, how, seconds });
    for (const listener of this.#listeners) this.#call(listener, { type, session });
    const point = type === "started" ? GAME_STARTED : GAME_STOPPED;
    for (const method of this.contributions.to(point)) void method.attempt(gameId, session);
  }

  #call(listener: SessionListener, event: SessionEvent): void {
    try {
      listener(event);
    } catch (error) {
      this.log.error("A subscriber of GameTracker threw", { error });
    }
  }
}
