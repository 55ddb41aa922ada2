import {
  CodecError,
  describe,
  Findings,
  isPlainObject,
  json,
  type JsonObject,
  type JsonValue,
  pluginNotifications,
} from "@galaxy-kit/protocol";
import { NotReadyError, PersistentCache } from "@galaxy-kit/sdk";
import type { Notifier } from "../rpc/notifier.js";
import type { KernelCredentialStore } from "./credential-store.js";

/** The key of the credentials in the one record that the client keeps for an integration. */
const CREDENTIALS = "credentials";

/** What the keys of the framework's own values begin with. */
const FRAMEWORK = "galaxy-kit/";

/** Returns a key that authors do not see among theirs. */
export function frameworkKey(name: string): string {
  return FRAMEWORK + name;
}

/**
 * The {@link PersistentCache} of one run. The client keeps cache and credentials in one record, which a push replaces as a
 * whole. They are separated here on arrival and combined again for a push.
 */
export class KernelPersistentCache extends PersistentCache {
  #entries: Map<string, JsonValue> | undefined;

  constructor(
    private readonly notifier: Notifier,
    private readonly credentials: KernelCredentialStore,
  ) {
    super();
  }

  /** Takes the client's record, which comes with the handshake. */
  receive(data: JsonObject): void {
    const entries = new Map(Object.entries(data));
    const stored = entries.get(CREDENTIALS);
    const areCredentials = isPlainObject(stored);
    if (areCredentials) entries.delete(CREDENTIALS);
    this.credentials.receive(areCredentials ? stored : undefined);
    this.#entries = entries;
  }

  override get(key: string): JsonValue | undefined {
    return this.#ready.get(key);
  }

  override has(key: string): boolean {
    return this.#ready.has(key);
  }

  override keys(): string[] {
    return [...this.#ready.keys()].filter((key) => !key.startsWith(FRAMEWORK));
  }

  override set(key: string, value: JsonValue): void {
    if (typeof key !== "string") {
      throw new TypeError(
        `PersistentCache.set() needs a string as the key, but found ${describe(key)}: GALAXY stores it as a string, so it would not be found after a restart. Call cache.set(String(…), …).`,
      );
    }
    if (key === CREDENTIALS) {
      throw new RangeError(
        `The key "${CREDENTIALS}" is reserved: save credentials with GalaxyClient.storeCredentials().`,
      );
    }
    checkStorable(key, value);
    this.#ready.set(key, value);
  }

  override delete(key: string): void {
    this.#ready.delete(key);
  }

  override clear(): void {
    for (const key of this.keys()) this.#ready.delete(key);
  }

  override push(): void {
    const credentials = this.credentials.toPush;
    const entries = credentials
      ? new Map<string, JsonValue>([...this.#ready, [CREDENTIALS, credentials]])
      : this.#ready;
    const data: JsonObject = Object.fromEntries(entries);
    this.notifier.send(pluginNotifications.pushCache, { data });
  }

  get #ready(): Map<string, JsonValue> {
    if (this.#entries) return this.#entries;
    throw new NotReadyError(
      "The persistent cache is available only after the handshake: use it in @OnHandshake() or later, not in a constructor.",
    );
  }
}

/** JSON would lose it without a word, when the cache is pushed. */
function checkStorable(key: string, value: JsonValue): void {
  try {
    json.encode(value, new Findings());
  } catch (error) {
    throw error instanceof CodecError ? error.within(key) : error;
  }
}
