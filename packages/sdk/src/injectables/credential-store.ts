import type { Credentials } from "@galaxy-kit/protocol";

/**
 * The user's credentials, as GALAXY keeps them for this integration. Everything that passes through it is masked in the log.
 */
export abstract class CredentialStore {
  /**
   * What GALAXY has stored: handed to `@Authenticate()` at the start, replaced by {@link save}. Undefined when the user has
   * never connected. Before the handshake this is a {@link NotReadyError}.
   */
  abstract readonly current: Credentials | undefined;

  /**
   * Makes GALAXY keep these credentials (`store_credentials`) and hand them to `@Authenticate()` at the next start.
   * Call it after a login and whenever a token was refreshed.
   */
  abstract save(credentials: object): void;
}
