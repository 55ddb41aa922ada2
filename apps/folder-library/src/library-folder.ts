import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { BackendNotAvailable, FailedParsingManifest, Inject, Logger, Service, token } from "@galaxy-kit/sdk";
import { type FolderGame, GAME_FILE, readGame } from "./game.js";

/** The folder that holds the games, each in a folder of its own. */
export const LIBRARY_DIR = token<string>("LIBRARY_DIR");

/** Games by their ids. */
export type Games = ReadonlyMap<string, FolderGame>;

/** What is in the library folder. */
@Service()
export class LibraryFolder {
  #lastRead: Games | undefined;
  #device: number | undefined;
  readonly #complaints = new Map<string, string>();

  constructor(
    @Inject(LIBRARY_DIR) private readonly dir: string,
    private readonly log: Logger,
  ) {}

  /** A game as it was when the folder was last read. */
  find(gameId: string): FolderGame | undefined {
    return this.#lastRead?.get(gameId);
  }

  /** Reads all games. A folder that cannot be read has not lost its games: they stay as they were. */
  async read(): Promise<Games> {
    try {
      this.#lastRead = await this.#scan();
      this.#complaints.delete(this.dir);
    } catch (error) {
      if (!this.#lastRead)
        throw new BackendNotAvailable(`${this.dir} cannot be read: ${(error as Error).message}`, { cause: error });
      if (!this.#complaints.has(this.dir))
        this.#complain(this.dir, "The library folder cannot be read, its games stay as they are", error);
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

  /** One bad game does not sink the others, and one that was good a moment ago stays while somebody edits its file. */
  async #readOrKeep(folder: string, others: Games): Promise<FolderGame | undefined> {
    const file = join(folder, GAME_FILE);
    try {
      const game = await readGame(folder);
      const rival = game && others.get(game.id);
      if (rival) throw new FailedParsingManifest(`the id "${game.id}" is that of ${rival.folder} already`);
      this.#complaints.delete(file);
      return game;
    } catch (error) {
      this.#complain(file, "A game is left out, its file is not as it should be", error);
      const before = [...(this.#lastRead?.values() ?? [])].find((game) => game.folder === folder);
      return before && !others.has(before.id) ? before : undefined;
    }
  }

  /** Where a disk was unmounted, an empty folder of another disk may be left behind. */
  async #checkDevice(games: Games): Promise<void> {
    const { dev } = await stat(this.dir);
    if (games.size === 0 && this.#device !== undefined && this.#device !== dev)
      throw new Error("its disk is not mounted");
    this.#device = dev;
  }

  /** The folder is read again and again; what is wrong is told once. */
  #complain(file: string, message: string, error: unknown): void {
    const reason = (error as Error).message;
    if (this.#complaints.get(file) === reason) return;
    this.#complaints.set(file, reason);
    this.log.error(message, { file, reason });
  }
}
