import type { Method } from "../rpc/json-rpc.js";

/** The code that runs when the client calls a method. */
export interface RouteDescription {
  /** The method's name on the wire. */
  readonly method: string;
  /** `Class.method`, or `(kernel)`. */
  readonly handler: string;
  /** The feature that the integration announces because of it. */
  readonly feature?: string | undefined;
}

export interface Route extends RouteDescription {
  /** An immediate request is handled before the next message is read. */
  readonly kind: "immediate" | "request" | "notification";
  readonly run: Method;
}
