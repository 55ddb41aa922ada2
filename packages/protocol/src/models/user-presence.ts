import { type Fields, object, oneOf, optional, string } from "../codec/index.js";

/** Whether a friend is online. */
export const PresenceState = {
  Unknown: "unknown",
  Online: "online",
  Offline: "offline",
  Away: "away",
} as const;
export type PresenceState = (typeof PresenceState)[keyof typeof PresenceState];

/** What a friend is doing. */
export interface UserPresence {
  /** Whether the friend is online. */
  readonly presenceState: PresenceState;
  /** The game being played, by its id on the platform. */
  readonly gameId?: string | undefined;
  /** The title of the game being played, if it has no id. */
  readonly gameTitle?: string | undefined;
  /** What the friend is doing in the game. GALAXY shows it after the title. */
  readonly inGameStatus?: string | undefined;
  /** Replaces everything else that GALAXY would show. */
  readonly fullStatus?: string | undefined;
}

export const userPresenceFields: Fields<UserPresence> = {
  presenceState: oneOf(Object.values(PresenceState)),
  gameId: optional(string),
  gameTitle: optional(string),
  inGameStatus: optional(string),
  fullStatus: optional(string),
};

export const userPresence = object<UserPresence>("a UserPresence", userPresenceFields);
