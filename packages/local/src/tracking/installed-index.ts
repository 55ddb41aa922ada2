import { isAbsolute, join } from "node:path";
import type { ProcessInfo } from "../processes/process-info.js";
import { comparableName, comparablePath } from "./comparable-path.js";
import { FolderIndex } from "./folder-index.js";
import type { InstalledGame } from "./installed-game.js";

/** Which installed games a process can be. */
export class InstalledIndex {
  readonly #games = new Map<string, InstalledGame>();
  readonly #folders: FolderIndex<InstalledGame>;
  readonly #files = new Map<string, InstalledGame>();
  readonly #programs = new Map<string, InstalledGame[]>();
  /** A process that has not changed is the same object. */
  readonly #found = new WeakMap<ProcessInfo, readonly string[]>();

  /** @param pathsOf - returns the forms of a path that a process may have: as it was given, and without links */
  constructor(
    games: readonly InstalledGame[],
    pathsOf: (path: string) => readonly string[] = (path) => [path],
    private readonly system: NodeJS.Platform = process.platform,
  ) {
    this.#folders = new FolderIndex(system);
    for (const game of games) {
      this.#games.set(game.gameId, game);
      if (game.file !== undefined) for (const path of pathsOf(game.file)) this.#files.set(this.#keyOf(path), game);
      else if (game.folder !== undefined) for (const path of pathsOf(game.folder)) this.#folders.add(path, game);
      else for (const program of game.programs ?? []) this.#addProgram(program, game);
    }
  }

  get size(): number {
    return this.#games.size;
  }

  has(gameId: string): boolean {
    return this.#games.has(gameId);
  }

  isPreparing(gameId: string): boolean {
    return this.#games.get(gameId)?.isPreparing === true;
  }

  /** Returns the ids of the games that a process can be: usually none or one, and several if they share a folder. */
  gamesOf(info: ProcessInfo): readonly string[] {
    let ids = this.#found.get(info);
    if (!ids) {
      ids = this.#find(info).map(({ gameId }) => gameId);
      this.#found.set(info, ids);
    }
    return ids;
  }

  /** Returns the ids of the games whose folder contains a path. */
  gamesAt(path: string): readonly string[] {
    return this.#folders.find(path).map(({ gameId }) => gameId);
  }

  #find(info: ProcessInfo): readonly InstalledGame[] {
    const file = this.#fileOf(info);
    if (file) return [file];
    const names = this.#programs.size === 0 ? [] : [info.name, info.exe, info.script];
    const named = names.flatMap((name) => (name === undefined ? [] : (this.#programs.get(this.#keyOf(name)) ?? [])));
    const found = named.filter((game) => this.#hasArguments(info, game));
    if (found.length > 0) return [...new Set(found)];
    for (const program of [info.exe, info.script]) {
      const games = program === undefined ? [] : this.#folders.find(program);
      const fitting = games.filter((game) => this.#isProgram(info, game) && this.#hasArguments(info, game));
      if (fitting.length > 0) return fitting;
    }
    return [];
  }

  #fileOf(info: ProcessInfo): InstalledGame | undefined {
    if (this.#files.size === 0) return undefined;
    for (const argument of info.args?.slice(1) ?? []) {
      // Also for "--rom=/roms/game.nes".
      for (const text of [argument, argument.slice(argument.indexOf("=") + 1)]) {
        // A program that is started in a terminal may get a path that is relative to its working directory.
        const path = info.cwd === undefined || isAbsolute(text) ? text : join(info.cwd, text);
        const game = this.#files.get(this.#keyOf(path));
        if (game && this.#isProgram(info, game) && this.#hasArguments(info, game)) return game;
      }
    }
    return undefined;
  }

  #isProgram(info: ProcessInfo, { programs }: InstalledGame): boolean {
    if (!programs) return true;
    const own = [info.name, info.exe, info.script].flatMap((path) =>
      path === undefined ? [] : [this.#keyOf(path), comparableName(path, this.system)],
    );
    return programs.some((program) => own.includes(this.#keyOf(program)));
  }

  #hasArguments({ args = [] }: ProcessInfo, { args: wanted }: InstalledGame): boolean {
    if (!wanted || wanted.length === 0) return true;
    return args.some((_, start) => wanted.every((argument, offset) => args[start + offset] === argument));
  }

  #addProgram(program: string, game: InstalledGame): void {
    const key = this.#keyOf(program);
    this.#programs.set(key, [...(this.#programs.get(key) ?? []), game]);
  }

  #keyOf(path: string): string {
    return comparablePath(path, this.system);
  }
}
