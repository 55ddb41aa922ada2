import { createHash, randomBytes } from "node:crypto";
import type { CodeServer, ImplicitServer } from "./oauth2-server.js";

/** What the browser brings back from the server. */
export type Answer = Readonly<Record<string, string>>;

/** An authorization request (RFC 6749, section 4.1.1), with a PKCE verifier and a state of its own. */
export class AuthorizationRequest {
  readonly state = randomBytes(24).toString("base64url");
  /** Proves at the token endpoint that this is who has asked. */
  readonly verifier = randomBytes(32).toString("base64url");

  constructor(
    private readonly server: CodeServer | ImplicitServer,
    private readonly responseType: "code" | "token",
    readonly redirectUri: string,
  ) {}

  /** The page where the user logs in. */
  get url(): string {
    const { authorize, clientId, scopes = [], parameters = {} } = this.server;
    const url = new URL(authorize);
    const query = {
      ...parameters,
      response_type: this.responseType,
      client_id: clientId,
      redirect_uri: this.redirectUri,
      state: this.state,
      ...(scopes.length > 0 && { scope: scopes.join(" ") }),
      ...(this.responseType === "code" && {
        code_challenge: createHash("sha256").update(this.verifier).digest("base64url"),
        code_challenge_method: "S256",
      }),
    };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url.href;
  }
}

/** Reads what an address brings back, in its query and in its fragment. */
export function readAnswer(address: URL): Answer {
  return {
    ...Object.fromEntries(address.searchParams),
    ...Object.fromEntries(new URLSearchParams(address.hash.slice(1))),
  };
}
