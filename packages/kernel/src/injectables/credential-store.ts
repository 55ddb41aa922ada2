import { type Credentials, pluginNotifications } from "@galaxy-kit/protocol";
import { CredentialStore, NotReadyError, type Secrets } from "@galaxy-kit/sdk";
import type { Notifier } from "../rpc/notifier.js";
import { toPlainJson, toPlainObject } from "../rpc/plain-json.js";

/** With each renewal, new ones take the place of those before. */
const MASKED = { lastOf: "credentials" };

/** The {@link CredentialStore} of one run. */
export class KernelCredentialStore extends CredentialStore {
  #known: Credentials | undefined;
  #ready = false;
  #saved = false;

  constructor(
    private readonly notifier: Notifier,
    private readonly secrets: Secrets,
  ) {
    super();
  }

  override get current(): Credentials | undefined {
    if (this.#ready) return copyOf(this.#known);
    throw new NotReadyError(
      "Credentials are available only after the handshake: read them in @Authenticate() or @OnHandshake(), not in a constructor.",
    );
  }

  override save(credentials: object): void {
    if (!this.#ready) {
      throw new NotReadyError(
        "Credentials can be saved only after the handshake: save them in @Authenticate() or later, not in a constructor.",
      );
    }
    this.send(credentials);
  }

  /** Saves credentials at any time. Before the handshake they are remembered here, although GALAXY may drop them. */
  send(credentials: object): void {
    this.secrets.add(credentials, MASKED);
    const plain = toPlainObject(credentials, "credentials");
    this.notifier.send(pluginNotifications.storeCredentials, plain);
    this.#known = plain;
    this.#saved = true;
  }

  /**
   * Takes the credentials that the client has stored, unless newer ones were saved.
   *
   * @throws `CodecError` if they are nested too deeply to be copied
   */
  receive(credentials: Credentials | undefined): void {
    this.secrets.add(credentials, MASKED);
    if (!this.#saved) this.#known = copyOf(credentials) ?? this.#known;
    this.#ready = true;
  }

  /** The credentials that a push of the cache has to include. */
  get toPush(): Credentials | undefined {
    return this.#known;
  }
}

/**
 * A copy, so that later changes by the author have no effect. A number that is too large for JSON becomes null: the user would have to log
 * in again if the credentials were refused for it.
 */
function copyOf(credentials: Credentials | undefined): Credentials | undefined {
  if (!credentials) return undefined;
  try {
    return toPlainJson(credentials) as Credentials;
  } catch {
    // Nested too deeply: this says where.
    return toPlainObject(credentials, "credentials");
  }
}
