import { type Credentials, pluginNotifications } from "@galaxy-kit/protocol";
import { CredentialStore, NotReadyError, type Secrets } from "@galaxy-kit/sdk";
import type { Notifier } from "../rpc/notifier.js";
import { toPlainObject } from "../rpc/plain-json.js";

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
      "Credentials are there from the handshake on: read them in @Authenticate() or @OnHandshake(), not in a constructor.",
    );
  }

  override save(credentials: object): void {
    if (!this.#ready) {
      throw new NotReadyError(
        "Credentials can be kept from the handshake on: save them in @Authenticate() or later, not in a constructor.",
      );
    }
    this.send(credentials);
  }

  /** The same at any time: what is sent before the handshake is remembered, though GALAXY may drop it. */
  send(credentials: object): void {
    this.secrets.add(credentials);
    const plain = toPlainObject(credentials);
    this.notifier.send(pluginNotifications.storeCredentials, plain);
    this.#known = plain;
    this.#saved = true;
  }

  /** What the client has stored, as far as it has told; what was saved since then stays. */
  receive(credentials: Credentials | undefined): void {
    this.secrets.add(credentials);
    if (!this.#saved) this.#known = copyOf(credentials) ?? this.#known;
    this.#ready = true;
  }

  /** What a push of the cache must carry along. */
  get toPush(): Credentials | undefined {
    return this.#known;
  }
}

/** Whatever the author does with the object afterwards. */
function copyOf(credentials: Credentials | undefined): Credentials | undefined {
  return credentials && toPlainObject(credentials);
}
