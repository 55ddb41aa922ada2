import { boolean, count, object, oneOf, optional, string } from "../codec/index.js";
import type { PartKind } from "./part-kind.js";

/** How long the user stays logged in. */
export interface SessionPart {
  /** The class. */
  readonly name: string;
  readonly state: "none" | "active" | "lost";
  /** When the token expires that requests carry. */
  readonly expiresAt?: number | undefined;
  /** When the session ends, even if its token is renewed. */
  readonly endsAt?: number | undefined;
  /** Whether the user has to log in again soon. */
  readonly endsSoon: boolean;
  /** Why it was lost, or could not be renewed. */
  readonly error?: string | undefined;
}

export const sessionPart: PartKind<SessionPart> = {
  codec: object<SessionPart>("a session", {
    name: string,
    state: oneOf(["none", "active", "lost"]),
    expiresAt: optional(count),
    endsAt: optional(count),
    endsSoon: boolean,
    error: optional(string),
  }),
  isInTrouble: ({ state, endsSoon, error }) => state === "lost" || endsSoon || error !== undefined,
};
