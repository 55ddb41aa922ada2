import { array, boolean, object, optional, string } from "../codec/index.js";

/** How the user has arranged a game in the platform's library. Leave out what the platform does not tell. */
export interface GameLibrarySettings {
  /** The game's id on the platform. */
  readonly gameId: string;
  /** An empty list removes the tags that an earlier import has set. */
  readonly tags?: readonly string[] | undefined;
  /** Whether the user has hidden it. */
  readonly hidden?: boolean | undefined;
}

export const gameLibrarySettings = object<GameLibrarySettings>("a GameLibrarySettings", {
  gameId: string,
  tags: optional(array(string)),
  hidden: optional(boolean),
});
