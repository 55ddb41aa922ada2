import { inspect } from "node:util";
import { describe } from "../errors/map-error.js";
import type { HttpMethod } from "./request-parts.js";

/** A request before it is sent, as hooks see it. When logged, it shows only its method and redacted URL. */
export class HttpRequest {
  constructor(
    readonly method: HttpMethod,
    /** Change it in place, or replace it. */
    public url: URL,
    /** By lowercase name. Change them in place. */
    readonly headers: Record<string, string>,
    /** As it is sent. JSON and forms are already text, so that a hook can sign them. */
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
