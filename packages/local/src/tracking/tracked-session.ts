import type { ProcessInfo } from "../processes/process-info.js";
import type { GameSession } from "./game-session.js";
import { type PlainTracking, TrackingPlan } from "./tracking-plan.js";

/** A started program that exits with 0 sooner counts as a launcher that has handed over to the game. */
const LAUNCHER_MS = 10_000;
/** A program that fails sooner has not started the game. */
const CRASH_MS = 3000;
/** A longer gap between two looks means that the computer slept, or that the clock was moved. */
const SLEEP_MS = 30_000;

/** A session as it is kept for the next run. */
export interface StoredSession extends Omit<GameSession, "seconds"> {
  readonly playedMs: number;
  /** When a process of the game was last seen. */
  readonly seenAt: number;
  readonly launch: string | undefined;
  /** The processes of its tree. */
  readonly processes: readonly string[];
  readonly original: string | undefined;
  readonly program: string | undefined;
  readonly modes: readonly PlainTracking[];
}

/** The process that a launch started. */
export interface StartedProcess {
  readonly pid: number;
  /** Undefined while it runs. */
  exit?: { readonly code: number | null; readonly at: number };
}

/** One time that a game is played: which processes belong to it, how long it has run, and whether it is over. */
export class TrackedSession implements GameSession {
  /** The ids of the processes in its tree, helpers included: their children belong to the game. */
  readonly tree = new Set<string>();
  /** The process that was started for it. */
  started: StartedProcess | undefined;
  /** The id of that process. */
  original: string | undefined;
  /** The path of its program. */
  program: string | undefined;
  #playedMs: number;
  #lookedAt: number;
  #seenAt: number;
  /** The game itself was seen, not only its launcher. */
  #hasAppeared: boolean;
  /** What the function of `session()` says. */
  #reported: "nothing" | "started" | "stopped" = "nothing";
  #hasProcesses = false;
  /** Since when the game could have appeared. */
  #waitsSince: number;
  /** It began in an earlier run, and nothing of it has been seen in this one. */
  #isRestored = false;

  private constructor(
    readonly id: string,
    readonly gameId: string,
    readonly startedAt: number,
    readonly how: GameSession["how"],
    readonly launch: string | undefined,
    readonly plan: TrackingPlan,
    { playedMs, now, hasAppeared }: { playedMs: number; now: number; hasAppeared: boolean },
  ) {
    this.#playedMs = playedMs;
    this.#lookedAt = now;
    this.#seenAt = now;
    this.#waitsSince = startedAt;
    this.#hasAppeared = hasAppeared;
  }

  /** The user clicked Play. */
  static launched(id: string, gameId: string, now: number, plan: TrackingPlan): TrackedSession {
    return new TrackedSession(id, gameId, now, "galaxy", id, plan, { playedMs: 0, now, hasAppeared: false });
  }

  /** The game runs already. */
  static outside(id: string, gameId: string, now: number, startTime: number, plan: TrackingPlan): TrackedSession {
    const playedMs = Math.max(0, now - startTime);
    return new TrackedSession(id, gameId, startTime, "outside", undefined, plan, { playedMs, now, hasAppeared: true });
  }

  /** The game was started in an earlier run, and may still run. */
  static restored(stored: StoredSession): TrackedSession {
    const { id, gameId, startedAt, how, launch, playedMs, seenAt, modes } = stored;
    const plan = new TrackingPlan(modes);
    const restored = new TrackedSession(id, gameId, startedAt, how, launch, plan, {
      playedMs,
      now: seenAt,
      hasAppeared: true,
    });
    for (const process of stored.processes) restored.tree.add(process);
    restored.#isRestored = true;
    restored.original = stored.original;
    restored.program = stored.program;
    return restored;
  }

  get seenAt(): number {
    return this.#seenAt;
  }

  get seconds(): number {
    return Math.floor(this.#playedMs / 1000);
  }

  /** Whether it is not known yet if the game runs, or whether it is about to be over. */
  get isInTransition(): boolean {
    return !this.#hasAppeared || !this.#hasProcesses;
  }

  get hasAppeared(): boolean {
    return this.#hasAppeared;
  }

  /** Says that the game runs. */
  reportStarted(): void {
    this.#reported = "started";
    this.#hasAppeared = true;
  }

  /** Says that the game has ended. */
  reportStopped(): void {
    this.#reported = "stopped";
  }

  get isRestored(): boolean {
    return this.#isRestored;
  }

  /** The integration did not run for a while, but the game did. */
  resume(now: number): void {
    this.#isRestored = false;
    this.#playedMs += Math.max(0, now - this.#lookedAt);
    this.#lookedAt = now;
  }

  /** The game could not appear before now. */
  waitFrom(now: number): void {
    this.#waitsSince = now;
  }

  /** @param processes - those that are the game now, helpers excluded */
  look(now: number, processes: readonly ProcessInfo[]): void {
    this.#hasProcesses = processes.length > 0 || this.#reported === "started";
    const passed = now - this.#lookedAt;
    this.#lookedAt = now;
    if (!this.#hasProcesses) return;
    this.#playedMs += Math.min(Math.max(0, passed), SLEEP_MS);
    this.#seenAt = now;
    const isOldEnough = now - this.startedAt >= LAUNCHER_MS;
    if (isOldEnough || processes.some(({ pid }) => pid !== this.started?.pid)) this.#hasAppeared = true;
  }

  isOver(now: number): boolean {
    if (this.#reported === "stopped") return true;
    if (this.#hasProcesses) return false;
    if (this.hasCrashed) return true;
    if (this.plan.functions.length > 0) return this.#isLate(now);
    if (!this.plan.expectsHandOver) return this.#hasAppeared || this.started?.exit !== undefined || this.#isLate(now);
    return this.#hasAppeared ? now - this.#seenAt >= this.plan.settle : this.#isLate(now);
  }

  /** Whether the started program failed right after its start. */
  get hasCrashed(): boolean {
    const exit = this.started?.exit;
    return exit !== undefined && exit.code !== 0 && exit.at - this.startedAt < CRASH_MS;
  }

  store(): StoredSession {
    const { id, gameId, startedAt, how, launch, original, program, plan } = this;
    const kept = { playedMs: this.#playedMs, seenAt: this.#lookedAt, processes: [...this.tree], modes: plan.plain };
    return { id, gameId, startedAt, how, launch, original, program, ...kept };
  }

  #isLate(now: number): boolean {
    return now - this.#waitsSince >= this.plan.startWithin;
  }
}
