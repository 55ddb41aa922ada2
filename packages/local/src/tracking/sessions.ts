import { Clock, Lifetime, Service } from "@galaxy-kit/sdk";
import type { GameSession } from "./game-session.js";
import { LocalStates } from "./local-states.js";
import { SessionAnnouncer } from "./session-announcer.js";
import { SessionStore } from "./session-store.js";
import type { TrackedSession } from "./tracked-session.js";
import { WatchedGames } from "./watched-games.js";

/** How often the play time of a running game is kept for the next run. */
const SAVE_MS = 60_000;

/** The sessions of all games, at most one for each. Every change to them is reported to GALAXY, announced, and kept for the next run. */
@Service()
export class Sessions {
  readonly #byGame = new Map<string, TrackedSession>();
  /** The session of an earlier run that a launch has replaced: it may still turn out to run. */
  readonly #replaced = new WeakMap<TrackedSession, TrackedSession>();
  #savedTick = 0;
  /** How many processes are in the trees that are kept for the next run. */
  #keptProcesses = 0;

  constructor(
    private readonly games: WatchedGames,
    private readonly states: LocalStates,
    private readonly announcer: SessionAnnouncer,
    private readonly store: SessionStore,
    private readonly clock: Clock,
    lifetime: Lifetime,
  ) {
    lifetime.onShutdown(() => this.#save());
  }

  get all(): readonly TrackedSession[] {
    return [...this.#byGame.values()];
  }

  /** Those whose game was seen in this run, or was launched in it. */
  get running(): ReadonlyMap<string, GameSession> {
    return new Map([...this.#byGame].filter(([, session]) => !session.isRestored));
  }

  of(gameId: string): TrackedSession | undefined {
    return this.#byGame.get(gameId);
  }

  /** Takes the sessions of an earlier run. What has begun meanwhile is newer. */
  async restore(): Promise<void> {
    for (const session of await this.store.load()) {
      if (!this.#byGame.has(session.gameId)) this.#byGame.set(session.gameId, session);
    }
  }

  /** The user has clicked Play: the game is shown as running, although it may still fail to start. */
  launched(session: TrackedSession): void {
    this.states.open();
    const restored = this.#byGame.get(session.gameId);
    if (restored) this.#replaced.set(session, restored);
    this.#add(session);
  }

  /** The game could not be started. */
  takeBack(session: TrackedSession): void {
    const { gameId } = session;
    // A look may have ended it, and found the game running after all.
    if (this.#byGame.get(gameId) !== session) return;
    const restored = this.#replaced.get(session);
    if (restored) this.#byGame.set(gameId, restored);
    else this.#byGame.delete(gameId);
    this.#reportEnd(gameId);
    // A look may have kept it meanwhile.
    void this.#save();
  }

  /** A game that runs was found. */
  found(session: TrackedSession): void {
    this.#add(session);
    this.started(session);
  }

  /** The game of a launch was started. */
  started(session: TrackedSession): void {
    this.announcer.announce("started", session);
    void this.#save();
  }

  /** The game has ended. */
  ended(session: TrackedSession): void {
    this.#byGame.delete(session.gameId);
    this.#reportEnd(session.gameId);
    this.announcer.announce("stopped", session);
    void this.#save();
  }

  /** Saves what a scan found if the number of processes changed or the last save is old. */
  looked(): void {
    const count = this.all.reduce((sum, { tree }) => sum + tree.size, 0);
    const isOld = this.clock.monotonic() - this.#savedTick >= SAVE_MS;
    if (count !== this.#keptProcesses || isOld) void this.#save();
    this.#keptProcesses = count;
  }

  /** Reports the running games to a client that may have ignored earlier reports. */
  reportRunning(): void {
    this.states.open();
    for (const gameId of this.running.keys()) this.states.report(gameId, true, true);
  }

  #add(session: TrackedSession): void {
    this.#byGame.set(session.gameId, session);
    this.states.report(session.gameId, true, true);
  }

  #reportEnd(gameId: string): void {
    this.states.report(gameId, this.games.isInstalled(gameId) ?? true, false);
  }

  async #save(): Promise<void> {
    this.#savedTick = this.clock.monotonic();
    await this.store.save(this.all.map((session) => session.store()));
  }
}
