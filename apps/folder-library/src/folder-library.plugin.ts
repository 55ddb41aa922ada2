import { fileURLToPath } from "node:url";
import { GalaxyPlugin, Platform } from "@galaxy-kit/sdk";
import { Library } from "./library.js";
import { LIBRARY_DIR } from "./library-folder.js";
import { Login } from "./login.js";
import { PlayTimes } from "./play-times.js";
import { RunningGames } from "./running-games.js";

/** The library that is used unless the user names another. */
export const SAMPLE_LIBRARY = fileURLToPath(new URL("../sample-library", import.meta.url));

/** Games in a folder. Each game is a subfolder with a `game.json`. */
@GalaxyPlugin({
  platform: Platform.Test,
  services: [Login, Library, RunningGames, PlayTimes],
  providers: [{ provide: LIBRARY_DIR, useFactory: () => process.env["GALAXY_KIT_LIBRARY"] || SAMPLE_LIBRARY }],
})
export class FolderLibraryPlugin {}
