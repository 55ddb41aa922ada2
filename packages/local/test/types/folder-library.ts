import { exec, FolderLibrary, type LibraryEntry, type LibraryGame } from "@galaxy-kit/local";

export class Right {
  readonly #folders: readonly string[] = [];

  @FolderLibrary({ in: (right: Right) => right.#folders, each: "folder", depth: 2, refresh: "1m" })
  async game({ path, file, title }: LibraryEntry, signal: AbortSignal): Promise<LibraryGame | undefined> {
    await Promise.resolve(signal);
    return path === "" ? undefined : { title, launch: exec(file("game.exe")) };
  }

  @FolderLibrary({ in: "/roms", each: "file", match: ["*.nes"] })
  rom({ path }: LibraryEntry) {
    return { launch: () => exec("/emulator", [path]) };
  }

  @FolderLibrary({ in: [], each: "file" })
  none(): undefined {
    return undefined;
  }
}

export class Lists {
  async folders(): Promise<string | undefined> {
    return Promise.resolve(undefined);
  }

  @FolderLibrary({ in: (lists: Lists) => lists.folders(), each: "file", match: ["*.yml", "!bios*"] })
  games({ path }: LibraryEntry) {
    return [{ gameId: "1", path, priority: 1, launch: () => exec("/emulator", [path]) }];
  }

  // @ts-expect-error several games need ids
  @FolderLibrary({ in: "/games", each: "file" })
  nameless({ path }: LibraryEntry) {
    return [{ path }];
  }
}

class Other {
  readonly folders: readonly string[] = [];
}

export class Wrong {
  // @ts-expect-error the folders are those of another class
  @FolderLibrary({ in: (other: Other) => other.folders, each: "folder" })
  foreign(): undefined {
    return undefined;
  }

  // @ts-expect-error it says what may be a game
  @FolderLibrary({ in: "/games" })
  each(): undefined {
    return undefined;
  }

  // @ts-expect-error a path is not a game
  @FolderLibrary({ in: "/games", each: "folder" })
  path(entry: LibraryEntry): string {
    return entry.path;
  }

  // @ts-expect-error a duration is a text with a unit
  @FolderLibrary({ in: "/games", each: "folder", refresh: 5 })
  refresh(): undefined {
    return undefined;
  }

  @FolderLibrary({ in: "/games", each: "folder" })
  misspelled(): LibraryGame {
    // @ts-expect-error not a member of a game
    return { gameID: "1" };
  }
}
