import { Clock, Lifetime, LocalGameState, Logger, Service, type SourceKind } from "@galaxy-kit/sdk";
import { Background, Contributions, Sources, toMilliseconds } from "@galaxy-kit/sdk/extend";
import { GameWatch } from "../tracking/game-watch.js";
import type { InstalledGame } from "../tracking/installed-game.js";
import { PathWatcher } from "../watching/path-watcher.js";
import { type FolderGame, toGame } from "./folder-game.js";
import { FolderMemory } from "./folder-memory.js";
import { FolderScan, type LibraryFolderState } from "./folder-scan.js";
import { FOLDER_LIBRARY, type FolderLibraryOptions } from "./options.js";
import { SaidOnce } from "./said-once.js";

const DEFAULT_REFRESH = "5s";
/** A folder may be in the middle of a copy or an installation: a change is reported when nothing has changed for this long. */
const SETTLE_MS = 500;
/** Looking takes 1 % of the time at most: less often if the library is large, or on a slow drive. */
const PAUSE_PER_LOOK = 100;
const MAX_PAUSE_MS = 60_000;
/** One slow look means that the computer was busy, not that the library is slow. */
const LOOKS_TO_COMPARE = 5;
/** More than that is reported by the next run of the source, which paces it. */
const MAX_AT_ONCE = 50;

/** How the libraries are doing. */
export interface FolderGamesState {
  readonly folders: readonly LibraryFolderState[];
  readonly games: number;
  /** When the last look ended, in milliseconds since 1970. */
  readonly lookedAt: number | undefined;
  /** How long it took, in milliseconds. */
  readonly lookTook: number;
}

/**
 * The games that the methods with `@FolderLibrary()` have found. Inject it to ask for them, such as in a method with `@LaunchGame()` of
 * your own, which takes the place of what `@FolderLibrary()` brings along.
 */
@Service()
export class FolderGames {
  readonly #log: Logger;
  readonly #said = new SaidOnce();
  #scans: readonly FolderScan[] | undefined;
  #games: ReadonlyMap<string, FolderGame> = new Map();
  #gaps: readonly string[] = [];
  #version = 0;
  /** What has changed and is yet to be reported. */
  readonly #changed = new Set<string>();
  /** Whether something has gone since the last report. */
  #hasGone = false;
  /** What the client gets from here, and not from a method of the author. */
  readonly #answered = new Set<SourceKind>();
  #looking: Promise<void> | undefined;
  #lookedAt: number | undefined;
  /** How long the last looks took, in milliseconds. */
  #lastLooks: readonly number[] = [];

  constructor(
    private readonly contributions: Contributions,
    private readonly sources: Sources,
    private readonly watch: GameWatch,
    private readonly memory: FolderMemory,
    private readonly clock: Clock,
    private readonly lifetime: Lifetime,
    private readonly background: Background,
    log: Logger,
  ) {
    this.#log = log.named("FolderLibrary");
  }

  /** The games by id, as of the last look. */
  get games(): ReadonlyMap<string, FolderGame> {
    return this.#games;
  }

  /** For tools. */
  get state(): FolderGamesState {
    return {
      folders: this.#requireScans().flatMap(({ state }) => state),
      games: this.#games.size,
      lookedAt: this.#lookedAt,
      lookTook: this.#lastLooks.at(-1) ?? 0,
    };
  }

  /**
   * Changes with the games.
   *
   * @internal
   */
  get version(): number {
    return this.#version;
  }

  /**
   * Why some folders and entries, which may be games, cannot be read.
   *
   * @internal
   */
  get gaps(): readonly string[] {
    return this.#gaps;
  }

  /** @internal */
  get installed(): readonly InstalledGame[] {
    return [...this.#games.values()].filter(({ installed }) => installed).map(({ processes }) => processes);
  }

  /**
   * Whether a game of an earlier start may be where nothing can be read at the moment.
   *
   * @internal
   */
  mayHave(gameId: string): boolean {
    return this.#requireScans().some((scan) => scan.mayHave(gameId));
  }

  /**
   * The client gets what is found, and not the result of a method of the author.
   *
   * @internal
   */
  answers(kind: SourceKind): void {
    this.#answered.add(kind);
  }

  /**
   * Follows the folders until the integration closes.
   *
   * @internal
   */
  start(): void {
    this.background.run("FolderLibrary", async (signal) => {
      const watch = {
        paths: () => this.#requireScans().flatMap(({ watched }) => watched),
        look: () => this.#lookForChanges(),
        settle: SETTLE_MS,
        refresh: () => this.#pause,
        changed: () => this.#report(),
        hintsUnavailable: (error: Error) => {
          this.#log.info("The system reports no changes of some folders, so they are checked only from time to time", {
            reason: error.message,
          });
        },
      };
      await new PathWatcher(watch, this.clock, signal).run();
    });
  }

  /** Looks at the folders, or joins the look that is under way. */
  look(): Promise<void> {
    return (this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    }));
  }

  /** Resolves when the folders have been looked at for the first time. */
  async looked(): Promise<void> {
    if (this.#lookedAt === undefined) await this.look();
  }

  async #look(): Promise<void> {
    const begun = this.clock.monotonic();
    const scans = this.#requireScans();
    for (const scan of scans) await scan.look();
    this.#lastLooks = [...this.#lastLooks, this.clock.monotonic() - begun].slice(-LOOKS_TO_COMPARE);
    this.#lookedAt = this.clock.now();
    // Several methods may find out that the same program is not installed.
    const gaps = [...new Set(scans.flatMap((scan) => scan.gaps))];
    if (gaps.join("\n") !== this.#gaps.join("\n")) this.#version += 1;
    this.#gaps = gaps;
    this.#take(this.#byId(scans.flatMap(({ games }) => games)));
  }

  #byId(found: readonly FolderGame[]): ReadonlyMap<string, FolderGame> {
    const games = new Map<string, FolderGame>();
    for (const game of found) {
      const other = games.get(game.gameId);
      const counts = other && !isBetter(game, other) ? other : game;
      games.set(game.gameId, counts);
      if (other && game.priority === undefined && other.priority === undefined) {
        this.#warnOfTwo(counts, counts === game ? other : game);
      }
    }
    return games;
  }

  #warnOfTwo({ gameId, path: counts }: FolderGame, { path: ignored }: FolderGame): void {
    this.#said.say(`${gameId} ${ignored}`, counts, () => {
      this.#log.warn(`Two games of the library have the id "${gameId}": one of them counts`, { counts, ignored });
    });
  }

  #take(games: ReadonlyMap<string, FolderGame>): void {
    const before = this.#games;
    const changed = [...games.values()].filter((game) => isDifferent(game, before.get(game.gameId)));
    const hasGone = [...before.keys()].some((gameId) => !games.has(gameId));
    this.#games = games;
    this.#hasGone ||= hasGone;
    if (changed.length > 0 || hasGone) this.#version += 1;
    for (const { gameId } of changed) {
      this.#changed.add(gameId);
    }
  }

  async #lookForChanges(): Promise<string> {
    await this.look();
    return String(this.#version);
  }

  get #pause(): number {
    const options = this.#requireScans().map(({ options }) => options as FolderLibraryOptions);
    const refresh = Math.min(...options.map((option) => toMilliseconds(option.refresh ?? DEFAULT_REFRESH)));
    const typical = this.#lastLooks.length < LOOKS_TO_COMPARE ? 0 : Math.min(...this.#lastLooks);
    return Math.max(refresh, Math.min(typical * PAUSE_PER_LOOK, MAX_PAUSE_MS));
  }

  /** Reports what is new and what is different at once. What is gone has to be confirmed by the runs of the source. */
  async #report(): Promise<void> {
    const changed = [...this.#changed].flatMap((gameId) => this.#games.get(gameId) ?? []);
    const hasGone = this.#hasGone;
    this.#changed.clear();
    this.#hasGone = false;
    if (this.#answered.has("localGames")) await this.watch.installed(this.installed, {});
    for (const kind of ["ownedGames", "localGames"] as const) {
      const source = this.sources.find(kind);
      const isOurs = this.#answered.has(kind);
      if (source && source.state.kind !== "never" && (!isOurs || hasGone)) void source.refresh();
    }
    if (changed.length > MAX_AT_ONCE) return;
    if (this.#answered.has("ownedGames"))
      for (const game of changed) this.sources.find("ownedGames")?.put(toGame(game));
    if (this.#answered.has("localGames")) for (const game of changed) this.#reportInstalled(game);
  }

  #reportInstalled({ gameId, installed }: FolderGame): void {
    const source = this.sources.find("localGames");
    const known = source?.items.get(gameId)?.localGameState ?? LocalGameState.None;
    if (installed && known === LocalGameState.None) source?.put({ gameId, localGameState: LocalGameState.Installed });
  }

  #requireScans(): readonly FolderScan[] {
    const { memory, clock } = this;
    const { signal } = this.lifetime;
    return (this.#scans ??= this.contributions
      .to(FOLDER_LIBRARY)
      .map((method) => new FolderScan({ method, memory, clock, signal, log: this.#log })));
  }
}

function isDifferent(game: FolderGame, before: FolderGame | undefined): boolean {
  if (game === before) return false;
  return game.title !== before?.title || game.installed !== before.installed || game.path !== before.path;
}

function isBetter(game: FolderGame, other: FolderGame): boolean {
  if (game.installed !== other.installed) return game.installed;
  return (game.priority ?? 0) > (other.priority ?? 0);
}
