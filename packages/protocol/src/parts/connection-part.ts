import { count, object, oneOf, optional, string } from "../codec/index.js";
import type { PartKind } from "./part-kind.js";

/** A connection that is kept open. */
export interface ConnectionPart {
  /** `Class.method`. */
  readonly name: string;
  readonly state: "waiting" | "connecting" | "connected";
  /** Since when it is connected. */
  readonly connectedAt?: number | undefined;
  /** When the next attempt begins. */
  readonly nextAt?: number | undefined;
  /** Since when no connection has lasted. */
  readonly failingSince?: number | undefined;
  /** Why the last one was lost, or the last attempt failed. */
  readonly error?: string | undefined;
}

export const connectionPart: PartKind<ConnectionPart> = {
  codec: object<ConnectionPart>("a connection", {
    name: string,
    state: oneOf(["waiting", "connecting", "connected"]),
    connectedAt: optional(count),
    nextAt: optional(count),
    failingSince: optional(count),
    error: optional(string),
  }),
  isInTrouble: ({ failingSince }) => failingSince !== undefined,
};
