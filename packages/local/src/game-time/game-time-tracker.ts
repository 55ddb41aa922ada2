import { Every, GalaxyClient, type GameTime, Lifetime, OnHandshake, Service } from "@galaxy-kit/sdk";
import { Background, importAmendment, importFallback, type ImportResult } from "@galaxy-kit/sdk/extend";
import type { GameSession } from "../tracking/game-session.js";
import { GameTracker } from "../tracking/game-tracker.js";
import { GameWatch } from "../tracking/game-watch.js";
import { GameTimeLedger } from "./ledger.js";
import { type GameTimeMerge, mergedTime } from "./merge.js";
import type { PlatformFigure } from "./mirrored-game.js";
import type { GameTotal } from "./totals.js";

/** What {@link GameTimeTracker} knows. */
export interface GameTimeState {
  /** What was counted here, by game. */
  readonly totals: ReadonlyMap<string, GameTotal>;
  /** The sessions that are running. */
  readonly running: readonly GameSession[];
  /** How many sessions are not in the file yet. */
  readonly unsaved: number;
  /** Where the sessions are kept. */
  readonly path: string;
}

/** Counts how long games are played, and reports it to GALAXY. Brought along by `@TrackGameTime()`. */
@Service()
export class GameTimeTracker {
  /**
   * Set by `@TrackGameTime()`.
   *
   * @internal
   */
  merge: GameTimeMerge = "max";
  /** Distinguishes the lines of two processes. */
  readonly #writer = Math.random().toString(36).slice(2);
  #isLoggedIn = false;
  /** What is reported now is complete, unlike what a service of the author reports. */
  #isReporting = false;
  /** The games whose time GALAXY does not have yet. */
  readonly #changed = new Set<string>();

  constructor(
    private readonly ledger: GameTimeLedger,
    private readonly tracker: GameTracker,
    private readonly watch: GameWatch,
    private readonly galaxy: GalaxyClient,
    private readonly background: Background,
    lifetime: Lifetime,
  ) {
    lifetime.onShutdown(async () => {
      this.#noteRunning();
      this.ledger.mirrorTotals();
      await this.ledger.save();
    });
  }

  /** For tools. */
  get state(): GameTimeState {
    const { totals, unsaved, path } = this.ledger;
    return { totals, unsaved, path, running: [...this.tracker.running.values()] };
  }

  @OnHandshake()
  async start(): Promise<void> {
    await this.ledger.open();
    this.tracker.subscribe(({ type, session }) => {
      this.#note(session);
      if (type === "stopped") this.#ended(session);
      this.background.run("Saving game time", () => this.ledger.save());
    });
    await this.watch.start();
  }

  /** A kill costs at most what has been played since. */
  @Every("60s")
  async keep(): Promise<void> {
    this.#noteRunning();
    if (this.ledger.unsaved === 0) return;
    await this.ledger.save();
    await this.ledger.refresh();
    await this.ledger.shorten();
  }

  @Every("5m", { after: "authentication" })
  publish(): void {
    this.#isLoggedIn = true;
    this.#noteRunning();
    for (const gameId of this.#changed) this.#report(gameId);
    this.#changed.clear();
    this.ledger.mirrorTotals();
  }

  @importFallback<GameTime>("gameTimes", "@TrackGameTime()")
  nothing(): ReadonlyMap<string, GameTime> {
    return new Map();
  }

  @importAmendment<GameTime>("gameTimes", "@TrackGameTime()")
  complete(gameId: string, result: ImportResult<GameTime>): GameTime {
    if (this.#isReporting && "value" in result) return result.value;
    this.#changed.delete(gameId);
    return this.#timeOf(gameId, this.#platformFigure(gameId, result));
  }

  #platformFigure(gameId: string, result: ImportResult<GameTime>): PlatformFigure | undefined {
    if ("error" in result) {
      const known = this.ledger.platformFigure(gameId);
      // What was counted here alone could be less than what GALAXY has.
      if (!known) throw result.error;
      return known;
    }
    const { timePlayed: minutes, lastPlayedTime: lastPlayed } = result.value;
    if (minutes === undefined && lastPlayed === undefined) return undefined;
    return this.ledger.keepPlatformFigure(gameId, { minutes, lastPlayed });
  }

  #timeOf(gameId: string, platform = this.ledger.platformFigure(gameId)): GameTime {
    return mergedTime(gameId, this.ledger.totals.get(gameId), platform, this.merge);
  }

  #ended({ gameId }: GameSession): void {
    this.ledger.mirrorTotals();
    if (!this.#isLoggedIn) return;
    this.#changed.delete(gameId);
    this.#report(gameId);
  }

  #report(gameId: string): void {
    this.#isReporting = true;
    try {
      this.galaxy.updateGameTime(this.#timeOf(gameId));
    } finally {
      this.#isReporting = false;
    }
  }

  #noteRunning(): void {
    for (const session of this.tracker.running.values()) this.#note(session);
  }

  #note({ id: session, gameId, startedAt, seenAt: endedAt, seconds }: GameSession): void {
    this.ledger.note({ session, writer: this.#writer, gameId, startedAt, endedAt, seconds });
    this.#changed.add(gameId);
  }
}
