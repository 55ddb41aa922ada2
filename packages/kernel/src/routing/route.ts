import type { Method } from "../rpc/json-rpc.js";

/** One call of the client and what runs for it. */
export interface Route {
  /** The method's name on the wire. */
  readonly method: string;
  /** An immediate request is answered before the next message is looked at. */
  readonly kind: "immediate" | "request" | "notification";
  /** `Class.method`, or `(kernel)`. */
  readonly handler: string;
  /** Announced because of it. */
  readonly feature?: string | undefined;
  readonly run: Method;
}
