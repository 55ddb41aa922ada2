import {
  type LocalGame,
  type LocalGamesSourceOptions,
  Logger,
  type Source,
  sourceOf,
  type SourceRun,
  token,
} from "@galaxy-kit/sdk";
import {
  type HandlerDecorator,
  PlayTimes,
  type RawSourceHandler,
  recordCompanion,
  type SourceAdapter,
  sourceDecorator,
  type Target,
} from "@galaxy-kit/sdk/extend";
import { GameTracker } from "./game-tracker.js";
import { GameWatch } from "./game-watch.js";
import { copyOf, flawOf, type InstalledGame, isNamed } from "./installed-game.js";
import { InstalledLaunches } from "./installed-launches.js";
import { InstalledSizes } from "./installed-sizes.js";
import { localGameState } from "./local-states.js";
import { Sessions } from "./sessions.js";
import type { TrackingOptions } from "./tracking-mode.js";
import { UnusedMembers } from "./unused-members.js";

/** Options of {@link InstalledGames}. */
export interface InstalledGamesOptions extends Partial<LocalGamesSourceOptions>, TrackingOptions {
  /** Whether the games have a `size`. Announces `ImportLocalSize`, too; a method with `@LocalSizes()` takes its place. */
  readonly sizes?: boolean;
  /**
   * Whether the games have a `timePlayed` and a `lastPlayedTime`. Announces `ImportGameTime`, too; a method with `@GameTimes()` takes its
   * place.
   */
  readonly times?: boolean;
  /** Whether the games have a `launch`. Announces `LaunchGame`, too; a method with `@LaunchGame()` takes its place. */
  readonly launch?: boolean;
}

/** A method with `@InstalledGames()`. */
export type InstalledGamesHandler = RawSourceHandler<InstalledGame, LocalGame>;

/**
 * Returns which games are installed, and how their processes are recognized. Whether they are running is computed from the processes of
 * this computer, however a game was started. Announces the feature `ImportInstalledGames`; takes the place of `@LocalGames()`.
 *
 * The method is a source: it returns the complete current list, and the framework works out what has changed. It runs every five seconds unless
 * `refresh` says otherwise. Return `UNKNOWN` if you cannot find out; never return an empty list instead.
 *
 * @example
 * ```ts
 * @InstalledGames({ refresh: "5s" })
 * installed(): InstalledGame[] {
 *   return this.shop.games().map(({ id, folder }) => ({ gameId: id, folder }));
 * }
 * ```
 */
export function InstalledGames(options: InstalledGamesOptions = {}): HandlerDecorator<InstalledGamesHandler> {
  const { ignore, settle, sizes = false, times = false, launch = false, ...source } = options;
  const { startWithin } = source;
  const watched: TrackingOptions = {
    ...(startWithin !== undefined && { startWithin }),
    ...(settle !== undefined && { settle }),
    ...(ignore && { ignore }),
  };
  const adapter = token<SourceAdapter<InstalledGame, LocalGame>>("@InstalledGames()", {
    inject: [GameWatch, Sessions, InstalledSizes, InstalledLaunches, PlayTimes, sourceOf("localGames"), Logger],
    make: (
      watch: GameWatch,
      sessions: Sessions,
      installed: InstalledSizes,
      launches: InstalledLaunches,
      playTimes: PlayTimes,
      ownSource: Source<LocalGame>,
      log: Logger,
    ) => {
      const takeTimes = times ? playTimes.takeFrom("localGames", source.alias) : undefined;
      const details = [installed, launches, new UnusedMembers({ sizes, times, launch }, ownSource, log)];
      return new InstalledGamesAdapter(watch, sessions, details, watched, takeTimes, source.alias);
    },
  });
  const record = sourceDecorator<InstalledGame, LocalGame>({
    decorator: "@InstalledGames()",
    call: "importLocalGames",
    options: { refresh: "5s", ...source },
    adapter,
  });
  return (target, method, descriptor) => {
    recordCompanion(target.constructor as Target, GameTracker);
    if (sizes) recordCompanion(target.constructor as Target, InstalledSizes);
    if (times) recordCompanion(target.constructor as Target, PlayTimes);
    if (launch) recordCompanion(target.constructor as Target, InstalledLaunches);
    record(target, method, descriptor);
  };
}

/** Turns what is installed into what GALAXY shows. */
class InstalledGamesAdapter implements SourceAdapter<InstalledGame, LocalGame> {
  /** The games that are watched, and may be launched. */
  #watched: readonly InstalledGame[] = [];

  constructor(
    private readonly watch: GameWatch,
    private readonly sessions: Sessions,
    private readonly details: readonly (InstalledSizes | InstalledLaunches | UnusedMembers)[],
    private readonly options: TrackingOptions,
    /** Takes the play times that a run returns; undefined if they are not wanted. */
    private readonly takeTimes: ReturnType<PlayTimes["takeFrom"]> | undefined,
    private readonly alias: (id: string) => string = (id) => id,
  ) {}

  async adapt(elements: readonly InstalledGame[], run: SourceRun<LocalGame>): Promise<readonly LocalGame[]> {
    const valid = elements.flatMap((element) => readGame(element, run) ?? []);
    if (this.takeTimes) valid.forEach(this.takeTimes());
    // GALAXY launches a game, and shows that it runs, by the one id that all of its editions have.
    const games = valid.map((game) => ({ ...game, gameId: this.alias(game.gameId) }));
    this.#watched = [...games, ...this.#missing(games, run.previous)];
    for (const known of this.details) known.update(this.#watched);
    await this.watch.installed(this.#watched, this.options);
    const { running } = this.sessions;
    return valid.map(({ gameId }) => ({
      gameId,
      localGameState: localGameState(true, running.has(this.alias(gameId))),
    }));
  }

  /** A game that an answer lacks is not gone yet: if it runs, it is still recognized, and not taken for one that has ended. */
  #missing(
    games: readonly InstalledGame[],
    known: ReadonlyMap<string, LocalGame> = new Map(),
  ): readonly InstalledGame[] {
    const found = new Set(games.map(({ gameId }) => gameId));
    return this.#watched.filter(({ gameId }) => known.has(gameId) && !found.has(gameId));
  }
}

/** Returns undefined for what is left out, with the reason for the log. */
function readGame(element: InstalledGame, run: SourceRun<LocalGame>): InstalledGame | undefined {
  try {
    const flaw = flawOf(element);
    if (flaw === undefined) return copyOf(element);
    run.skip(isNamed(element) ? element.gameId : element, flaw);
  } catch (error) {
    // A getter of the author's class.
    run.skip(element, `it cannot be read (${String(error)})`);
  }
  return undefined;
}
