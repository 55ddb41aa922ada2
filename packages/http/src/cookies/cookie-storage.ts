import { type Awaitable, type JsonObject, PersistentCache } from "@galaxy-kit/sdk";
import { recordRecipe } from "@galaxy-kit/sdk/extend";

/** A cookie as it is stored. */
export interface StoredCookie extends JsonObject {
  readonly key: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
}

/**
 * Where the cookies of an integration are from one start to the next. By default, GALAXY keeps them with the integration's cache, until the
 * user disconnects. A provider can keep them elsewhere, such as with the credentials of a login.
 */
export abstract class CookieStorage {
  /** Returns what was saved last, or nothing. Called when the first request needs it. */
  abstract load(): Awaitable<readonly StoredCookie[]>;
  /** Saves all cookies. Called when some have changed, at most every five seconds, and at the end. */
  abstract save(cookies: readonly StoredCookie[]): Awaitable<void>;
}

const KEY = "galaxy-kit:cookies";

class CachedCookies extends CookieStorage {
  constructor(private readonly cache: PersistentCache) {
    super();
  }

  load(): readonly StoredCookie[] {
    const text = this.cache.get(KEY);
    if (typeof text !== "string") return [];
    try {
      return JSON.parse(text) as readonly StoredCookie[];
    } catch {
      // An earlier version, or the user's own work: the user logs in again.
      return [];
    }
  }

  save(cookies: readonly StoredCookie[]): void {
    this.cache.set(KEY, JSON.stringify(cookies));
    this.cache.push();
  }
}

recordRecipe(CookieStorage, { inject: [PersistentCache], make: (cache: PersistentCache) => new CachedCookies(cache) });
