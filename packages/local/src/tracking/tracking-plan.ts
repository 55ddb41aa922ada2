import type { Duration } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/extend";
import { IgnoreList } from "./ignore-list.js";
import type { NoTracking, SessionTracking, Tracking, TrackingOptions } from "./tracking-mode.js";

/** A process is the game according to what `@InstalledGames()` returned. */
export interface InstalledTracking {
  readonly kind: "installed";
  readonly options: TrackingOptions;
}

/** A way to track a game that needs no function, so that it can be kept for the next run. */
export type PlainTracking = Exclude<Tracking, SessionTracking | NoTracking> | InstalledTracking;

const START_WITHIN = "45s";
const SETTLE = "5s";

/** Several ways to track a game, combined. */
export class TrackingPlan {
  readonly modes: readonly (Tracking | InstalledTracking)[];
  readonly hasTree: boolean;
  readonly hasOriginal: boolean;
  readonly hasInstalled: boolean;
  readonly folders: readonly string[];
  readonly names: readonly string[];
  readonly functions: readonly SessionTracking[];
  readonly ignored: IgnoreList;
  readonly startWithin: number;
  readonly settle: number;

  constructor(modes: readonly (Tracking | InstalledTracking)[]) {
    this.modes = modes;
    this.hasTree = modes.some(({ kind }) => kind === "tree");
    this.hasOriginal = modes.some(({ kind }) => kind === "original");
    this.hasInstalled = modes.some(({ kind }) => kind === "installed");
    this.folders = modes.flatMap((mode) => (mode.kind === "folder" ? [mode.folder] : []));
    this.names = modes.flatMap((mode) => (mode.kind === "processes" ? mode.names : []));
    this.functions = modes.filter((mode) => mode.kind === "session");
    const options = modes.map((mode) => ("options" in mode ? (mode.options as TrackingOptions) : {}));
    // A mode without an opinion leaves it to the others.
    const longest = (name: "startWithin" | "settle", standard: Duration): number => {
      const given = options.flatMap((option) => option[name] ?? []);
      return Math.max(...(given.length > 0 ? given : [standard]).map(toMilliseconds));
    };
    this.startWithin = longest("startWithin", START_WITHIN);
    this.settle = longest("settle", SETTLE);
    this.ignored = new IgnoreList(options.flatMap(({ ignore = [] }) => ignore));
  }

  /** Whether anything is tracked at all. */
  get isTracked(): boolean {
    return this.modes.some(({ kind }) => kind !== "none");
  }

  /** Whether a process can be the game. A function of `session()` alone reports it without one. */
  get hasProcesses(): boolean {
    return this.plain.length > 0;
  }

  /** Whether another program may take over from the one that was started. */
  get expectsHandOver(): boolean {
    return this.folders.length > 0 || this.names.length > 0 || this.hasInstalled;
  }

  /** The modes that can be kept for the next run. */
  get plain(): readonly PlainTracking[] {
    return this.modes.filter((mode): mode is PlainTracking => mode.kind !== "session" && mode.kind !== "none");
  }
}
