import type { Clock } from "@galaxy-kit/sdk";
import type { GameSession } from "./game-session.js";
import type { Sighting } from "./sighting.js";
import { type PlainTracking, TrackingPlan } from "./tracking-plan.js";

/** A started program that is over sooner may be a launcher that has handed over to the game. */
const LAUNCHER_MS = 10_000;
/** Users do not close a game sooner: a process that exits with 0 is a launcher, and one that fails has not started the game. */
const START_MS = 3000;
/** A longer gap between two looks means that the computer slept. */
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

interface Exit {
  readonly code: number | null;
  readonly afterMs: number;
}

/** The process that a launch has started. */
interface StartedProcess {
  readonly pid: number;
  /** Undefined while it runs. */
  readonly exit?: Exit;
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
  #seenAt: number;
  /** When it began, and when it was last looked at and seen, by a monotonic clock. */
  readonly #beganTick: number;
  /** Since when the game could have appeared. */
  #waitsTick: number;
  #lookedTick: number;
  #seenTick: number;
  /** The game itself was seen, not only its launcher. */
  #hasAppeared: boolean;
  /** What the function of `session()` reports. */
  #reported: "nothing" | "started" | "stopped" = "nothing";
  #last: Sighting = { processes: [], isRecognized: false, hasHelpers: false };
  /** The exit of the started process, if the last look began after it: only then, the look shows what that process has left behind. */
  #exitBeforeLook: Exit | undefined;
  /** Whether the started program is what is known to be the game. */
  #isProgramTheGame = false;
  /** It began in an earlier run, and nothing of it has been seen in this one. */
  #isRestored = false;

  private constructor(
    readonly id: string,
    readonly gameId: string,
    readonly startedAt: number,
    readonly how: GameSession["how"],
    readonly launch: string | undefined,
    readonly plan: TrackingPlan,
    private readonly clock: Clock,
    { playedMs, seenAt, hasAppeared }: { playedMs: number; seenAt: number; hasAppeared: boolean },
  ) {
    this.#playedMs = playedMs;
    this.#seenAt = seenAt;
    this.#hasAppeared = hasAppeared;
    this.#beganTick = this.#waitsTick = this.#lookedTick = this.#seenTick = clock.monotonic();
  }

  /** The user clicked Play. */
  static launched(id: string, gameId: string, plan: TrackingPlan, clock: Clock): TrackedSession {
    const now = clock.now();
    const nothing = { playedMs: 0, seenAt: now, hasAppeared: false };
    return new TrackedSession(id, gameId, now, "galaxy", id, plan, clock, nothing);
  }

  /** The game runs already. */
  static outside(id: string, gameId: string, startTime: number, plan: TrackingPlan, clock: Clock): TrackedSession {
    const now = clock.now();
    const played = { playedMs: Math.max(0, now - startTime), seenAt: now, hasAppeared: true };
    return new TrackedSession(id, gameId, startTime, "outside", undefined, plan, clock, played);
  }

  /** The game was started in an earlier run, and may still run. */
  static restored(stored: StoredSession, clock: Clock): TrackedSession {
    const { id, gameId, startedAt, how, launch, playedMs, seenAt, modes } = stored;
    const plan = new TrackingPlan(modes);
    const played = { playedMs, seenAt, hasAppeared: true };
    const restored = new TrackedSession(id, gameId, startedAt, how, launch, plan, clock, played);
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
    return !this.#hasAppeared || !this.#isSeen;
  }

  get hasAppeared(): boolean {
    return this.#hasAppeared;
  }

  /** Reports that the game is running. */
  reportStarted(): void {
    this.#reported = "started";
    this.#hasAppeared = true;
  }

  /** Reports that the game has ended. */
  reportStopped(): void {
    this.#reported = "stopped";
  }

  /** The started process has ended. */
  exited(pid: number, code: number | null): void {
    this.started = { pid, exit: { code, afterMs: this.#ageMs } };
  }

  get isRestored(): boolean {
    return this.#isRestored;
  }

  /** The integration did not run for a while, but the game did. */
  resume(): void {
    this.#isRestored = false;
    this.#playedMs += Math.max(0, this.clock.now() - this.#seenAt);
    this.#lookedTick = this.clock.monotonic();
  }

  /** The game could not appear before now. */
  waitOn(): void {
    this.#waitsTick = this.clock.monotonic();
  }

  /** The processes are about to be listed, which takes a while. */
  beginLook(): void {
    this.#exitBeforeLook = this.started?.exit;
  }

  look(sighting: Sighting): void {
    this.#last = sighting;
    const tick = this.clock.monotonic();
    const passed = tick - this.#lookedTick;
    this.#lookedTick = tick;
    if (this.#wasShort) this.#hasAppeared = true;
    if (!this.#isSeen) return;
    this.#playedMs += Math.min(passed, SLEEP_MS);
    this.#seenAt = this.clock.now();
    this.#seenTick = tick;
    if (sighting.isRecognized) this.#isProgramTheGame = true;
    const isAnother = sighting.processes.some(({ pid }) => pid !== this.started?.pid);
    if (isAnother || this.#ageMs >= LAUNCHER_MS) this.#hasAppeared = true;
  }

  get isOver(): boolean {
    if (this.#reported === "stopped") return true;
    if (this.#isSeen) return false;
    if (isCrash(this.#exitBeforeLook)) return true;
    if (this.plan.functions.length > 0) return this.#isLate;
    if (!this.#hasAppeared && this.#isLate) return true;
    // As long as the started process may have run during the look, it may have left something behind that the look does not show.
    if (!this.plan.expectsHandOver) return this.started ? this.#exitBeforeLook !== undefined : this.#hasAppeared;
    return this.#hasAppeared && this.clock.monotonic() - this.#seenTick >= this.plan.settle;
  }

  /** Whether the started program failed right after its start. */
  get hasCrashed(): boolean {
    return isCrash(this.started?.exit);
  }

  /** Whether the game was waited for, and has not come. A program that nothing takes over from was the game, unless it ended at once. */
  get isMissing(): boolean {
    if (this.#hasAppeared || this.hasCrashed || this.plan.functions.length > 0) return false;
    return this.plan.expectsHandOver || (this.started?.exit?.afterMs ?? 0) < START_MS;
  }

  /** Whether the started program was the game, which the user has closed soon: it has left nothing behind that could start another one. */
  get #wasShort(): boolean {
    const exit = this.#exitBeforeLook;
    return exit !== undefined && exit.afterMs >= START_MS && this.#isProgramTheGame && !this.#last.hasHelpers;
  }

  store(): StoredSession {
    const { id, gameId, startedAt, how, launch, original, program, plan, seenAt } = this;
    const kept = { playedMs: this.#playedMs, seenAt, processes: [...this.tree], modes: plan.plain };
    return { id, gameId, startedAt, how, launch, original, program, ...kept };
  }

  get #isSeen(): boolean {
    return this.#last.processes.length > 0 || this.#reported === "started";
  }

  get #isLate(): boolean {
    return this.clock.monotonic() - this.#waitsTick >= this.plan.startWithin;
  }

  get #ageMs(): number {
    return this.clock.monotonic() - this.#beganTick;
  }
}

function isCrash(exit: Exit | undefined): boolean {
  return exit !== undefined && exit.code !== 0 && exit.afterMs < START_MS;
}
