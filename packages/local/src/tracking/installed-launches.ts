import { Inject, LaunchGame, type LaunchSpec, type LocalGame, Logger, Service } from "@galaxy-kit/sdk";
import { type Source, sourceOf } from "@galaxy-kit/sdk";
import { NamedAfter } from "@galaxy-kit/sdk/extend";
import type { GameLaunch, InstalledGame } from "./installed-game.js";

/** Launches each game as returned by `@InstalledGames()`. */
@Service()
@NamedAfter("InstalledGames")
export class InstalledLaunches {
  /** By id; undefined before the first answer. */
  #launches: ReadonlyMap<string, GameLaunch | undefined> | undefined;
  /** The games that were already logged as impossible to launch. */
  readonly #logged = new Set<string>();

  constructor(
    @Inject(sourceOf("localGames")) private readonly source: Source<LocalGame>,
    private readonly log: Logger,
  ) {}

  update(games: readonly InstalledGame[]): void {
    // Of a game that occurs twice, the first one counts.
    this.#launches = new Map(games.toReversed().map(({ gameId, launch }) => [gameId, launch]));
  }

  @LaunchGame()
  async launch(gameId: string): Promise<LaunchSpec | undefined> {
    // GALAXY shows games of an earlier start at once, so the user may click Play before this start has any.
    if (!this.#launches) await this.source.refresh({ join: true });
    const launch = this.#launches?.get(gameId);
    const spec = typeof launch === "function" ? await launch() : launch;
    if (!spec) this.#logOnce(gameId);
    return spec;
  }

  #logOnce(gameId: string): void {
    if (this.#logged.has(gameId)) return;
    this.#logged.add(gameId);
    const { name, place } = this.source;
    if (!this.#launches?.has(gameId)) {
      this.log.warn("The game is not installed, so nothing was started", { gameId, place });
      return;
    }
    const remedy = `Return \`launch\` with the game from ${name}, or add a method with @LaunchGame().`;
    this.log.warn(`${name} does not return how to start the game`, { gameId, place, remedy });
  }
}
