import type { JsonValue } from "@galaxy-kit/protocol";

/**
 * Values that the client keeps between runs: one store for each integration. Inject it. It is available after the handshake;
 * before that, for example in a constructor, every method throws a {@link NotReadyError}.
 *
 * Changes stay in this process until {@link push}. The Python API supports only strings as values, and what the client does
 * with others is unknown: encode them with `JSON.stringify` to be safe.
 *
 * The store is empty in the first run, and again after the user disconnects.
 */
export abstract class PersistentCache {
  /** Returns the value of a key, or undefined. */
  abstract get(key: string): JsonValue | undefined;
  /** Returns whether a key has a value. */
  abstract has(key: string): boolean;
  /** Returns all keys except the framework's own. */
  abstract keys(): string[];

  /**
   * Sets a value in this process.
   *
   * @throws `RangeError` for the key `credentials`, which is reserved: use the {@link CredentialStore}
   */
  abstract set(key: string, value: JsonValue): void;
  /** Deletes a key in this process. */
  abstract delete(key: string): void;
  /** Deletes all keys in this process, but not the credentials. */
  abstract clear(): void;

  /**
   * Sends the whole store to the client (`push_cache`). The credentials are included, because the client replaces everything
   * it has stored and would otherwise forget the login.
   */
  abstract push(): void;
}
