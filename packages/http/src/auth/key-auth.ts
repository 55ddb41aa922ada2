import { type InjectionKey, InvalidCredentials, type Token, token } from "@galaxy-kit/sdk";
import type { HttpAuth } from "./http-auth.js";

/** What is injected for a list of keys. */
export type Injected<Keys extends readonly InjectionKey[]> = {
  readonly [Index in keyof Keys]: Keys[Index] extends InjectionKey<infer T> ? T : never;
};

/** Options of {@link keyAuth}. */
export interface KeyAuthOptions<Keys extends readonly InjectionKey[]> {
  /** What to inject, such as a class with settings. */
  readonly inject: Keys;
  /**
   * Returns what each request carries. What a request has already is left alone, so a form can try a key that is not saved yet:
   * `this.get("profile", { searchParams: { key } })`.
   */
  readonly send: (...injected: Injected<Keys>) => {
    readonly headers?: Readonly<Record<string, string>>;
    readonly searchParams?: Readonly<Record<string, string | undefined>>;
  };
  /** What the user reads if the backend does not accept the key (401). */
  readonly refused: string;
}

/**
 * Authorizes requests with an API key that the user has entered. A key that is refused is an `InvalidCredentials`: the library stays, and
 * the user is asked again.
 *
 * @example
 * ```ts
 * const auth = keyAuth({
 *   inject: [ShopSettings],
 *   send: ({ apiKey }) => ({ headers: { "x-api-key": apiKey } }),
 *   refused: "The shop does not know this key",
 * });
 *
 * @HttpApi({ baseUrl: "https://api.shop.example", auth })
 * export class ShopApi extends HttpClient {}
 * ```
 */
export function keyAuth<const Keys extends readonly InjectionKey[]>({
  inject,
  send,
  refused,
}: KeyAuthOptions<Keys>): Token<HttpAuth> {
  return token<HttpAuth>("an API key", {
    inject,
    make: (...injected: unknown[]) =>
      ({
        refusals: [401],
        authorize({ url, headers }) {
          const parts = send(...(injected as unknown as Injected<Keys>));
          for (const [name, value] of Object.entries(parts.headers ?? {})) headers[name.toLowerCase()] ??= value;
          for (const [name, value] of Object.entries(parts.searchParams ?? {})) {
            if (value !== undefined && !url.searchParams.has(name)) url.searchParams.set(name, value);
          }
        },
        refused: () => Promise.reject(new InvalidCredentials(refused)),
      }) satisfies HttpAuth,
  });
}
