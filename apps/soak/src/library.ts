import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const GAMES = 50;

/** A folder of games that exit immediately. */
export class Library {
  readonly gameIds = Array.from({ length: GAMES }, (_, index) => `game-${index}`);
  #edition = 0;

  private constructor(readonly folder: string) {}

  static async create(): Promise<Library> {
    const library = new Library(await mkdtemp(join(tmpdir(), "galaxy-kit-soak-")));
    for (const id of library.gameIds) {
      await mkdir(join(library.folder, id));
      await writeFile(join(library.folder, id, "game.mjs"), "");
      await library.#describe(id, "first edition");
    }
    return library;
  }

  /** Changes the title of a game, which the integration detects and reports. */
  async change(): Promise<void> {
    const id = this.gameIds[this.#edition % GAMES] ?? "";
    await this.#describe(id, `edition ${++this.#edition}`);
  }

  remove(): Promise<void> {
    // A game may be starting there.
    return rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #describe(id: string, title: string): Promise<void> {
    const file = join(this.folder, id, "game.json");
    // Atomic: the integration may read the file at any time.
    await writeFile(`${file}.new`, JSON.stringify({ id, title, exe: "game.mjs" }));
    await rename(`${file}.new`, file);
  }
}
