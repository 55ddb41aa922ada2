import { Inject, type LocalGame, LocalSizes, Service, type Source, sourceOf } from "@galaxy-kit/sdk";
import { NamedAfter } from "@galaxy-kit/sdk/extend";
import type { InstalledGame } from "./installed-game.js";

/** Knows the sizes of games that `@InstalledGames()` reported. */
@Service()
@NamedAfter("InstalledGames")
export class InstalledSizes {
  #sizes: ReadonlyMap<string, number | undefined> = new Map();

  constructor(@Inject(sourceOf("localGames")) private readonly source: Source<LocalGame>) {}

  update(games: readonly InstalledGame[]): void {
    // Of a game that occurs twice, the first one counts.
    this.#sizes = new Map(games.toReversed().map(({ gameId, size }) => [gameId, size]));
  }

  @LocalSizes({ batched: true })
  async sizes(gameIds: string[]): Promise<Map<string, number | undefined>> {
    // GALAXY may ask before it has asked what is installed.
    if (this.source.state.kind === "never") await this.source.refresh({ join: true });
    return new Map(gameIds.map((gameId) => [gameId, this.#sizes.get(gameId)]));
  }
}
