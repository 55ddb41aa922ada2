import { randomUUID } from "node:crypto";
import { Clock, Every, Lifetime, Logger, OnHandshake, Service } from "@galaxy-kit/sdk";
import { Monitor, recordCompanion } from "@galaxy-kit/sdk/extend";
import type { ProcessInfo } from "../processes/process-info.js";
import { followSession } from "./follow-session.js";
import type { GameSession } from "./game-session.js";
import { gamesPart } from "./games-part.js";
import type { InstalledGame } from "./installed-game.js";
import { LaunchJobs } from "./launch-jobs.js";
import { LocalStates } from "./local-states.js";
import { Looks } from "./looks.js";
import { Ownership } from "./ownership.js";
import { ProcessList } from "./process-list.js";
import { SessionAnnouncer, type SessionListener } from "./session-announcer.js";
import { SessionStore } from "./session-store.js";
import { type StartedProcess, TrackedSession } from "./tracked-session.js";
import type { TrackingOptions } from "./tracking-mode.js";
import type { InstalledTracking, TrackingPlan } from "./tracking-plan.js";
import { WatchedGames } from "./watched-games.js";

/** How often the processes are looked at: while a game starts or ends, while one runs, and otherwise. */
const TRANSITION_MS = 500;
const RUNNING_MS = 2000;
const IDLE_MS = 5000;
/** How often the play time of a running game is kept for the next run. */
const SAVE_MS = 60_000;

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
  readonly #sessions = new Map<string, TrackedSession>();
  /** Processes that outlived the session of their game, such as helpers. They do not begin another one. */
  readonly #leftOver = new Set<string>();
  readonly #looks: Looks;
  #lookedAt: number | undefined;
  #savedAt = 0;
  /** How many processes are in the trees that are kept for the next run. */
  #keptProcesses = 0;
  #startedAt = 0;
  #starting: Promise<void> | undefined;

  constructor(
    private readonly processes: ProcessList,
    private readonly games: WatchedGames,
    private readonly states: LocalStates,
    private readonly store: SessionStore,
    private readonly jobs: LaunchJobs,
    private readonly announcer: SessionAnnouncer,
    private readonly clock: Clock,
    private readonly lifetime: Lifetime,
    private readonly log: Logger,
    monitor: Monitor,
  ) {
    this.#looks = new Looks(
      clock,
      lifetime.signal,
      () => this.#look(),
      () => this.#nextInterval(),
      (error) => this.log.error("Cannot find out which games are running", { error }),
    );
    lifetime.onShutdown(() => this.#save());
    monitor.show(() => gamesPart(this.state));
  }

  /** The running games, by id. */
  get running(): ReadonlyMap<string, GameSession> {
    return new Map([...this.#sessions].filter(([, session]) => !session.isRestored));
  }

  /** For tools. */
  get state(): GameTrackerState {
    return {
      running: [...this.running.values()],
      watched: this.games.index.size,
      processes: this.processes.count,
      lookedAt: this.#lookedAt,
      interval: this.#looks.interval,
      error: this.processes.error,
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

  // What the framework calls

  /**
   * Finds the games that an earlier run has started. Called after the handshake.
   *
   * @internal
   */
  start(): Promise<void> {
    this.#startedAt ||= this.clock.now();
    return (this.#starting ??= this.#restore());
  }

  /**
   * Reports the running games to a client that may have ignored earlier reports. Called after the login.
   *
   * @internal
   */
  reportRunning(): void {
    this.states.open();
    for (const gameId of this.running.keys()) this.states.report(gameId, true, true);
  }

  /**
   * Watches the games that are installed.
   *
   * @internal
   */
  async watch(games: readonly InstalledGame[], options: TrackingOptions): Promise<void> {
    const isDifferent = await this.games.update(games, options);
    await this.start();
    if (isDifferent) await this.#looks.now();
    this.#looks.begin();
  }

  /**
   * Whether a game is installed; undefined if nothing says which games are.
   *
   * @internal
   */
  isInstalled(gameId: string): boolean | undefined {
    return this.games.isInstalled(gameId);
  }

  /**
   * What `@InstalledGames()` says about the processes of a game.
   *
   * @internal
   */
  installedTracking(gameId: string): InstalledTracking | undefined {
    return this.games.trackingOf(gameId);
  }

  /**
   * Begins the session of a launch and reports the game as running. Returns undefined if the game runs already.
   *
   * @internal
   */
  begin(gameId: string, plan: TrackingPlan): TrackedSession | undefined {
    if (this.#sessions.get(gameId)?.isRestored === false) return undefined;
    const session = TrackedSession.launched(randomUUID(), gameId, this.clock.now(), plan);
    this.#sessions.set(gameId, session);
    this.states.open();
    this.states.report(gameId, true, true);
    return session;
  }

  /**
   * Takes a session back whose game could not be started.
   *
   * @internal
   */
  takeBack({ gameId }: TrackedSession): void {
    this.#sessions.delete(gameId);
    this.states.report(gameId, this.isInstalled(gameId) ?? true, false);
  }

  /**
   * The game of a session was started.
   *
   * @internal
   */
  confirm(session: TrackedSession, started: StartedProcess | undefined): void {
    session.started = started;
    if (started && session.plan.hasTree) void this.jobs.open(session, started.pid);
    this.announcer.announce("started", session);
    this.#follow(session);
    void this.#save();
    this.#looks.begin();
    void this.games.links.resolve(session.plan.folders, this.clock.now()).then(() => this.#looks.soon());
  }

  /**
   * The process that a launch has started has ended.
   *
   * @internal
   */
  exited(session: TrackedSession, started: StartedProcess, code: number | null): void {
    started.exit = { code, at: this.clock.now() };
    session.started = started;
    this.#looks.soon();
  }

  // Looking at processes

  #nextInterval(): number | undefined {
    const sessions = [...this.#sessions.values()];
    if (sessions.some((session) => session.isInTransition && !this.#isPreparing(session))) return TRANSITION_MS;
    if (sessions.length > 0) return RUNNING_MS;
    return this.games.index.size > 0 ? IDLE_MS : undefined;
  }

  async #restore(): Promise<void> {
    for (const session of await this.store.load()) {
      if (!this.#sessions.has(session.gameId)) this.#sessions.set(session.gameId, session);
    }
    if (this.#sessions.size === 0) return;
    const folders = [...this.#sessions.values()].flatMap(({ plan }) => plan.folders);
    await this.games.links.resolve(folders, this.clock.now());
    await this.#looks.now();
    this.#looks.begin();
  }

  async #look(): Promise<void> {
    const processes = await this.processes.read();
    if (processes) await this.jobs.addTo(this.#sessions.values(), processes);
    this.#lookedAt = this.clock.now();
    // What is unknown is not over, and what happens while the integration closes is for the next run.
    if (!processes || this.lifetime.signal.aborted) return;
    const games = this.#gamesIn(processes);
    for (const session of [...this.#sessions.values()]) {
      this.#update(session, games.get(session) ?? [], this.#lookedAt);
      if (this.#isOver(session, this.#lookedAt)) this.#end(session, processes);
    }
    this.#saveIfNecessary(this.#lookedAt);
  }

  /** Returns the processes of each game, and begins the sessions of games that were started outside GALAXY. */
  #gamesIn(processes: readonly ProcessInfo[]): ReadonlyMap<TrackedSession, readonly ProcessInfo[]> {
    const { index, links, plan } = this.games;
    const ownership = new Ownership(processes, [...this.#sessions.values()], index, links);
    const games = new Map<TrackedSession, ProcessInfo[]>();
    const outside = new Map<string, ProcessInfo[]>();
    for (const info of processes) {
      const session = ownership.sessionOf(info);
      if (session) append(games, session, info);
      else if (!this.#leftOver.has(info.id) && !plan.ignored.has(info.name)) {
        const gameId = ownership.outsideGameOf(info);
        if (gameId !== undefined) append(outside, gameId, info);
      }
    }
    for (const [gameId, own] of outside) games.set(this.#beginOutside(gameId, own), own);
    return games;
  }

  #update(session: TrackedSession, own: readonly ProcessInfo[], now: number): void {
    if (own.length > 0 && session.isRestored) {
      session.resume(now);
      this.states.report(session.gameId, true, true);
      this.announcer.announce("started", session);
    }
    session.look(now, own);
  }

  #isOver(session: TrackedSession, now: number): boolean {
    if (this.#isPreparing(session)) session.waitFrom(now);
    if (!session.isRestored) return session.isOver(now);
    // Until something says which games are installed, a game of an earlier run may not be recognized.
    const mayAppear = session.plan.hasInstalled && !this.games.isKnown;
    return !mayAppear || now - this.#startedAt >= session.plan.startWithin;
  }

  #isPreparing({ gameId, hasAppeared }: TrackedSession): boolean {
    return !hasAppeared && this.games.index.isPreparing(gameId);
  }

  // Sessions

  #beginOutside(gameId: string, processes: readonly ProcessInfo[]): TrackedSession {
    const startTime = Math.min(...processes.map((info) => info.startTime));
    const session = TrackedSession.outside(randomUUID(), gameId, this.clock.now(), startTime, this.games.plan);
    this.#sessions.set(gameId, session);
    this.states.report(gameId, true, true);
    this.announcer.announce("started", session);
    void this.#save();
    return session;
  }

  #end(session: TrackedSession, processes: readonly ProcessInfo[]): void {
    const { gameId } = session;
    this.#sessions.delete(gameId);
    void this.jobs.close(session);
    this.#rememberLeftOver(gameId, processes);
    if (!session.hasAppeared && !session.hasCrashed) {
      const waited = session.plan.startWithin;
      this.log.warn("No process of the game appeared: check what `track` says", { gameId, waited });
    }
    this.states.report(gameId, this.isInstalled(gameId) ?? true, false);
    this.announcer.announce("stopped", session);
    void this.#save();
  }

  #rememberLeftOver(gameId: string, processes: readonly ProcessInfo[]): void {
    const alive = new Set(processes.map(({ id }) => id));
    for (const id of this.#leftOver) if (!alive.has(id)) this.#leftOver.delete(id);
    for (const info of processes) if (this.games.index.gamesOf(info).includes(gameId)) this.#leftOver.add(info.id);
  }

  /** Runs the functions of `session()`. */
  #follow(session: TrackedSession): void {
    const { gameId, plan } = session;
    if (plan.functions.length === 0) return;
    const ended = new AbortController();
    const end = (): void => ended.abort();
    this.lifetime.signal.addEventListener("abort", end, { signal: ended.signal });
    const unsubscribe = this.subscribe((event) => {
      if (event.type === "stopped" && event.session === session) end();
    });
    ended.signal.addEventListener("abort", unsubscribe);
    const report = (change: () => void): void => {
      change();
      this.#looks.soon();
    };
    for (const tracking of plan.functions) {
      void followSession(tracking, {
        signal: ended.signal,
        started: () => report(() => session.reportStarted()),
        stopped: () => report(() => session.reportStopped()),
        failed: (error) => this.log.error("The function of session() threw", { gameId, error }),
      });
    }
  }

  // What is kept for the next run

  #saveIfNecessary(now: number): void {
    const count = [...this.#sessions.values()].reduce((sum, { tree }) => sum + tree.size, 0);
    if (count !== this.#keptProcesses || now - this.#savedAt >= SAVE_MS) void this.#save();
    this.#keptProcesses = count;
  }

  async #save(): Promise<void> {
    this.#savedAt = this.clock.now();
    await this.store.save([...this.#sessions.values()].map((session) => session.store()));
  }
}

function append<Key>(lists: Map<Key, ProcessInfo[]>, key: Key, info: ProcessInfo): void {
  const list = lists.get(key);
  if (list) list.push(info);
  else lists.set(key, [info]);
}

/** Finds running games as soon as the integration may speak: whatever injects the tracker brings it along. */
@Service()
class TrackerStart {
  constructor(private readonly tracker: GameTracker) {}

  @OnHandshake()
  start(): Promise<void> {
    return this.tracker.start();
  }

  /** Once. */
  @Every("24d", { after: "authentication" })
  reportRunning(): void {
    this.tracker.reportRunning();
  }
}

recordCompanion(GameTracker, TrackerStart);
