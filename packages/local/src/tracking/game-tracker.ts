import { Every, OnHandshake, Service } from "@galaxy-kit/sdk";
import { Monitor, recordCompanion } from "@galaxy-kit/sdk/extend";
import type { GameSession } from "./game-session.js";
import { GameWatch } from "./game-watch.js";
import { gamesPart } from "./games-part.js";
import { ProcessList } from "./process-list.js";
import { SessionAnnouncer, type SessionListener } from "./session-announcer.js";
import { Sessions } from "./sessions.js";
import { WatchedGames } from "./watched-games.js";

/** What {@link GameTracker} is doing. */
export interface GameTrackerState {
  readonly running: readonly GameSession[];
  /** How many installed games are watched. */
  readonly watched: number;
  /** How many processes the last look has seen. */
  readonly processes: number;
  /** When that was, in milliseconds since 1970. */
  readonly lookedAt: number | undefined;
  /** Milliseconds between two looks; undefined if there is nothing to watch. */
  readonly interval: number | undefined;
  /** Why the processes cannot be read. */
  readonly error: string | undefined;
}

/**
 * Knows which games are running: those that `@LaunchGame()` started with a launch spec, and those of `@InstalledGames()`, however they
 * were started. Inject it to ask, or to follow sessions:
 *
 * ```ts
 * constructor(private readonly tracker: GameTracker) {}
 * ```
 */
@Service()
export class GameTracker {
  constructor(
    private readonly sessions: Sessions,
    private readonly announcer: SessionAnnouncer,
    private readonly watch: GameWatch,
    private readonly games: WatchedGames,
    private readonly processes: ProcessList,
    monitor: Monitor,
  ) {
    monitor.show(() => gamesPart(this.state));
  }

  /** The running games, by id. */
  get running(): ReadonlyMap<string, GameSession> {
    return this.sessions.running;
  }

  /** For tools. */
  get state(): GameTrackerState {
    const { lookedAt, interval } = this.watch;
    const { count: processes, error } = this.processes;
    return {
      running: [...this.running.values()],
      watched: this.games.index.size,
      processes,
      lookedAt,
      interval,
      error,
    };
  }

  /**
   * Calls a function when a session begins or ends, and at once for the sessions that are running. What it throws is logged.
   *
   * @returns a function that ends the subscription
   */
  subscribe(listener: SessionListener): () => void {
    return this.announcer.subscribe(listener, this.running.values());
  }
}

/** Finds running games as soon as the integration may send messages. Injecting the tracker adds it. */
@Service()
class TrackerStart {
  constructor(
    private readonly watch: GameWatch,
    private readonly sessions: Sessions,
  ) {}

  @OnHandshake()
  start(): Promise<void> {
    return this.watch.start();
  }

  /**
   * After the login, since GALAXY may have ignored earlier reports. 24 days is the longest interval; to repeat it does no harm.
   */
  @Every("24d", { after: "authentication" })
  reportRunning(): void {
    this.sessions.reportRunning();
  }
}

recordCompanion(GameTracker, TrackerStart);
