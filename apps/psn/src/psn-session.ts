import { OAuth2Client, type OAuth2Tokens, Session } from "@galaxy-kit/login";
import { Service } from "@galaxy-kit/sdk";
import { PsnSettings } from "./settings.js";

const REDIRECT_URI = "com.scee.psxandroid.scecompcall://redirect";
/** How long Sony accepts what the user has pasted: measured. Refresh tokens last ten days, however often they are used. */
const NPSSO_S = 60 * 86_400;

type PsnTokens = OAuth2Tokens & { readonly npsso: string };

/** The user's session, which lasts as long as what the user has pasted. */
@Service()
export class PsnSession extends Session<PsnTokens> {
  constructor(
    private readonly oauth: OAuth2Client,
    private readonly client: PsnSettings,
  ) {
    super();
  }

  async logIn(npsso: string, signal: AbortSignal): Promise<PsnTokens> {
    const headers = { cookie: `npsso=${npsso}` };
    const refused = "Sony does not know this code anymore: log in, and copy it again";
    const tokens = await this.oauth.logInSilently(this.client, { redirectUri: REDIRECT_URI, headers, refused, signal });
    return { ...tokens, npsso, sessionExpiresIn: NPSSO_S };
  }

  protected override renew({ refreshToken = "" }: PsnTokens, signal: AbortSignal) {
    const grant = { grant_type: "refresh_token", refresh_token: refreshToken, scope: this.client.scopes.join(" ") };
    return this.oauth.tokens(this.client, grant, signal);
  }

  protected override reauthenticate({ npsso }: PsnTokens, signal: AbortSignal) {
    return this.logIn(npsso, signal);
  }
}
