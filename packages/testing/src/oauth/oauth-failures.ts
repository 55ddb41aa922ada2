import type { ServerResponse } from "node:http";
import { respond } from "./respond.js";

/**
 * How a server fails: with a status, with a page instead of JSON (`"html"`), with a page that wants to see a browser (`"challenge"`), with
 * half of its JSON (`"broken json"`), by hanging up (`"hang up"`), or by never answering (`"silence"`).
 */
export type OAuthFailure = 500 | 502 | 503 | 429 | "html" | "challenge" | "broken json" | "hang up" | "silence";

/** Fails in one of the ways of real servers. */
export function fail(failure: OAuthFailure, response: ServerResponse): void {
  switch (failure) {
    case "html":
      respond(response, 200, "text/html", "<!doctype html><title>Shop</title><p>We will be right back.</p>");
      return;
    case "challenge":
      response.setHeader("cf-mitigated", "challenge");
      respond(response, 403, "text/html", "<!doctype html><title>Just a moment...</title>");
      return;
    case "broken json":
      respond(response, 200, "application/json", '{"access_token":"');
      return;
    case "hang up":
      response.destroy();
      return;
    case "silence":
      return;
    default:
      respond(response, failure, "application/json", '{"error":"server_error"}');
  }
}
