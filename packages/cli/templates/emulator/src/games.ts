import { fileURLToPath } from "node:url";
import { exec, FolderLibrary, type LibraryEntry, type LibraryGame, TrackGameTime, tree } from "@galaxy-kit/local";
import { Service } from "@galaxy-kit/sdk";
import { EmulatorSettings } from "./settings.js";

const SAMPLE_GAMES = fileURLToPath(new URL("../sample-games", import.meta.url));

@Service()
@TrackGameTime()
export class Games {
  constructor(private readonly settings: EmulatorSettings) {}

  @FolderLibrary({ in: (games: Games) => games.folders, each: "file", match: ["*.rom", "*.zip"] })
  game({ path }: LibraryEntry): LibraryGame {
    // Without tree(), an emulator that is closed within three seconds would count as a launcher whose game is yet to appear.
    return { launch: () => exec(this.settings.emulator, [path], { track: tree() }) };
  }

  get folders(): readonly string[] {
    return this.settings.folders.length > 0 ? this.settings.folders : [SAMPLE_GAMES];
  }
}
