import type { Awaitable, Duration } from "@galaxy-kit/sdk";

/** How long to wait for the processes of a game, and which of them do not count. Of combined modes, the longest time counts. */
export interface TrackingOptions {
  /** How long after the launch the game may take to appear; `"45s"` by default. */
  readonly startWithin?: Duration;
  /** How long no process may run before the game counts as ended, since an updater may restart it; `"5s"` by default. */
  readonly settle?: Duration;
  /** Names of helpers that do not count, or patterns for them, in addition to the built-in ones. */
  readonly ignore?: readonly (string | RegExp)[];
}

/** What `session()` passes to its function. */
export interface SessionRun {
  /** The game has started: its time counts from now on. */
  readonly started: () => void;
  /** The game has ended. */
  readonly stopped: () => void;
  /** Aborted when the integration closes, and when the session has ended for another reason. */
  readonly signal: AbortSignal;
}

/** Made by {@link tree}. */
export interface TreeTracking {
  readonly kind: "tree";
  readonly options: TrackingOptions;
}

/** Made by {@link original}. */
export interface OriginalTracking {
  readonly kind: "original";
}

/** Made by {@link folder}. */
export interface FolderTracking {
  readonly kind: "folder";
  readonly folder: string;
  readonly options: TrackingOptions;
}

/** Made by {@link processes}. */
export interface NameTracking {
  readonly kind: "processes";
  readonly names: readonly string[];
  readonly options: TrackingOptions;
}

/** Made by `session()`. */
export interface SessionTracking {
  readonly kind: "session";
  readonly track: (run: SessionRun) => Awaitable<void>;
  readonly options: Pick<TrackingOptions, "startWithin">;
}

/** Made by {@link none}. */
export interface NoTracking {
  readonly kind: "none";
}

/** How to recognize a game that no process was started for. */
export type AddressTracking = FolderTracking | NameTracking | SessionTracking | NoTracking;

/** Which processes are the game. */
export type Tracking = TreeTracking | OriginalTracking | AddressTracking;

/** One way to track a game, or several that are combined. */
export type Track<Mode extends Tracking = Tracking> = Mode | readonly Mode[];

/** The game runs as long as the started process or one of its descendants. */
export function tree(options: TrackingOptions = {}): TreeTracking {
  return { kind: "tree", options };
}

/** The game runs as long as the started process, even if that has started others. */
export function original(): OriginalTracking {
  return { kind: "original" };
}

/** The game runs as long as a program in a folder. For a launcher that hands over to the game. */
export function folder(path: string, options: TrackingOptions = {}): FolderTracking {
  return { kind: "folder", folder: path, options };
}

/**
 * The game runs as long as a process with one of these names, such as `"game.exe"`. The last resort: names are not unique. Options come
 * last.
 */
export function processes(...namesAndOptions: [...string[], string | TrackingOptions]): NameTracking {
  const names = namesAndOptions.filter((item) => typeof item === "string");
  const options = namesAndOptions.find((item) => typeof item !== "string") ?? {};
  return { kind: "processes", names, options };
}

/** Nothing is tracked, and nothing is reported. For a page that is not a game. */
export function none(): NoTracking {
  return { kind: "none" };
}
