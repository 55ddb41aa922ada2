import { exec, FolderLibrary, type LibraryEntry, type LibraryGame, readJson, TrackGameTime } from "@galaxy-kit/local";
import { Service } from "@galaxy-kit/sdk";
import { array, minLength, object, optional, pipe, string } from "valibot";
import { foldersOf, LibrarySettings } from "./library-settings.js";

const text = pipe(string(), minLength(1));
const GameFile = object({ id: text, title: text, exe: text, args: optional(array(string())) });

/** Every folder with a `game.json` is a game. */
@Service()
@TrackGameTime()
export class Library {
  constructor(private readonly settings: LibrarySettings) {}

  @FolderLibrary({ in: ({ settings }: Library) => foldersOf(settings), each: "folder" })
  async game({ file }: LibraryEntry): Promise<LibraryGame | undefined> {
    const game = await readJson(file("game.json"), { schema: GameFile, ifMissing: undefined });
    return game && { gameId: game.id, title: game.title, launch: exec(file(game.exe), game.args) };
  }
}
