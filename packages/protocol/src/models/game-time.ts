import { count, id, object, optional, unixSeconds } from "../codec/index.js";

/** How long a game was played. Omit fields that the platform does not know. */
export interface GameTime {
  /** The game's id on the platform. */
  readonly gameId: string;
  /** The total in minutes. */
  readonly timePlayed?: number | undefined;
  /** When it was last played, as Unix time in seconds. */
  readonly lastPlayedTime?: number | undefined;
}

export const gameTime = object<GameTime>("a GameTime", {
  gameId: id,
  timePlayed: optional(count),
  lastPlayedTime: optional(unixSeconds),
});
