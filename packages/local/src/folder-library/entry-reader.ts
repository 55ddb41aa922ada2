import { dirname, relative, resolve, sep } from "node:path";
import { type Clock, GalaxyError, type Logger } from "@galaxy-kit/sdk";
import type { Contribution } from "@galaxy-kit/sdk/extend";
import { type FolderGame, toFolderGames } from "./folder-game.js";
import type { Listed } from "./list-folder.js";
import { lookOf } from "./look-of.js";
import type { FolderLibraryHandler, FolderLibraryOptions, LibraryEntry } from "./options.js";
import { SaidOnce } from "./said-once.js";
import { titleOf } from "./title-of.js";

/** What is known about an entry. */
export interface KnownEntry {
  readonly path: string;
  /** What it and the files that belong to it looked like; undefined if that may have changed without a trace. */
  readonly look: string | undefined;
  readonly files: readonly string[];
  readonly games: readonly FolderGame[];
  /** Why the author's method failed for it. */
  readonly error: string | undefined;
}

interface EntryReaderParts {
  readonly method: Contribution<FolderLibraryHandler>;
  readonly each: FolderLibraryOptions["each"];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/** Asks the author's method which games an entry is. */
export class EntryReader {
  readonly #said = new SaidOnce();

  constructor(private readonly parts: EntryReaderParts) {}

  /**
   * Calls the method, unless nothing has changed since it was called last.
   *
   * @param root - the folder of the library
   * @param known - what is known about the entry
   */
  async read({ path, name, isFolder }: Listed, root: string, known: KnownEntry | undefined): Promise<KnownEntry> {
    const now = this.parts.clock.now();
    if (known && known.error === undefined && known.look === (await lookOf([path, ...known.files], now)).text)
      return known;
    const files = new Set<string>();
    const folder = isFolder ? path : dirname(path);
    const entry: LibraryEntry = {
      path,
      root,
      name,
      id: relative(root, path).split(sep).join("/").normalize("NFC"),
      title: titleOf(name, !isFolder),
      file: (given) => {
        const file = resolve(folder, given);
        files.add(file);
        return file;
      },
    };
    const read = await this.#ask(entry).then(
      (games) => ({ games, error: undefined }),
      (error: unknown) => ({ games: known?.games ?? [], error: this.#failed(path, error, known?.games ?? []) }),
    );
    if (read.error === undefined) this.#said.takeBack(path);
    for (const game of read.games)
      for (const file of [game.program, game.path]) if (file !== undefined) files.add(file);
    files.delete(path);
    const { text, isSettled } = await lookOf([path, ...files], now);
    return { path, look: isSettled ? text : undefined, files: [...files], ...read };
  }

  async #ask(entry: LibraryEntry): Promise<readonly FolderGame[]> {
    return toFolderGames(await this.parts.method.run(entry), entry, this.parts.each);
  }

  /** Returns why. One bad entry does not affect the others. If it had games before, they are kept: a file may be in the middle of an edit. */
  #failed(path: string, error: unknown, games: readonly FolderGame[]): string {
    const { method, signal, log } = this.parts;
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    this.#said.say(path, reason, () => {
      const file = (error as { readonly file?: unknown } | undefined)?.file ?? path;
      const isMistake = !GalaxyError.isGalaxyError(error) && (error as NodeJS.ErrnoException).code === undefined;
      log.error(`${method.name} failed for an entry of the library: ${consequenceFor(games)}`, {
        file,
        reason,
        ...(isMistake && { place: method.place, error }),
      });
    });
    return reason;
  }
}

function consequenceFor([first, ...others]: readonly FolderGame[]): string {
  if (!first) return "it is left out";
  return others.length === 0 ? `"${first.title}" stays as it was` : `its ${others.length + 1} games stay as they were`;
}
