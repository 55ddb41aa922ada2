import { inspect } from "node:util";
import { describe } from "../errors/map-error.js";
import type { HttpMethod } from "./request-options.js";

/** A request before it is sent, as hooks see it. Logging one prints its method and its redacted address only. */
export class HttpRequest {
  constructor(
    readonly method: HttpMethod,
    /** Where it goes; change it in place or replace it. */
    public url: URL,
    /** By lower-case name; change them in place. */
    readonly headers: Record<string, string>,
    /** As it is sent: JSON and forms are text already, so that a hook can sign it. */
    readonly body: string | Uint8Array | undefined,
  ) {}

  toString(): string {
    return describe(this);
  }

  toJSON(): string {
    return describe(this);
  }

  [inspect.custom](): string {
    return `HttpRequest ${describe(this)}`;
  }
}
