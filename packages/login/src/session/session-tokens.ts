/** What a login has given. Add what your platform needs; everything is stored with the user's credentials, so it has to be JSON. */
export interface SessionTokens {
  /** Proves to the platform who the user is. */
  readonly accessToken?: string;
  /** How many seconds the access token is valid, from the moment it arrives. */
  readonly expiresIn?: number | undefined;
  /** How many seconds the session lasts, even if it is renewed. Leave it out when tokens are renewed, unless it has changed. */
  readonly sessionExpiresIn?: number | undefined;
}
