/** The part of the library that a change is about. */
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
  /** Everything that was imported is gone. */
  | "wiped";

/** The client knows something new; what it is, the library tells. */
export interface Change {
  readonly subject: Subject;
  /** Games, friends, subscriptions or rooms that have changed or gone. */
  readonly ids: readonly string[];
  /** The method on the wire that told of it. */
  readonly cause: string;
}
