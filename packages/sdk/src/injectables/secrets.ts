/**
 * Values that must not appear in the log. Credentials, cookies and the token are in it by themselves; add what the
 * framework cannot know, such as an API key that is read from a file.
 */
export abstract class Secrets {
  /** Masks this value, or every string inside it, in all log lines from now on. Values shorter than 3 characters stay. */
  abstract add(secret: unknown): void;

  /** A text with every secret masked. */
  abstract mask(text: string): string;
}
