import { type Secrets, UnknownBackendResponse } from "@galaxy-kit/sdk";
import type { LoginAttempt, LoginStrategy, OpenedLogin } from "../login/login-strategy.js";
import type { Answer } from "./authorization-request.js";
import type { BrowserLoginOptions } from "./browser-login.js";
import type { OAuth2Parts } from "./oauth2-parts.js";
import type { CodeServer, DeviceServer, ImplicitServer } from "./oauth2-server.js";
import type { OAuth2Tokens } from "./oauth2-tokens.js";
import type { Redeem } from "./redirected-login.js";
import { TokenEndpoint } from "./token-endpoint.js";

// Most runs of an integration show no login, so what begins one is loaded only then.

type Strategy<Tokens extends OAuth2Tokens> = LoginStrategy<OAuth2Tokens, Tokens>;

/** The server gives a code, which is exchanged for tokens. */
export function codeFlow<Tokens extends OAuth2Tokens>(
  parts: OAuth2Parts,
  server: CodeServer,
  options: BrowserLoginOptions,
): Strategy<Tokens> {
  const endpoint = new TokenEndpoint(parts.http, parts.secrets, server);
  const redeem: Redeem = ({ code = "" }, { verifier, redirectUri }) =>
    endpoint.tokensFor({
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    });
  return {
    begin: (attempt) => beginInBrowser(parts, { server, responseType: "code", options, redeem }, attempt),
    toTokens: asTheyAre,
    renew: (tokens, signal) => endpoint.renew(tokens, signal),
  };
}

/** The server gives the token itself. */
export function implicitFlow<Tokens extends OAuth2Tokens>(
  parts: OAuth2Parts,
  server: ImplicitServer,
  options: BrowserLoginOptions,
): Strategy<Tokens> {
  const redeem: Redeem = (answer) => Promise.resolve(tokensIn(answer, parts.secrets));
  return {
    begin: (attempt) => beginInBrowser(parts, { server, responseType: "token", options, redeem }, attempt),
    toTokens: asTheyAre,
  };
}

/** The user enters a code elsewhere. */
export function deviceFlow<Tokens extends OAuth2Tokens>(
  parts: OAuth2Parts,
  server: DeviceServer,
  options: BrowserLoginOptions,
): Strategy<Tokens> {
  const endpoint = new TokenEndpoint(parts.http, parts.secrets, server);
  return {
    begin: async (attempt) => {
      const { beginDeviceLogin } = await import("./device-login.js");
      return await beginDeviceLogin({ parts, server, endpoint, options }, attempt);
    },
    toTokens: asTheyAre,
    renew: (tokens, signal) => endpoint.renew(tokens, signal),
  };
}

async function beginInBrowser(
  { pages }: OAuth2Parts,
  how: {
    readonly server: CodeServer | ImplicitServer;
    readonly responseType: "code" | "token";
    readonly options: BrowserLoginOptions;
    readonly redeem: Redeem;
  },
  attempt: LoginAttempt<OAuth2Tokens>,
): Promise<OpenedLogin> {
  const { BrowserLogin } = await import("./browser-login.js");
  return await new BrowserLogin({ ...how, pages }).begin(attempt);
}

/** The author adds to them with `complete`, if the session has more. */
function asTheyAre<Tokens extends OAuth2Tokens>(collected: OAuth2Tokens): Tokens {
  return collected as Tokens;
}

function tokensIn({ access_token: accessToken, expires_in: expiresIn }: Answer, secrets: Secrets): OAuth2Tokens {
  if (accessToken === undefined) throw new UnknownBackendResponse("The platform returned no access_token");
  secrets.add(accessToken);
  return { accessToken, ...(Number(expiresIn) > 0 && { expiresIn: Number(expiresIn) }) };
}
