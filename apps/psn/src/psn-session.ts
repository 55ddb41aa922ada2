import { HttpClient } from "@galaxy-kit/http";
import { OAuth2Client, type OAuth2Tokens, Session } from "@galaxy-kit/login";
import { InvalidCredentials, Service } from "@galaxy-kit/sdk";
import { PsnSettings } from "./settings.js";

const REDIRECT_URI = "com.scee.psxandroid.scecompcall://redirect";
const SCOPE = "psn:mobile.v2.core psn:clientapp";
/** How long Sony accepts what the user has pasted: measured. Refresh tokens last ten days, however often they are used. */
const NPSSO_S = 60 * 86_400;

type PsnTokens = OAuth2Tokens & { readonly npsso: string };

/** Returns the address of one of Sony's servers, or of what stands in for them. */
export const at = (host: string): string => process.env["PSN_STAND_IN_URL"] ?? `https://${host}`;

/** The user's session, which lasts as long as what the user has pasted. */
@Service()
export class PsnSession extends Session<PsnTokens> {
  constructor(
    private readonly http: HttpClient,
    private readonly oauth: OAuth2Client,
    private readonly settings: PsnSettings,
  ) {
    super();
  }

  async logIn(npsso: string, signal: AbortSignal): Promise<PsnTokens> {
    if (this.settings.clientId === "") throw new InvalidCredentials("Enter the client in the settings first");
    const client = { client_id: this.settings.clientId, redirect_uri: REDIRECT_URI, scope: SCOPE };
    const searchParams = { ...client, access_type: "offline", response_type: "code" };
    const options = { searchParams, headers: { cookie: `npsso=${npsso}` }, followRedirects: false, signal };
    const { headers } = await this.http.get(`${at("ca.account.sony.com")}/api/authz/v3/oauth/authorize`, options);
    const code = new URL(headers["location"] ?? "none:").searchParams.get("code");
    if (code === null) throw new InvalidCredentials("Sony does not know this code any more: log in, and copy it again");
    const tokens = await this.#ask({ grant_type: "authorization_code", code, redirect_uri: REDIRECT_URI }, signal);
    return { ...tokens, npsso, sessionExpiresIn: NPSSO_S };
  }

  protected override async renew({ npsso, refreshToken = "" }: PsnTokens, signal: AbortSignal): Promise<PsnTokens> {
    const grant = { grant_type: "refresh_token", refresh_token: refreshToken, scope: SCOPE };
    const tokens = await this.#ask(grant, signal).catch((error: unknown) => {
      if (error instanceof InvalidCredentials) return this.logIn(npsso, signal);
      throw error;
    });
    return { ...tokens, npsso, sessionExpiresIn: undefined };
  }

  #ask(grant: Readonly<Record<string, string>>, signal: AbortSignal): Promise<OAuth2Tokens> {
    const { clientId, clientSecret } = this.settings;
    const token = `${at("ca.account.sony.com")}/api/authz/v3/oauth/token`;
    const server = { token, clientId, clientSecret, secretIn: "header" } as const;
    return this.oauth.tokens(server, { ...grant, token_format: "jwt" }, signal);
  }
}
