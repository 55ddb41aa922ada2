/** How a secret is masked. */
export interface SecretOptions {
  /**
   * A name for secrets of which each takes the place of another, such as `"tokens of the shop"`. Only the last thousands with that name are
   * masked: otherwise, the memory would fill with values that nobody uses anymore. Add those that stay again with each new one.
   */
  readonly lastOf?: string | undefined;
}

/**
 * Values that must not appear in the log. Credentials, cookies and tokens exchanged with the client are included
 * automatically; add anything else, such as an API key that you read from a file.
 */
export abstract class Secrets {
  /**
   * Masks a value, or every string and number in it, in all log lines and all errors sent to GALAXY from now on. Values shorter
   * than 3 characters are not masked. Neither are numbers of up to 8 digits in an object, such as `{ expires_in: 3600 }`, unless
   * their name says what they are, as in `{ pin: 1234 }`. A number that you pass by itself is masked.
   */
  abstract add(secret: unknown, options?: SecretOptions): void;

  /** Returns a text with every secret masked. */
  abstract mask(text: string): string;
}
