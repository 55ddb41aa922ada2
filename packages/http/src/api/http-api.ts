import { type InjectionKey, Service, type Token, token } from "@galaxy-kit/sdk";
import { recordInstanceHook, recordMistake } from "@galaxy-kit/sdk/extend";
import type { HttpAuth } from "../auth/http-auth.js";
import type { HttpClientOptions } from "../client/client-options.js";
import { mistakeIn } from "../client/client-settings.js";
import { complete, type HttpClient } from "../client/http-client.js";
import type { HttpContext } from "../client/http-context.js";
import type { CookieJar } from "../cookies/cookie-jar.js";

/** Options of {@link HttpApi}: those of every client, with an `auth` that is injected. */
export interface HttpApiOptions extends Omit<HttpClientOptions, "auth" | "cookies"> {
  /** The service that authorizes the requests, such as a session. */
  readonly auth?: InjectionKey<HttpAuth> | undefined;
  /** `CookieJar`: keeps the cookies of responses and sends them. */
  readonly cookies?: InjectionKey<CookieJar> | undefined;
}

/** A class that extends {@link HttpClient}. */
export type HttpApiClass = new (context: HttpContext, ...dependencies: never[]) => HttpClient;

/** Injected in place of what an API does without. */
const NONE = token<undefined>("nothing", { make: () => undefined });

const baseUrls = new WeakMap<HttpApiClass, Token<string | URL | undefined>>();

/**
 * Declares a backend: a class whose methods send its requests. It is injected without a provider, one instance for each run.
 *
 * A constructor of its own takes an {@link HttpContext} first, and passes it to `super()`.
 *
 * @example
 * ```ts
 * @HttpApi({ baseUrl: "https://api.shop.example/v2", auth: ShopSession, rate: { requests: 8, per: "1s" } })
 * export class ShopApi extends HttpClient {
 *   profile(signal?: AbortSignal) {
 *     return this.get("/profile", { signal }).json(Profile);
 *   }
 * }
 * ```
 */
export function HttpApi(options: HttpApiOptions = {}): (target: HttpApiClass) => void {
  return (target) => {
    const { auth, cookies, retry = {}, ...others } = options;
    const common = { retry, ...others };
    Service()(target);
    const mistake = mistakeIn(common);
    if (mistake) recordMistake(target, { decorator: "@HttpApi()", ...mistake });
    const baseUrl = token<string | URL | undefined>(`the base URL of ${target.name}`, { make: () => options.baseUrl });
    baseUrls.set(target, baseUrl);
    recordInstanceHook(target, {
      inject: [baseUrl, auth ?? NONE, cookies ?? NONE],
      attach: (api: HttpClient, url: string | URL | undefined, authorizes?: HttpAuth, jar?: CookieJar) => {
        complete(api, { ...common, baseUrl: url, auth: authorizes, cookies: jar });
      },
    });
  };
}

/**
 * The base URL of an API, for a provider that replaces the one of `@HttpApi()`: in a test, or with an address that the user sets.
 *
 * @example
 * ```ts
 * await startTestPlugin(ShopPlugin, { overrides: [{ provide: baseUrlOf(ShopApi), useValue: backend.url }] });
 * ```
 *
 * @throws `TypeError` if the class has no `@HttpApi()`
 */
export function baseUrlOf(api: HttpApiClass): Token<string | URL | undefined> {
  const found = baseUrls.get(api);
  if (found) return found;
  throw new TypeError(`${api.name} has no @HttpApi(): add it, or pass another class to baseUrlOf().`);
}
