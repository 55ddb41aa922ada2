import type { ServerResponse } from "node:http";
import type { AuthorizationCodes } from "./authorization-codes.js";
import type { IssuedTokens, OAuthUser } from "./issued-tokens.js";
import { respond } from "./respond.js";

/** What a {@link LoginPage} needs. */
export interface LoginPageParts {
  readonly clientId: string;
  readonly codes: AuthorizationCodes;
  readonly tokens: IssuedTokens;
}

/** The page where a user logs in, and where it sends the browser. */
export class LoginPage {
  constructor(private readonly parts: LoginPageParts) {}

  show(query: URLSearchParams, response: ServerResponse): void {
    const problem = this.#problemIn(query);
    if (problem !== undefined) return respond(response, 400, "text/plain", problem);
    const page = `<!doctype html><html lang="en"><title>Log in to the test server</title><h1>Log in</h1>
<form method="post"><button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button></form></html>`;
    respond(response, 200, "text/html", page);
  }

  /** @param user - who has decided */
  goOn(query: URLSearchParams, decision: string | null, user: OAuthUser, response: ServerResponse): void {
    const problem = this.#problemIn(query);
    if (problem !== undefined) return respond(response, 400, "text/plain", problem);
    const { redirect_uri: redirectUri = "", state = "", scope, response_type: type } = Object.fromEntries(query);
    const address = new URL(redirectUri);
    if (decision !== "allow") address.search = String(new URLSearchParams({ error: "access_denied", state }));
    else if (type === "token") {
      const answer = this.parts.tokens.begin(user, scope) as Readonly<Record<string, string>>;
      const { access_token = "", expires_in = "" } = answer;
      address.hash = String(new URLSearchParams({ access_token, expires_in, state }));
    } else address.search = String(new URLSearchParams({ code: this.parts.codes.issue(query), state }));
    response.writeHead(303, { Location: address.href }).end();
  }

  /** What keeps the user from logging in, and must not be sent to an address that the client has not proven to be its own. */
  #problemIn(query: URLSearchParams): string | undefined {
    const { client_id: clientId, redirect_uri: redirectUri = "" } = Object.fromEntries(query);
    if (clientId !== this.parts.clientId) return `The client ${JSON.stringify(clientId)} is unknown.`;
    return URL.canParse(redirectUri) ? undefined : "The redirect_uri is not an address.";
  }
}

/** Decides on the page, as a user does. Resolves to the address that the server sends the browser to. */
export async function decideOn(address: string, decision: "allow" | "deny"): Promise<string> {
  const body = new URLSearchParams({ decision });
  const response = await fetch(address, { method: "POST", body, redirect: "manual" });
  const location = response.headers.get("location");
  if (location !== null) return location;
  throw new Error(`The login page did not redirect: ${await response.text()}`);
}
