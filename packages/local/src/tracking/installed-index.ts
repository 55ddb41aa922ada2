import { join, posix, win32 } from "node:path";
import type { ProcessInfo } from "../processes/process-info.js";
import { comparableName, comparablePath, separatorOf } from "./comparable-path.js";
import { FolderIndex } from "./folder-index.js";
import type { InstalledGame } from "./installed-game.js";

/** Which installed games a process can be. */
export class InstalledIndex {
  readonly #games = new Map<string, InstalledGame>();
  readonly #folders: FolderIndex<InstalledGame>;
  readonly #files = new Map<string, InstalledGame>();
  /** The keys of the files by the names of the files. */
  readonly #named = new Map<string, string[]>();
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
      // A game that occurs twice, in two folders, is watched in both; else the first one counts.
      if (!this.#games.has(game.gameId)) this.#games.set(game.gameId, game);
      if (game.file !== undefined) for (const path of pathsOf(game.file)) this.#addFile(path, game);
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
      ids = [...new Set(this.#find(info).map(({ gameId }) => gameId))];
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
        const game = this.#fileAt(text, info.cwd);
        if (game && this.#isProgram(info, game) && this.#hasArguments(info, game)) return game;
      }
    }
    return undefined;
  }

  /** A program that is started in a terminal may get a path that is relative to its working directory. */
  #fileAt(path: string, cwd: string | undefined): InstalledGame | undefined {
    const rules = this.system === "win32" ? win32 : posix;
    if (rules.isAbsolute(path)) return this.#files.get(this.#keyOf(path));
    if (cwd !== undefined) return this.#files.get(this.#keyOf(join(cwd, path)));
    // That directory is known only on Linux. Elsewhere, it is the one file whose path ends like this.
    const separator = separatorOf(this.system);
    const end = this.#keyOf(path)
      .split(separator)
      .filter((part) => part !== "..");
    const keys = this.#named.get(end.at(-1) ?? "") ?? [];
    const fitting = keys.filter((key) => key.endsWith(separator + end.join(separator)));
    const games = new Set(fitting.map((key) => this.#files.get(key)));
    return games.size === 1 ? [...games][0] : undefined;
  }

  #isProgram(info: ProcessInfo, { programs = [] }: InstalledGame): boolean {
    if (programs.length === 0) return true;
    const own = [info.name, info.exe, info.script].flatMap((path) =>
      path === undefined ? [] : [this.#keyOf(path), comparableName(path, this.system)],
    );
    return programs.some((program) => own.includes(this.#keyOf(program)));
  }

  #hasArguments({ args = [] }: ProcessInfo, { args: wanted }: InstalledGame): boolean {
    if (!wanted || wanted.length === 0) return true;
    return args.some((_, start) => wanted.every((argument, offset) => args[start + offset] === argument));
  }

  #addFile(path: string, game: InstalledGame): void {
    const key = this.#keyOf(path);
    const name = comparableName(path, this.system);
    this.#files.set(key, game);
    this.#named.set(name, [...(this.#named.get(name) ?? []), key]);
  }

  #addProgram(program: string, game: InstalledGame): void {
    const key = this.#keyOf(program);
    this.#programs.set(key, [...(this.#programs.get(key) ?? []), game]);
  }

  #keyOf(path: string): string {
    return comparablePath(path, this.system);
  }
}
