import { Clock, type Cookie, Lifetime, Logger, Secrets, Service } from "@galaxy-kit/sdk";
import { Background } from "@galaxy-kit/sdk/extend";
import type { Cookie as ToughCookie } from "tough-cookie";
import { type DatedCookie, isTooLong, surplusOf } from "./cookie-limits.js";
import { CookieStorage, type StoredCookie } from "./cookie-storage.js";
import type { ToughJar } from "./open-jar.js";
import { PacedSave } from "./paced-save.js";

/** Shorter values, such as `true` or `en-US`, are not secrets, and would be masked in every line. */
const SECRET_LENGTH = 8;

/** When a cookie was set or used does not count as a change. */
const NOT_STORED: ReadonlySet<string> = new Set(["creation", "lastAccessed"]);

/**
 * The cookies of the integration. A client with `cookies` sends them, and takes those of each response, also of redirects.
 *
 * They are saved when they change: see {@link CookieStorage}. There are up to 50 of one domain, and 3,000 in all. Their values are masked in the log.
 *
 * @example
 * ```ts
 * @HttpApi({ baseUrl: "https://www.shop.example", cookies: CookieJar })
 * export class ShopSite extends HttpClient {}
 * ```
 */
@Service()
export class CookieJar {
  readonly #storage: CookieStorage;
  readonly #secrets: Secrets;
  readonly #save: PacedSave;
  #opened: Promise<ToughJar> | undefined;
  #saved = "[]";

  constructor(
    storage: CookieStorage,
    secrets: Secrets,
    clock: Clock,
    background: Background,
    lifetime: Lifetime,
    log: Logger,
  ) {
    this.#storage = storage;
    this.#secrets = secrets;
    this.#save = new PacedSave(() => this.#saveNow(), { clock, background, lifetime, log });
  }

  /** Resolves to the `cookie` header for an address: an empty text without any. */
  async header(url: string | URL): Promise<string> {
    return (await this.#jar()).getCookieString(String(url));
  }

  /** Resolves to the value of a cookie that is sent to an address, or to undefined. */
  async get(name: string, url: string | URL): Promise<string | undefined> {
    const cookies = await (await this.#jar()).getCookies(String(url));
    return cookies.find(({ key }) => key === name)?.value;
  }

  /**
   * Adds the cookies of a login window, or replaces them. Those of a page with https are sent nowhere else: GALAXY does not say which may.
   *
   * @param url - the page that they are from, for those that do not say which host they belong to
   */
  async set(cookies: readonly Cookie[], url: string | URL): Promise<void> {
    const jar = await this.#jar();
    const { Cookie } = await import("./open-jar.js");
    const { hostname, protocol } = new URL(url);
    for (const { name, value, domain = hostname, path = "/" } of cookies) {
      const host = domain.replace(/^\./, "");
      const kind = { hostOnly: !domain.startsWith("."), secure: protocol === "https:" };
      const cookie = new Cookie({ key: name, value, domain: host, path, ...kind });
      await jar.setCookie(cookie, `${protocol}//${host}${path}`, { ignoreError: true });
    }
    await this.#changed();
  }

  /** Takes a `set-cookie` header of a response. One that is not valid, or longer than 4,096 bytes, is ignored, as browsers do. */
  async receive(header: string, url: string | URL): Promise<void> {
    const jar = await this.#jar();
    const { Cookie } = await import("./open-jar.js");
    const cookie = Cookie.parse(header, { loose: false });
    if (!cookie || isTooLong(cookie)) return;
    await jar.setCookie(cookie, String(url), { ignoreError: true });
    await this.#changed();
  }

  /** Removes all cookies: the user has logged out. */
  async clear(): Promise<void> {
    await (await this.#jar()).removeAllCookies();
    await this.#changed();
  }

  /** Replaces all cookies with those that {@link all} has returned. */
  async restore(cookies: readonly StoredCookie[]): Promise<void> {
    const jar = await this.#jar();
    await jar.removeAllCookies();
    await put(cookies, jar);
    await this.#changed();
  }

  /** Resolves to all cookies as they are stored. */
  async all(): Promise<readonly StoredCookie[]> {
    const { cookies } = await (await this.#jar()).serialize();
    return cookies.map(toStored);
  }

  #jar(): Promise<ToughJar> {
    this.#opened ??= this.#open().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #open(): Promise<ToughJar> {
    const stored = await this.#storage.load();
    const { ToughJar } = await import("./open-jar.js");
    const jar = new ToughJar();
    await put(stored, jar);
    const cookies = (await jar.serialize()).cookies.map(toStored);
    this.#mask(cookies);
    this.#saved = JSON.stringify(cookies);
    return jar;
  }

  async #changed(): Promise<void> {
    await this.#removeSurplus(await this.#jar());
    const cookies = await this.all();
    this.#mask(cookies);
    if (JSON.stringify(cookies) !== this.#saved) this.#save.request();
  }

  async #removeSurplus(jar: ToughJar): Promise<void> {
    for (const { domain = "", path = "/", key = "" } of surplusOf((await jar.serialize()).cookies as DatedCookie[]))
      await jar.store.removeCookie(domain, path, key);
  }

  async #saveNow(): Promise<void> {
    const cookies = await this.all();
    const text = JSON.stringify(cookies);
    if (text === this.#saved) return;
    await this.#storage.save(cookies);
    this.#saved = text;
  }

  #mask(cookies: readonly StoredCookie[]): void {
    const values = cookies.map(({ value }) => value).filter(({ length }) => length >= SECRET_LENGTH);
    this.#secrets.add(values, { lastOf: "cookies" });
  }
}

async function put(cookies: readonly StoredCookie[], jar: ToughJar): Promise<void> {
  const { Cookie } = await import("./open-jar.js");
  for (const json of cookies) {
    const cookie = Cookie.fromJSON(json);
    if (cookie) await jar.store.putCookie(cookie);
  }
}

function toStored(cookie: ReturnType<ToughCookie["toJSON"]>): StoredCookie {
  return Object.fromEntries(Object.entries(cookie).filter(([name]) => !NOT_STORED.has(name))) as StoredCookie;
}
