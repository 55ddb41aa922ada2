import { randomUUID } from "node:crypto";
import { Clock, Lifetime, Logger, Service } from "@galaxy-kit/sdk";
import { Background } from "@galaxy-kit/sdk/extend";
import type { ProcessInfo } from "../processes/process-info.js";
import { Census } from "./census.js";
import type { InstalledGame } from "./installed-game.js";
import { LaunchJobs } from "./launch-jobs.js";
import { Looks } from "./looks.js";
import { ProcessList } from "./process-list.js";
import { Sessions } from "./sessions.js";
import type { Sighting } from "./sighting.js";
import { TrackedSession } from "./tracked-session.js";
import type { TrackingOptions } from "./tracking-mode.js";
import { WatchedGames } from "./watched-games.js";

/** How often the processes are looked at: while a game starts or ends, while one runs, and otherwise. */
const TRANSITION_MS = 500;
const RUNNING_MS = 2000;
const IDLE_MS = 5000;

/** Looks at the processes of this computer, and begins and ends sessions by what it sees. */
@Service()
export class GameWatch {
  /** When the last look was, in milliseconds since 1970. */
  lookedAt: number | undefined;
  readonly #census: Census;
  readonly #looks: Looks;
  #startedTick = 0;
  #starting: Promise<void> | undefined;

  constructor(
    private readonly processes: ProcessList,
    private readonly games: WatchedGames,
    private readonly sessions: Sessions,
    private readonly jobs: LaunchJobs,
    private readonly clock: Clock,
    background: Background,
    private readonly lifetime: Lifetime,
    private readonly log: Logger,
  ) {
    this.#census = new Census(games);
    this.#looks = new Looks(
      clock,
      background,
      lifetime.signal,
      () => this.#look(),
      () => this.#nextInterval(),
      (error) => this.log.error("Cannot find out which games are running", { error }),
    );
  }

  /** Milliseconds between two looks; undefined if there is nothing to watch. */
  get interval(): number | undefined {
    return this.#looks.interval;
  }

  /** Finds the games that an earlier run has started. Called after the handshake. */
  start(): Promise<void> {
    return (this.#starting ??= this.#restore());
  }

  /** Takes which games are installed, and watches them. */
  async installed(games: readonly InstalledGame[], options: TrackingOptions): Promise<void> {
    const isDifferent = await this.games.update(games, options);
    await this.start();
    if (isDifferent) await this.#looks.now();
    this.#looks.begin();
  }

  /** Watches a session that was begun elsewhere. */
  async follow({ plan }: TrackedSession): Promise<void> {
    this.#looks.begin();
    await this.games.links.resolve(plan.folders);
    this.#looks.soon();
  }

  /** Something has happened to a session. */
  lookSoon(): void {
    this.#looks.soon();
  }

  #nextInterval(): number | undefined {
    const sessions = this.sessions.all;
    if (sessions.some((session) => session.isInTransition && !this.#isPreparing(session))) return TRANSITION_MS;
    if (sessions.length > 0) return RUNNING_MS;
    return this.games.index.size > 0 ? IDLE_MS : undefined;
  }

  async #restore(): Promise<void> {
    this.#startedTick = this.clock.monotonic();
    await this.sessions.restore();
    if (this.sessions.all.length === 0) return;
    const folders = this.sessions.all.flatMap(({ plan }) => plan.folders);
    await this.games.links.resolve(folders);
    await this.#looks.now();
    this.#looks.begin();
  }

  async #look(): Promise<void> {
    for (const session of this.sessions.all) session.beginLook();
    const processes = this.#needsProcesses ? await this.processes.read() : [];
    if (processes) await this.jobs.addTo(this.sessions.all, processes);
    this.lookedAt = this.clock.now();
    // What is unknown is not over, and what happens while the integration closes is for the next run.
    if (!processes || this.lifetime.signal.aborted) return;
    const { sessions, outside } = this.#census.take(processes, this.sessions.all);
    for (const [session, sighting] of sessions) this.#update(session, sighting, processes);
    for (const [gameId, own] of outside) this.#beginOutside(gameId, own);
    this.sessions.looked();
  }

  /** Whether any process can be a game: to list them all takes time while a game runs. */
  get #needsProcesses(): boolean {
    return this.games.index.size > 0 || this.sessions.all.some(({ plan }) => plan.hasProcesses);
  }

  #update(session: TrackedSession, sighting: Sighting, processes: readonly ProcessInfo[]): void {
    if (sighting.processes.length > 0 && session.isRestored) {
      session.resume();
      this.sessions.found(session);
    }
    session.look(sighting);
    if (this.#isOver(session)) this.#end(session, processes);
  }

  #isOver(session: TrackedSession): boolean {
    if (this.#isPreparing(session)) session.waitOn();
    if (!session.isRestored) return session.isOver;
    // Until it is known which games are installed, a game of an earlier run may not be recognized.
    const mayAppear = session.plan.hasInstalled && !this.games.isKnown;
    return !mayAppear || this.clock.monotonic() - this.#startedTick >= session.plan.startWithin;
  }

  #isPreparing({ gameId, hasAppeared }: TrackedSession): boolean {
    return !hasAppeared && this.games.index.isPreparing(gameId);
  }

  #beginOutside(gameId: string, processes: readonly ProcessInfo[]): void {
    const startTime = Math.min(...processes.map((info) => info.startTime));
    const session = TrackedSession.outside(randomUUID(), gameId, startTime, this.games.plan, this.clock);
    session.look({ processes, isRecognized: true, hasHelpers: false });
    this.sessions.found(session);
  }

  #end(session: TrackedSession, processes: readonly ProcessInfo[]): void {
    const { gameId } = session;
    void this.jobs.close(session);
    this.#census.forget(gameId, processes);
    if (session.isMissing) {
      const waited = session.plan.startWithin;
      this.log.warn("No process of the game appeared: check `track`", { gameId, waited });
    }
    this.sessions.ended(session);
  }
}
