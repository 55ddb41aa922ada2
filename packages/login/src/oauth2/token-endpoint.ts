import type { HttpClient, HttpResponse } from "@galaxy-kit/http";
import {
  BackendError,
  BackendNotAvailable,
  InvalidCredentials,
  type Secrets,
  UnknownBackendResponse,
} from "@galaxy-kit/sdk";
import type { TokenServer } from "./oauth2-server.js";
import type { OAuth2Tokens } from "./oauth2-tokens.js";

/** The statuses with which servers say in JSON what is wrong. */
const REFUSALS = [400, 401, 403];
const SECRET_MEMBERS = ["access_token", "refresh_token", "id_token", "device_code"];
const MAX_DESCRIPTION = 200;
/** Each new token replaces an earlier one. */
const MASKED = { lastOf: "tokens" };

/** What a server says, before it is known what it means. */
export type ServerAnswer = Readonly<Record<string, unknown>>;

/** Asks an OAuth 2 server for tokens. */
export class TokenEndpoint {
  constructor(
    private readonly http: HttpClient,
    private readonly secrets: Secrets,
    private readonly server: TokenServer,
  ) {}

  /**
   * Resolves to tokens for a code, a refresh token, or whatever the grant says.
   *
   * @throws `InvalidCredentials` if the server does not accept it
   */
  async tokensFor(grant: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<OAuth2Tokens> {
    const answer = await this.ask(this.server.token, grant, signal);
    return this.read(answer);
  }

  /**
   * Returns the tokens of an answer.
   *
   * @throws what the error of the server means for the session, if it refuses
   */
  read(answer: ServerAnswer): OAuth2Tokens {
    throwIfRefused(answer, this.server.token);
    return toTokens(answer, this.server.token);
  }

  /** Resolves to new tokens; undefined if there is no refresh token. */
  renew<Tokens extends OAuth2Tokens>(tokens: Tokens, signal: AbortSignal): Promise<Tokens> | undefined {
    const { refreshToken } = tokens;
    return refreshToken === undefined ? undefined : this.#renew(tokens, refreshToken, signal);
  }

  /** Resolves to what the server says, which may be why it refuses. */
  async ask(url: string, grant: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<ServerAnswer> {
    const { clientId, clientSecret, secretIn = "body", tokenParameters } = this.server;
    this.secrets.add({ ...grant, grant_type: undefined, redirect_uri: undefined }, MASKED);
    this.secrets.add(clientSecret);
    const isInHeader = clientSecret !== undefined && secretIn === "header";
    const response = await this.http.post(url, {
      form: { ...tokenParameters, ...grant, client_id: clientId, ...(!isInHeader && { client_secret: clientSecret }) },
      headers: { accept: "application/json", ...(isInHeader && { authorization: basic(clientId, clientSecret) }) },
      acceptStatus: REFUSALS,
      // With status 307 and 308, the secrets in the body would go to any host it names.
      followRedirects: false,
      whileClosing: true,
      signal,
    });
    const answer = readJson(response);
    for (const name of SECRET_MEMBERS) this.secrets.add(answer[name], MASKED);
    return answer;
  }

  async #renew<Tokens extends OAuth2Tokens>(
    tokens: Tokens,
    refreshToken: string,
    signal: AbortSignal,
  ): Promise<Tokens> {
    const answer = await this.ask(
      this.server.token,
      { grant_type: "refresh_token", refresh_token: refreshToken },
      signal,
    );
    return { ...tokens, sessionExpiresIn: undefined, ...this.read(answer) };
  }
}

/** What is wrong, if the server says so. */
export function errorIn(answer: ServerAnswer): string | undefined {
  return typeof answer["error"] === "string" ? answer["error"] : undefined;
}

/** @throws what the error of the server means for the session */
export function throwIfRefused(answer: ServerAnswer, url: string): void {
  const error = errorIn(answer);
  if (error === undefined) return;
  const { host } = new URL(url);
  const description = answer["error_description"];
  const details = typeof description === "string" ? `${error}, ${description.slice(0, MAX_DESCRIPTION)}` : error;
  switch (error) {
    case "invalid_grant":
      throw new InvalidCredentials(`${host} no longer accepts this login (${details})`);
    case "temporarily_unavailable":
    case "server_error":
    case "slow_down":
      throw new BackendNotAvailable(`${host} is not available (${details})`);
    case "invalid_client":
    case "unauthorized_client":
      throw new BackendError(`${host} does not accept this integration (${details}): check clientId and clientSecret`);
    default:
      throw new BackendError(`${host} refused to issue tokens (${details})`);
  }
}

/** A page instead of JSON says that something is in the way, and nothing about the user. */
function readJson(response: HttpResponse): ServerAnswer {
  const { host } = new URL(response.url);
  let answer: unknown;
  try {
    answer = response.json({ contentTypes: "any" });
  } catch {
    throw new BackendNotAvailable(`${host} responded with something other than tokens (status ${response.status})`);
  }
  if (typeof answer === "object" && answer !== null) {
    if (response.status < 400 || errorIn(answer as ServerAnswer) !== undefined) return answer as ServerAnswer;
    throw new BackendError(`${host} responded with status ${response.status} and no reason`);
  }
  throw new UnknownBackendResponse(`${host} responded with JSON that is not an object`);
}

function toTokens(answer: ServerAnswer, url: string): OAuth2Tokens {
  const { access_token: accessToken, refresh_token: refreshToken, id_token: idToken } = answer;
  if (typeof accessToken !== "string")
    throw new UnknownBackendResponse(`${new URL(url).host} returned no access_token`);
  const expiresIn = toSeconds(answer["expires_in"]);
  const sessionExpiresIn = toSeconds(answer["refresh_expires_in"] ?? answer["refresh_token_expires_in"]);
  return {
    accessToken,
    ...(typeof refreshToken === "string" && { refreshToken }),
    ...(typeof idToken === "string" && { idToken }),
    ...(expiresIn !== undefined && { expiresIn }),
    ...(sessionExpiresIn !== undefined && { sessionExpiresIn }),
  };
}

/** Some servers say it as a text, and some say 0 for what does not expire. */
function toSeconds(value: unknown): number | undefined {
  const seconds = Number(value);
  return seconds > 0 ? seconds : undefined;
}

function basic(clientId: string, clientSecret: string): string {
  const credentials = [clientId, clientSecret].map(encodeURIComponent).join(":");
  return `Basic ${Buffer.from(credentials).toString("base64")}`;
}
