import { randomUUID } from "node:crypto";
import { Clock, Every, Lifetime, Logger, OnHandshake, Service } from "@galaxy-kit/sdk";
import { Contributions, recordCompanion } from "@galaxy-kit/sdk/extend";
import type { ProcessInfo } from "../processes/process-info.js";
import { Processes } from "../processes/processes.js";
import { GAME_STARTED, GAME_STOPPED } from "./event-points.js";
import type { GameSession, SessionEvent } from "./game-session.js";
import type { InstalledGame } from "./installed-game.js";
import { InstalledIndex } from "./installed-index.js";
import { LaunchJobs } from "./launch-jobs.js";
import { Links } from "./links.js";
import { LocalStates } from "./local-states.js";
import { Ownership } from "./ownership.js";
import { SessionStore } from "./session-store.js";
import { type StartedProcess, TrackedSession } from "./tracked-session.js";
import type { SessionTracking, TrackingOptions } from "./tracking-mode.js";
import { type InstalledTracking, TrackingPlan } from "./tracking-plan.js";

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
  /** Milliseconds until the next look; undefined if there is nothing to watch. */
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
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  readonly #links = new Links();
  /** Processes that outlived the session of their game, such as helpers. They do not begin another one. */
  readonly #leftOver = new Set<string>();
  #installed = new InstalledIndex([]);
  #described = "[]";
  /** Somebody says which games are installed. */
  #isTold = false;
  #watch: TrackingPlan = new TrackingPlan([{ kind: "installed", options: {} }]);
  #interval: number | undefined;
  #lookedAt: number | undefined;
  #count = 0;
  #error: string | undefined;
  #savedAt = 0;
  /** How many processes are in the trees that are kept for the next run. */
  #knownProcesses = 0;
  #startedAt = 0;
  #starting: Promise<void> | undefined;
  #looking: Promise<void> = Promise.resolve();
  #isLooping = false;
  #wake = new AbortController();

  constructor(
    private readonly processes: Processes,
    private readonly states: LocalStates,
    private readonly store: SessionStore,
    private readonly jobs: LaunchJobs,
    private readonly contributions: Contributions,
    private readonly clock: Clock,
    private readonly lifetime: Lifetime,
    private readonly log: Logger,
  ) {
    lifetime.signal.addEventListener("abort", () => this.#wake.abort(), { once: true });
    lifetime.onShutdown(() => this.#save());
  }

  /** The running games, by id. */
  get running(): ReadonlyMap<string, GameSession> {
    return new Map([...this.#sessions].filter(([, session]) => !session.isRestored));
  }

  /** For tools. */
  get state(): GameTrackerState {
    return {
      running: [...this.running.values()],
      watched: this.#installed.size,
      processes: this.#count,
      lookedAt: this.#lookedAt,
      interval: this.#interval,
      error: this.#error,
    };
  }

  /**
   * Calls a function when a session begins or ends, and at once for the sessions that are running. What it throws is logged.
   *
   * @returns a function that ends the subscription
   */
  subscribe(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    for (const session of this.running.values()) this.#tell(listener, { type: "started", session });
    return () => this.#listeners.delete(listener);
  }

  /**
   * Finds the games that an earlier run has started. Called after the handshake.
   *
   * @internal
   */
  start(): Promise<void> {
    this.#startedAt ||= this.clock.now();
    return (this.#starting ??= this.#adopt());
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
    const described = JSON.stringify(games);
    const paths = games.flatMap(({ folder, file }) => [folder, file].filter((path) => path !== undefined));
    const hasChanged = (await this.#links.resolve(paths, this.clock.now())) || described !== this.#described;
    if (hasChanged) {
      this.#installed = new InstalledIndex(games, (path) => this.#links.formsOf(path));
      this.#described = described;
    }
    this.#isTold = true;
    this.#watch = new TrackingPlan([{ kind: "installed", options }]);
    await this.start();
    if (hasChanged) await this.#look();
    this.#loop();
  }

  /**
   * Whether a game is installed; undefined if nobody says which games are.
   *
   * @internal
   */
  isInstalled(gameId: string): boolean | undefined {
    return this.#isTold ? this.#installed.has(gameId) : undefined;
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
  takeBack(session: TrackedSession): void {
    this.#sessions.delete(session.gameId);
    this.states.report(session.gameId, this.isInstalled(session.gameId) ?? true, false);
  }

  /**
   * The game of a session was started.
   *
   * @internal
   */
  confirm(session: TrackedSession, started: StartedProcess | undefined): void {
    session.started = started;
    if (started && session.plan.hasTree) void this.jobs.open(session, started.pid);
    for (const tracking of session.plan.functions) void this.#follow(session, tracking);
    this.#announce("started", session);
    void this.#save();
    this.#loop();
    this.lookNow();
  }

  /**
   * What `@InstalledGames()` says about a game, if anything.
   *
   * @internal
   */
  installedTracking(gameId: string): InstalledTracking | undefined {
    const [mode] = this.#watch.modes;
    return this.#installed.has(gameId) && mode?.kind === "installed" ? mode : undefined;
  }

  /**
   * The process that a launch has started has ended.
   *
   * @internal
   */
  exited(session: TrackedSession, started: StartedProcess, code: number | null): void {
    started.exit = { code, at: this.clock.now() };
    session.started = started;
    this.lookNow();
  }

  /**
   * Looks at the processes without waiting for the interval.
   *
   * @internal
   */
  lookNow(): void {
    this.#wake.abort();
  }

  #loop(): void {
    if (this.#isLooping || this.lifetime.signal.aborted) return;
    this.#isLooping = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    for (;;) {
      this.#interval = this.#nextInterval();
      if (this.#interval === undefined) break;
      await this.clock.sleep(this.#interval, this.#wake.signal).catch(() => undefined);
      if (isAborted(this.lifetime)) break;
      this.#wake = new AbortController();
      await this.#look();
    }
    this.#isLooping = false;
  }

  #nextInterval(): number | undefined {
    const sessions = [...this.#sessions.values()];
    if (sessions.some((session) => session.isInTransition)) return TRANSITION_MS;
    if (sessions.length > 0) return RUNNING_MS;
    return this.#installed.size > 0 ? IDLE_MS : undefined;
  }

  async #adopt(): Promise<void> {
    for (const stored of await this.store.load()) {
      if (!this.#sessions.has(stored.gameId)) this.#sessions.set(stored.gameId, TrackedSession.restored(stored));
    }
    if (this.#sessions.size === 0) return;
    await this.#look();
    this.#loop();
  }

  async #list(): Promise<readonly ProcessInfo[] | undefined> {
    try {
      const processes = await this.processes.list();
      if (this.#error !== undefined) this.log.info("The processes of this computer can be read again");
      this.#error = undefined;
      this.#count = processes.length;
      return processes;
    } catch (error) {
      if (this.#error === undefined) this.log.warn("Cannot read the processes of this computer", { error });
      this.#error = error instanceof Error ? error.message : String(error);
      return undefined;
    }
  }

  /** One look after the other. */
  #look(): Promise<void> {
    return (this.#looking = this.#looking.then(() => this.#lookOnce()));
  }

  async #lookOnce(): Promise<void> {
    const processes = await this.#list();
    if (processes) await this.jobs.addTo(this.#sessions.values(), processes);
    const now = this.clock.now();
    this.#lookedAt = now;
    if (!processes) return; // What is unknown is not over.
    const games = this.#gamesIn(processes);
    for (const session of [...this.#sessions.values()]) {
      const own = games.get(session) ?? [];
      if (own.length > 0 && session.isRestored) this.#resume(session, now);
      session.look(now, own);
      if (session.isRestored ? !this.#mayStillAppear(session, now) : session.isOver(now)) this.#end(session, processes);
    }
    const known = [...this.#sessions.values()].reduce((sum, { tree }) => sum + tree.size, 0);
    if (known !== this.#knownProcesses || now - this.#savedAt >= SAVE_MS) void this.#save();
    this.#knownProcesses = known;
  }

  /** A game of an earlier run is still running. */
  #resume(session: TrackedSession, now: number): void {
    session.resume(now);
    this.states.report(session.gameId, true, true);
    this.#announce("started", session);
  }

  /** Until somebody says which games are installed, a game of an earlier run may not be recognized. */
  #mayStillAppear({ plan, startedAt }: TrackedSession, now: number): boolean {
    return plan.hasInstalled && !this.#isTold && now - Math.max(startedAt, this.#startedAt) < plan.startWithin;
  }

  /** Returns the processes of each game, and begins the sessions of games that were started outside GALAXY. */
  #gamesIn(processes: readonly ProcessInfo[]): ReadonlyMap<TrackedSession, readonly ProcessInfo[]> {
    const games = new Map<TrackedSession, ProcessInfo[]>();
    const add = (session: TrackedSession, info: ProcessInfo): void => {
      games.set(session, [...(games.get(session) ?? []), info]);
    };
    const ownership = new Ownership(processes, [...this.#sessions.values()], this.#installed);
    const outside = new Map<string, ProcessInfo[]>();
    for (const info of processes) {
      const session = ownership.sessionOf(info);
      if (session) add(session, info);
      const gameId =
        session || this.#leftOver.has(info.id) || this.#watch.ignored.has(info.name)
          ? undefined
          : ownership.outsideGameOf(info);
      if (gameId !== undefined) outside.set(gameId, [...(outside.get(gameId) ?? []), info]);
    }
    for (const [gameId, own] of outside) games.set(this.#beginOutside(gameId, own), own);
    return games;
  }

  #beginOutside(gameId: string, processes: readonly ProcessInfo[]): TrackedSession {
    const startTime = Math.min(...processes.map((info) => info.startTime));
    const session = TrackedSession.outside(randomUUID(), gameId, this.clock.now(), startTime, this.#watch);
    this.#sessions.set(gameId, session);
    this.states.report(gameId, true, true);
    this.#announce("started", session);
    void this.#save();
    return session;
  }

  #end(session: TrackedSession, processes: readonly ProcessInfo[]): void {
    const { gameId } = session;
    this.#sessions.delete(gameId);
    void this.jobs.close(session);
    const alive = new Set(processes.map(({ id }) => id));
    for (const id of this.#leftOver) if (!alive.has(id)) this.#leftOver.delete(id);
    for (const info of processes) if (this.#installed.gamesOf(info).includes(gameId)) this.#leftOver.add(info.id);
    if (!session.hasAppeared && !session.hasCrashed) {
      this.log.warn("No process of the game appeared: check what `track` says", {
        gameId,
        waited: session.plan.startWithin,
      });
    }
    this.states.report(gameId, this.isInstalled(gameId) ?? true, false);
    this.#announce("stopped", session);
    void this.#save();
  }

  /** Runs the function of `session()`, which says when the game starts and ends. */
  async #follow(session: TrackedSession, { track }: SessionTracking): Promise<void> {
    const ended = new AbortController();
    const end = (): void => ended.abort();
    this.lifetime.signal.addEventListener("abort", end);
    const unsubscribe = this.subscribe((event) => {
      if (event.type === "stopped" && event.session === session) end();
    });
    try {
      await track({
        started: () => {
          session.reportStarted();
          this.lookNow();
        },
        stopped: () => {
          session.reportStopped();
          this.lookNow();
        },
        signal: ended.signal,
      });
    } catch (error) {
      if (!ended.signal.aborted) this.log.error("The function of session() threw", { gameId: session.gameId, error });
    } finally {
      unsubscribe();
      this.lifetime.signal.removeEventListener("abort", end);
      session.reportStopped();
      this.lookNow();
    }
  }

  #announce(type: SessionEvent["type"], session: TrackedSession): void {
    this.log.info(type === "started" ? "A game is running" : "A game has ended", describe(session));
    for (const listener of this.#listeners) this.#tell(listener, { type, session });
    const point = type === "started" ? GAME_STARTED : GAME_STOPPED;
    for (const method of this.contributions.to(point)) void method.attempt(session.gameId, session);
  }

  #tell(listener: (event: SessionEvent) => void, event: SessionEvent): void {
    try {
      listener(event);
    } catch (error) {
      this.log.error("A subscriber of GameTracker threw", { error });
    }
  }

  async #save(): Promise<void> {
    this.#savedAt = this.clock.now();
    await this.store.save([...this.#sessions.values()].map((session) => session.store()));
  }
}

/** A function, because TypeScript assumes that the property cannot change during an `await`. */
function isAborted({ signal }: Lifetime): boolean {
  return signal.aborted;
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

function describe({ gameId, how, seconds }: GameSession): Readonly<Record<string, unknown>> {
  return { gameId, how, seconds };
}
