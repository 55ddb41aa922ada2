import { HttpClient } from "@galaxy-kit/http";
import { InvalidCredentials, Secrets, Service } from "@galaxy-kit/sdk";
import { type CodeServer, requireClient, type TokenServer } from "./oauth2-server.js";
import type { OAuth2Tokens } from "./oauth2-tokens.js";
import { throwIfRefused, TokenEndpoint } from "./token-endpoint.js";

/** The errors with which a server would lead the user to its page (OpenID Connect). */
const WANTS_TO_SEE_THE_USER = ["login_required", "interaction_required", "consent_required"];

/** How a server recognizes the user without a login window. */
export interface SilentLoginOptions {
  /** The address that the server knows. Nothing is sent there. */
  readonly redirectUri: string;
  /** What the user is recognized by, such as a cookie. */
  readonly headers: Readonly<Record<string, string>>;
  /** The message for the user if the server does not recognize them. */
  readonly refused: string;
  readonly signal?: AbortSignal;
}

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

  /**
   * Resolves to the tokens of a user whom the server recognizes without a window: by the cookie of a single sign-on, which outlives the
   * tokens. The code is taken out of the redirect, which is not followed.
   *
   * @throws `InvalidCredentials` if the server wants to see the user, and what {@link tokens} throws
   */
  async logInSilently(server: CodeServer, options: SilentLoginOptions): Promise<OAuth2Tokens> {
    requireClient(server);
    const { redirectUri, headers, refused, signal } = options;
    const { authorize, clientId, scopes = [], parameters } = server;
    const scope = scopes.length > 0 ? scopes.join(" ") : undefined;
    const query = { response_type: "code", client_id: clientId, redirect_uri: redirectUri, scope };
    const request = { searchParams: { ...parameters, ...query }, headers, signal } as const;
    const response = await this.http.get(authorize, { ...request, followRedirects: false, whileClosing: true });
    const location = String(response.headers["location"] ?? "");
    const answer = Object.fromEntries(new URL(location, authorize).searchParams);
    const { code, error = "login_required" } = answer;
    if (code === undefined || !location.startsWith(redirectUri)) {
      if (!WANTS_TO_SEE_THE_USER.includes(error)) throwIfRefused(answer, authorize);
      throw new InvalidCredentials(refused);
    }
    return await this.tokens(server, { grant_type: "authorization_code", code, redirect_uri: redirectUri }, signal);
  }
}
