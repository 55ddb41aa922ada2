import type { Credentials } from "@galaxy-kit/protocol";

/**
 * The user's credentials, which the client keeps for this integration. Their values are masked in the log.
 *
 * Inject it into a service that reads and replaces credentials, such as an API client that refreshes tokens.
 */
export abstract class CredentialStore {
  /**
   * The stored credentials: those passed to `@Authenticate()` at startup, or those {@link save}d since then.
   * Undefined if the user has never connected, or if what the client has stored is not an object: that reaches only
   * `@Authenticate()`.
   *
   * @throws {@link NotReadyError} before the handshake
   */
  abstract readonly current: Credentials | undefined;

  /**
   * Stores credentials (`store_credentials`); the client passes them to `@Authenticate()` at the next startup. Call it after
   * a login and whenever a token was refreshed. It does the same as `GalaxyClient.storeCredentials`, for a service that does
   * not otherwise need the client.
   *
   * @throws `CodecError` if they cannot be represented as a JSON object
   */
  abstract save(credentials: object): void;
}
