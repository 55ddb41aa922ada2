import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { BackendNotAvailable, FailedParsingManifest, Inject, Logger, Service, token } from "@galaxy-kit/sdk";
import { type FolderGame, GAME_FILE, readGame } from "./game.js";

/** The library folder: each game has a subfolder. */
export const LIBRARY_DIR = token<string>("LIBRARY_DIR");

/** Games by id. */
export type Games = ReadonlyMap<string, FolderGame>;

/** Reads the library folder. */
@Service()
export class LibraryFolder {
  #lastRead: Games | undefined;
  #device: number | undefined;
  /** The last error that was logged for each file. */
  readonly #loggedErrors = new Map<string, string>();

  constructor(
    @Inject(LIBRARY_DIR) private readonly dir: string,
    private readonly log: Logger,
  ) {}

  /** Returns a game as of the last read. */
  find(gameId: string): FolderGame | undefined {
    return this.#lastRead?.get(gameId);
  }

  /** Reads all games. If the folder cannot be read, the games of the last read are kept. */
  async read(): Promise<Games> {
    try {
      this.#lastRead = await this.#scan();
      this.#loggedErrors.delete(this.dir);
    } catch (error) {
      if (!this.#lastRead)
        throw new BackendNotAvailable(`cannot read ${this.dir}: ${(error as Error).message}`, { cause: error });
      if (!this.#loggedErrors.has(this.dir))
        this.#logOnce(this.dir, "Cannot read the library folder; its games are kept", error);
    }
    return this.#lastRead;
  }

  async #scan(): Promise<Games> {
    const games = new Map<string, FolderGame>();
    for (const name of (await readdir(this.dir)).sort()) {
      const game = await this.#readOrKeep(join(this.dir, name), games);
      if (game) games.set(game.id, game);
    }
    await this.#checkDevice(games);
    return games;
  }

  /** An invalid game does not affect the others. If it was valid before, it is kept: its file may be in the middle of an edit. */
  async #readOrKeep(folder: string, others: Games): Promise<FolderGame | undefined> {
    const file = join(folder, GAME_FILE);
    try {
      const game = await readGame(folder);
      const duplicate = game && others.get(game.id);
      if (duplicate) throw new FailedParsingManifest(`${duplicate.folder} already uses the id "${game.id}"`);
      this.#loggedErrors.delete(file);
      return game;
    } catch (error) {
      this.#logOnce(file, "Skipped a game with an invalid game.json", error);
      const before = [...(this.#lastRead?.values() ?? [])].find((game) => game.folder === folder);
      return before && !others.has(before.id) ? before : undefined;
    }
  }

  /** Unmounting a disk may leave an empty folder behind, on another disk. */
  async #checkDevice(games: Games): Promise<void> {
    const { dev } = await stat(this.dir);
    if (games.size === 0 && this.#device !== undefined && this.#device !== dev)
      throw new Error("its disk is not mounted");
    this.#device = dev;
  }

  /** The folder is read every few seconds: log an error once, not on every read. */
  #logOnce(file: string, message: string, error: unknown): void {
    const reason = (error as Error).message;
    if (this.#loggedErrors.get(file) === reason) return;
    this.#loggedErrors.set(file, reason);
    this.log.error(message, { file, reason });
  }
}
