import type { JsonValue } from "@galaxy-kit/protocol";

/**
 * Values that GALAXY keeps between runs, one store for an integration. Inject it; it is there from the handshake on, and
 * every use before that, in a constructor for example, is a {@link NotReadyError} instead of a value that gets lost.
 *
 * Changes stay in this process until {@link push}. What the client does with values that are no strings is not known: the
 * Python API declares strings only, so encode anything else with `JSON.stringify` to be safe.
 *
 * The wiped store after the user disconnects, and the store of a first run, are empty.
 */
export abstract class PersistentCache {
  /** The value of a key; undefined when there is none. */
  abstract get(key: string): JsonValue | undefined;
  /** Whether a key has a value. */
  abstract has(key: string): boolean;
  /** All keys, but for the framework's own. */
  abstract keys(): string[];

  /** Changes a value, in this process. The key `credentials` is the framework's own: use the {@link CredentialStore}. */
  abstract set(key: string, value: JsonValue): void;
  /** Removes a key, in this process. */
  abstract delete(key: string): void;
  /** Removes all keys, in this process; the credentials stay. */
  abstract clear(): void;

  /**
   * Sends the whole store to GALAXY (`push_cache`). The credentials go with it, as the client replaces everything it has
   * stored and would forget the login otherwise.
   */
  abstract push(): void;
}
