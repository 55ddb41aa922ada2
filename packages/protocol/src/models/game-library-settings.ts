import { boolean, id, list, object, optional, string } from "../codec/index.js";

/** How the user has organized a game in the platform's library. Omit fields that the platform does not know. */
export interface GameLibrarySettings {
  /** The game's id on the platform. */
  readonly gameId: string;
  /** An empty list removes the tags set by an earlier import. */
  readonly tags?: readonly string[] | undefined;
  /** Whether the user has hidden it. */
  readonly hidden?: boolean | undefined;
}

export const gameLibrarySettings = object<GameLibrarySettings>("a GameLibrarySettings", {
  gameId: id,
  tags: optional(list(string)),
  hidden: optional(boolean),
});
