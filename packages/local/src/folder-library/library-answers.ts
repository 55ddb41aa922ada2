import {
  BackendNotAvailable,
  Clock,
  type Game,
  LaunchGame,
  type LaunchSpec,
  type LocalGame,
  LocalSizes,
  Logger,
  OnHandshake,
  OSCompatibilities,
  type OSCompatibility,
  OwnedGames,
  Service,
  type Snapshot,
  type SourceRun,
  UNCHANGED,
  UNKNOWN,
} from "@galaxy-kit/sdk";
import { NamedAfter } from "@galaxy-kit/sdk/extend";
import { osCompatibilityOf } from "../programs/os-compatibility.js";
import { folderSize } from "../sizes/folder-size.js";
import type { InstalledGame } from "../tracking/installed-game.js";
import { InstalledGames } from "../tracking/installed-games.js";
import { type FolderGame, toGame } from "./folder-game.js";
import { FolderGames } from "./folder-games.js";

/** How long the size of a game is good enough. */
const SIZE_MS = 10 * 60_000;

/** Everything that the client asks about the games of `@FolderLibrary()`. Each method gives way to one of the author. */
@Service()
@NamedAfter("FolderLibrary")
export class LibraryAnswers {
  /** The last answer about owned games. */
  #answered = { version: -1, count: 0 };
  /** A game that has changed is another object. */
  readonly #sizes = new WeakMap<FolderGame, { readonly bytes: number; readonly at: number }>();

  constructor(
    private readonly library: FolderGames,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  @OnHandshake()
  start(): void {
    this.library.start();
  }

  // What is in a folder does not depend on who is logged in.
  @OwnedGames({ refresh: "5s", after: "handshake" })
  async owned({ reason, previous, signal }: SourceRun<Game>): Promise<Snapshot<Game>> {
    const { library } = this;
    // What is yet to be removed takes another look.
    const isRemoving = previous !== undefined && previous.size > this.#answered.count;
    await (reason === "import" || reason === "asked" || isRemoving ? library.look() : library.looked());
    library.answers("ownedGames");
    if (previous && library.version === this.#answered.version) return UNCHANGED;
    if (!previous && this.#isUnknown) throw new BackendNotAvailable(library.gaps.join("; "));
    const games = [...[...library.games.values()].map(toGame), ...this.#outOfSight(previous)];
    if (!signal.aborted) this.#answered = { version: library.version, count: games.length };
    return games;
  }

  /** Games of an earlier start, which may be where nothing can be read at the moment. */
  #outOfSight(previous: ReadonlyMap<string, Game> = new Map()): readonly Game[] {
    if (this.library.gaps.length === 0) return [];
    const gameIds = [...previous.keys()].filter((gameId) => this.library.mayHave(gameId));
    return gameIds.flatMap((gameId) => previous.get(gameId) ?? []);
  }

  @InstalledGames({ refresh: "5s" })
  async installed({ previous }: SourceRun<LocalGame>): Promise<Snapshot<InstalledGame>> {
    await this.library.looked();
    this.library.answers("localGames");
    if (!this.#isUnknown) return this.library.installed;
    if (previous) return UNKNOWN;
    throw new BackendNotAvailable(this.library.gaps.join("; "));
  }

  @LaunchGame()
  async launch(gameId: string): Promise<LaunchSpec | undefined> {
    const game = await this.#find(gameId);
    if (!game) {
      this.log.warn(`The library has no game "${gameId}", so nothing was started`);
      return undefined;
    }
    if (!game.installed) {
      this.log.warn(`"${game.title}" is not installed, so nothing was started`, {
        path: game.path,
        program: game.program,
      });
      return undefined;
    }
    const spec = typeof game.launch === "function" ? await game.launch() : game.launch;
    if (!spec) {
      this.log.warn(`How to start "${game.title}" is unknown`, {
        remedy: "Return `launch` from the method with @FolderLibrary(), or add a method with @LaunchGame().",
      });
    }
    return spec;
  }

  @LocalSizes({ timeLimit: "10m" })
  async size(gameId: string, _: unknown, signal: AbortSignal): Promise<number | undefined> {
    const game = await this.#find(gameId);
    if (!game?.installed) return undefined;
    const known = this.#sizes.get(game);
    const now = this.clock.now();
    if (known && now >= known.at && now - known.at < SIZE_MS) return known.bytes;
    const bytes = await folderSize(game.path, signal);
    this.#sizes.set(game, { bytes, at: now });
    return bytes;
  }

  @OSCompatibilities()
  async systems(gameId: string): Promise<OSCompatibility | undefined> {
    const program = (await this.#find(gameId))?.program;
    return program === undefined ? undefined : osCompatibilityOf(program);
  }

  /** The client may ask before the first look has ended: it gets the owned games of an earlier start at once. */
  async #find(gameId: string): Promise<FolderGame | undefined> {
    await this.library.looked();
    return this.library.games.get(gameId);
  }

  /** Whether nothing could be found, and something could not be read. */
  get #isUnknown(): boolean {
    return this.library.games.size === 0 && this.library.gaps.length > 0;
  }
}
