/** The part of the library that has changed. */
export type Subject =
  | "platform"
  | "features"
  | "user"
  | "games"
  | "friends"
  | "subscriptions"
  | "rooms"
  | "credentials"
  | "cache"
  /** Everything that was imported has been removed. */
  | "wiped";

/** A change in the client's knowledge. The new values are in the library. */
export interface Change {
  readonly subject: Subject;
  /** The games, friends, subscriptions or rooms that have changed or were removed. */
  readonly ids: readonly string[];
  /** The method on the wire that caused it. */
  readonly cause: string;
  /** The number of the message that reported it. Absent if there is none. */
  readonly message?: number;
}
