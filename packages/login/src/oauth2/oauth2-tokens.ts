import type { SessionTokens } from "../session/session-tokens.js";

/** What an OAuth 2 server gives. */
export interface OAuth2Tokens extends SessionTokens {
  /** Gets new access tokens. Without one, the session ends with its access token. */
  readonly refreshToken?: string | undefined;
  /** Identifies the user, if the scope `openid` was requested. Not verified. */
  readonly idToken?: string | undefined;
}
