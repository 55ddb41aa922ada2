import { fileURLToPath } from "node:url";
import { FolderList, Settings } from "@galaxy-kit/settings";

const SAMPLE_LIBRARY = fileURLToPath(new URL("../sample-library", import.meta.url));

/** What the user can set, in a form or in a file. */
@Settings({ title: "Folder Library" })
export class LibrarySettings {
  @FolderList("Where your games are", {
    hint: "Every subfolder with a game.json is a game. Without a folder, you see sample games.",
    optional: true,
  })
  readonly folders: readonly string[] = [];
}

/** Returns the folders of the library. The environment variable is for development. */
export function foldersOf({ folders }: LibrarySettings): readonly string[] {
  const given = process.env["GALAXY_KIT_LIBRARY"];
  if (given) return [given];
  return folders.length > 0 ? folders : [SAMPLE_LIBRARY];
}
