import { HttpClient } from "@galaxy-kit/http";
import { Secrets, Service } from "@galaxy-kit/sdk";
import type { TokenServer } from "./oauth2-server.js";
import type { OAuth2Tokens } from "./oauth2-tokens.js";
import { TokenEndpoint } from "./token-endpoint.js";

/** Asks an OAuth 2 server for tokens: for a login of your own, and for a session that is renewed in its own way. */
@Service()
export class OAuth2Client {
  constructor(
    private readonly http: HttpClient,
    private readonly secrets: Secrets,
  ) {}

  /**
   * Resolves to the tokens for a grant. Everything secret is masked in the log from then on. Goes on while the integration closes, since
   * the server may already have replaced the old tokens.
   *
   * @param grant - `grant_type`, and what belongs to it, such as `code`
   * @throws `InvalidCredentials` if the server says `invalid_grant`
   * @throws `BackendError` if it refuses for another reason, and `BackendNotAvailable` or `NetworkError` if it cannot be asked now
   */
  tokens(server: TokenServer, grant: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<OAuth2Tokens> {
    return new TokenEndpoint(this.http, this.secrets, server).tokensFor(grant, signal);
  }
}
