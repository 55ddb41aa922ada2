import { CodecError, type Credentials, pluginNotifications } from "@galaxy-kit/protocol";
import { CredentialStore, NotReadyError, type Secrets } from "@galaxy-kit/sdk";
import type { Notifier } from "../client/notifier.js";

/** The {@link CredentialStore} of one run. */
export class KernelCredentialStore extends CredentialStore {
  private known: Credentials | undefined;
  private ready = false;

  constructor(
    private readonly notifier: Notifier,
    private readonly secrets: Secrets,
  ) {
    super();
  }

  override get current(): Credentials | undefined {
    if (this.ready) return this.known;
    throw new NotReadyError("Credentials are there from the handshake on: read them in @Authenticate() or @OnHandshake(), not in a constructor.");
  }

  override save(credentials: object): void {
    this.secrets.add(credentials);
    // The codec would quote a part of it, which the log would not recognise.
    if (typeof credentials === "string") throw new CodecError("an object", "a string");
    this.notifier.send(pluginNotifications.storeCredentials, credentials as Credentials);
    this.known = credentials as Credentials;
  }

  /** What the client has stored, as far as it has told; what was saved since then stays. */
  receive(credentials: Credentials | undefined): void {
    this.secrets.add(credentials);
    this.known = credentials ?? this.known;
    this.ready = true;
  }

  /** What a push of the cache must carry along. */
  get toPush(): Credentials | undefined {
    return this.known;
  }
}
