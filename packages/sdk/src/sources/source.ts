import type {
  Achievement,
  Game,
  GameTime,
  LocalGame,
  Subscription,
  UserInfo,
  UserPresence,
} from "@galaxy-kit/protocol";
import type { Awaitable } from "../awaitable.js";
import type { Duration } from "../duration.js";
import type { Snapshot } from "./snapshot.js";

/** What a friend is doing, with the friend's id. */
export interface FriendPresence extends UserPresence {
  readonly userId: string;
}

/** The achievements that the user has unlocked in a game, with its id. */
export interface GameAchievements {
  readonly gameId: string;
  readonly achievements: readonly Achievement[];
}

/** What each kind of source consists of. */
export interface SourceItems {
  readonly ownedGames: Game;
  readonly localGames: LocalGame;
  readonly friends: UserInfo;
  readonly subscriptions: Subscription;
  readonly userPresences: FriendPresence;
  readonly gameTimes: GameTime;
  readonly achievements: GameAchievements;
}

/** The kind of a source. */
export type SourceKind = keyof SourceItems;

/** When something that is missing from a complete answer is removed. */
export interface RemovalOptions {
  /** How many complete answers in a row must lack it: 2 by default, 1 for presences. */
  readonly confirm?: number;
  /**
   * How soon the method runs again to confirm that something is gone: after `"30s"` by default, and never later than `refresh` says.
   * A suspicious answer waits for `refresh`, unless that is `"on request"`.
   */
  readonly confirmWithin?: Duration;
  /** How long it must have been missing; not at all by default. */
  readonly grace?: Duration;
  /**
   * If more than this part of everything is missing, `"30%"` by default, or if the answer is empty, the answer is suspicious: it is
   * held back until `confirm` answers, at least two, lack exactly the same.
   */
  readonly brake?: `${number}%`;
}

/** Makes a method a source, which returns the complete current state; the framework works out what has changed, and reports it. */
export interface SourceOptions {
  /** How long to wait between two runs. `"on request"`: runs only when GALAXY or {@link Source.refresh} asks, and to confirm that something is gone. */
  readonly refresh: Duration | "on request";
  /** How long GALAXY's requests are answered with the last answer without a run: `"30s"` by default. */
  readonly fresh?: Duration;
  /** What to wait for before the first run: `"authentication"` by default, `"handshake"` for local games. */
  readonly after?: "handshake" | "authentication";
  /** How long a run may take: `"90s"` by default for owned games, whose answer GALAXY drops after 120; `"30s"` for others. */
  readonly timeLimit?: Duration;
  /** When something that is missing from an answer is removed. */
  readonly removals?: RemovalOptions;
  /**
   * Whether to keep the last answer for the next start, which then answers GALAXY at once: true by default for owned games and
   * friends. GALAXY stores it, and deletes it when the user disconnects.
   */
  readonly persist?: boolean;
  /** How fast changes are reported, after 50 at once: 20 per second by default. GALAXY starts imports for each added game. */
  readonly pace?: { readonly perSecond: number };
  /** Returns the one id of something that has several: editions of one game. The first one in an answer wins. */
  readonly alias?: (id: string) => string;
}

/** Options of a source of owned games. */
export interface OwnedGamesSourceOptions extends SourceOptions {
  /**
   * Whether the games have a `timePlayed` and a `lastPlayedTime`. Announces `ImportGameTime`, too; a method with `@GameTimes()` takes its
   * place.
   */
  readonly times?: boolean;
}

/** Options of a source of local games. */
export interface LocalGamesSourceOptions extends SourceOptions {
  /** How long after a click on Play the game may take to appear: `"45s"` by default. Until then, an answer that does not say "running" is ignored. */
  readonly startWithin?: Duration;
}

/** One run of a source. */
export interface SourceRun<T> {
  /** Why it runs: GALAXY asks, the interval is over, {@link Source.refresh} was called, or the last run failed. */
  readonly reason: "import" | "interval" | "asked" | "retry";
  /** What is known so far, by id; undefined if nothing is. */
  readonly previous: ReadonlyMap<string, T> | undefined;
  /** Aborted when the run takes too long, and when the integration closes. */
  readonly signal: AbortSignal;
  /** Stands for this run: a key for what belongs to its answer, such as the `ETag` of a response. */
  readonly mark: object;
  /** The {@link mark} of the last run since the start that succeeded, for the user who is logged in. */
  readonly previousMark: object | undefined;
  /**
   * Leaves out something that cannot be read. If more than half of an answer is left out, the run has failed. Something known whose
   * id is passed stays; without an id, nothing at all is removed because of this answer.
   *
   * @param element - its id, or the element itself
   * @param why - for the log
   */
  skip(element: unknown, why: string): void;
}

/** A run of a source of presences. */
export interface PresencesRun extends SourceRun<FriendPresence> {
  /** The friends that GALAXY has asked about so far. */
  readonly userIds: readonly string[];
}

/** Options of a source of game times: how long a game was played does not go away. */
export type GameTimesSourceOptions = Omit<SourceOptions, "removals">;

/** A run of a source of game times. */
export interface GameTimesRun extends SourceRun<GameTime> {
  /** The games that GALAXY has asked about so far. */
  readonly gameIds: readonly string[];
}

/** Options of a source of achievements: what was unlocked stays unlocked. */
export type AchievementsSourceOptions = Omit<SourceOptions, "removals">;

/** A run of a source of achievements. */
export interface AchievementsRun extends SourceRun<GameAchievements> {
  /** The games that GALAXY has asked about so far. */
  readonly gameIds: readonly string[];
}

/** Something that was missing from the last answers, and is not removed yet. */
export interface RemovalHeld {
  readonly count: number;
  /** Some of the ids. */
  readonly first: readonly string[];
  /** Since when it is missing, in milliseconds since 1970. */
  readonly since: number;
  /** How many more answers have to lack it. */
  readonly answersNeeded: number;
  /** Whether so much is missing that the answer is suspicious. */
  readonly suspicious: boolean;
}

/** How a source is doing. */
export interface SourceState {
  /**
   * `never`: nothing is known yet. `fresh`: the last run succeeded. `stale`: the answer is from an earlier start, or the method
   * returned `UNKNOWN`. `failing`: the last run failed; what was known before stays.
   */
  readonly kind: "never" | "fresh" | "stale" | "failing";
  /** When the last complete answer came, in milliseconds since 1970. */
  readonly at?: number;
  /** How much is known. */
  readonly count: number;
  /** Why the last run failed. */
  readonly error?: string;
  /** When the next run begins, in milliseconds since 1970. */
  readonly nextAt?: number;
  /** What is not removed yet. */
  readonly heldBack?: RemovalHeld;
  /** How many changes are yet to be reported. */
  readonly pending: number;
  /** Whether it waits for the user to log in again. */
  readonly paused: boolean;
}

/** Options of {@link Source.refresh}. */
export interface RefreshOptions {
  /** Whether a run that has already begun is good enough, because nothing is known to have changed since; false by default. */
  readonly join?: boolean;
}

/** A source, as services see it. Inject it: `@Inject(sourceOf("ownedGames")) private readonly games: Source<Game>`. */
export interface Source<T = unknown> {
  readonly kind: SourceKind;
  /** `Class.method`. */
  readonly name: string;
  /** `Class.method (file:line:column)`, for the log. */
  readonly place: string;
  readonly state: SourceState;
  /** What is known, by id. A new map each time. */
  readonly items: ReadonlyMap<string, T>;
  /**
   * Runs it now, or 10 seconds after the last run that was started by this method. A run that has already begun may miss what has just changed, so
   * another one follows it; all calls until that begins share it. Resolves when the run has ended, whether or not it succeeded: {@link state} says so.
   */
  refresh(options?: RefreshOptions): Promise<void>;
  /**
   * Adds or replaces one item, for a platform that reports changes. It is reported at once, and the next run by interval is put off.
   *
   * @throws `CodecError` if the item is not valid
   */
  put(item: T): void;
  /** Removes one item at once, without confirmation. The next run by interval is put off. */
  delete(id: string): void;
  /** The last answer is no longer good enough: the next request of GALAXY, or {@link refresh}, starts a run. */
  invalidate(): void;
}

/** Turns everything that a method returns into what the source consists of. An injectable service. */
export interface SourceAdapter<Raw, Item> {
  /** @param elements - everything that the method returned or yielded, in order */
  adapt(elements: readonly Raw[], run: SourceRun<Item>): Awaitable<readonly Item[]>;
}

/** Turns each element that a method returns into an item, as it arrives. An injectable service. */
export interface ElementAdapter<Raw, Item> {
  /** @returns a function that is called for each element of a run, in order; an element for which it throws is left out */
  during(run: SourceRun<Item>): (element: Raw) => Item;
}

/** A method that returns the complete current state. */
export type SourceHandler<T> = (run: SourceRun<T>) => Awaitable<Snapshot<T>>;
