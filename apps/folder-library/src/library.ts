import {
  Every,
  GalaxyClient,
  type Game,
  LicenseType,
  type LocalGame,
  LocalGames,
  LocalGameState,
  LocalSizes,
  OSCompatibilities,
  type OSCompatibility,
  OwnedGames,
  Service,
} from "@galaxy-kit/sdk";
import { sizeOf } from "./folder-size.js";
import type { FolderGame } from "./game.js";
import { type Games, LibraryFolder } from "./library-folder.js";
import { systemsOf } from "./program.js";
import { RunningGames } from "./running-games.js";

/** Reports the games in the library folder to GALAXY, and every change to them. */
@Service()
export class Library {
  /** The games as GALAXY knows them. */
  #reported: Games = new Map();

  constructor(
    private readonly folder: LibraryFolder,
    private readonly running: RunningGames,
    private readonly galaxy: GalaxyClient,
  ) {}

  @OwnedGames()
  async owned(): Promise<Game[]> {
    this.#reported = await this.folder.read();
    return [...this.#reported.values()].map(toGame);
  }

  @LocalGames()
  async local(): Promise<LocalGame[]> {
    const games = await this.folder.read();
    return [...games.values()].map((game) => this.running.stateOf(game));
  }

  @LocalSizes()
  async size(gameId: string): Promise<number | undefined> {
    const game = this.folder.find(gameId);
    return game && sizeOf(game.folder);
  }

  @OSCompatibilities()
  async systems(gameId: string): Promise<OSCompatibility | undefined> {
    const game = this.folder.find(gameId);
    return game && systemsOf(game.exe);
  }

  @Every("3s", { after: "ownedGames" })
  async refresh(): Promise<void> {
    const now = await this.folder.read();
    const before = this.#reported;
    this.#reported = now;
    for (const game of now.values()) this.#reportDifference(before.get(game.id), game);
    for (const gameId of before.keys()) {
      if (!now.has(gameId)) this.#reportRemoved(gameId);
    }
  }

  #reportDifference(before: FolderGame | undefined, game: FolderGame): void {
    if (!before) this.galaxy.addGame(toGame(game));
    else if (before.title !== game.title) this.galaxy.updateGame(toGame(game));
    if (before?.installed !== game.installed) this.galaxy.updateLocalGameStatus(this.running.stateOf(game));
  }

  #reportRemoved(gameId: string): void {
    this.galaxy.updateLocalGameStatus({ gameId, localGameState: LocalGameState.None });
    this.galaxy.removeGame(gameId);
  }
}

function toGame({ id, title }: FolderGame): Game {
  return { gameId: id, gameTitle: title, licenseInfo: { licenseType: LicenseType.SinglePurchase } };
}
