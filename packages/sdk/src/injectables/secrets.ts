/**
 * Values that must not appear in the log. Credentials, cookies and tokens exchanged with the client are included
 * automatically; add anything else, such as an API key that you read from a file.
 */
export abstract class Secrets {
  /** Masks a value, or every string in it, in all log lines from now on. Values shorter than 3 characters are not masked. */
  abstract add(secret: unknown): void;

  /** Returns a text with every secret masked. */
  abstract mask(text: string): string;
}
