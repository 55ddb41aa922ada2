import { HttpAuth, type HttpRequest, type HttpResponse } from "@galaxy-kit/http";
import { type Awaitable, NotReadyError } from "@galaxy-kit/sdk";
import { recordInstanceHook } from "@galaxy-kit/sdk/extend";
import type { HeldTokens } from "./held-tokens.js";
import { isRefusal, SessionKeeper } from "./session-keeper.js";
import { SessionParts } from "./session-parts.js";
import type { SessionTokens } from "./session-tokens.js";
import type { Renew } from "./token-renewal.js";

/** How a session is doing. */
export interface SessionState {
  /** `none`: nobody has logged in yet. `active`: there are tokens. `lost`: the user has to log in again. */
  readonly kind: "none" | "active" | "lost";
  /** Why it was lost. */
  readonly reason?: string;
}

/** A class that extends {@link Session}. */
export type SessionClass<Tokens extends SessionTokens> = new (...dependencies: never[]) => Session<Tokens>;

/**
 * The user's session with the platform: has a valid token at any time, for as long as the user is logged in. Extend it, so that it has a
 * name of its own, and pass the class to the decorator of the login:
 *
 * ```ts
 * @Service()
 * export class ShopSession extends Session<OAuth2Tokens> {}
 * ```
 *
 * As the `auth` of an `@HttpApi()`, it authorizes every request. A token is renewed before it expires, and when it is refused; once for
 * all requests that need it.
 */
export abstract class Session<Tokens extends SessionTokens = SessionTokens> extends HttpAuth {
  static {
    recordInstanceHook(Session, {
      inject: [SessionParts],
      attach: (session: Session, parts: SessionParts) => {
        session.#open(parts);
      },
    });
  }

  #keeper: SessionKeeper<Tokens> | undefined;
  /** How the login renews tokens. */
  #renewByLogin: Renew<Tokens> = () => undefined;
  /** What each request was sent with. */
  readonly #used = new WeakMap<HttpRequest, HeldTokens<Tokens>>();

  /**
   * Resolves to a valid access token.
   *
   * @throws `InvalidCredentials` if the user has to log in again, and `AuthenticationRequired` if nobody has logged in yet
   * @throws `NetworkError`, `BackendNotAvailable` and others if the token has to be renewed, and cannot be at the moment
   */
  async token(): Promise<string> {
    return requireToken(await this.tokens(), "Call tokens() instead of token().");
  }

  /** Resolves to everything that the login has given, with a valid access token. Throws what {@link token} throws. */
  async tokens(): Promise<Tokens> {
    return (await this.#requiredKeeper.current()).tokens;
  }

  /** When the access token expires, in milliseconds since 1970; undefined if that is unknown or the session is lost. */
  get expiresAt(): number | undefined {
    return this.#requiredKeeper.expiresAt;
  }

  /** When the session ends even if it is renewed, in milliseconds since 1970; undefined if that is unknown or the session is lost. */
  get endsAt(): number | undefined {
    return this.#requiredKeeper.endsAt;
  }

  get state(): SessionState {
    const { state: kind, lost } = this.#requiredKeeper;
    return lost ? { kind, reason: lost.message } : { kind };
  }

  /** Marks the access token as invalid: the next {@link token} renews it. */
  invalidate(): void {
    this.#requiredKeeper.invalidate();
  }

  override async authorize(request: HttpRequest, signal: AbortSignal): Promise<void> {
    const held = await this.#requiredKeeper.current();
    signal.throwIfAborted();
    this.#used.set(request, held);
    await this.sign(request, held.tokens);
  }

  override async refused({ request }: HttpResponse): Promise<boolean> {
    const used = this.#used.get(request);
    return used === undefined ? false : await this.#requiredKeeper.refused(used);
  }

  /** Adds the token to a request: as `Authorization: Bearer …`. Override it for a platform that wants it elsewhere. */
  protected sign(request: HttpRequest, tokens: Tokens): Awaitable<void> {
    const remedy =
      `Override sign() in ${this.constructor.name} to add to requests what the login did return; ` +
      "if cookies are all there is, extend CookieSession instead of Session.";
    request.headers["authorization"] = `Bearer ${requireToken(tokens, remedy)}`;
  }

  /**
   * Renews the tokens. Override it for a platform with a way of its own. Throw `InvalidCredentials` if the user has to log in again; with
   * any other error, the session stays.
   *
   * @param signal - fires when the integration has closed
   * @returns undefined if the tokens cannot be renewed. What the new tokens do not say stays as it was, apart from how long they last
   */
  protected renew(tokens: Tokens, signal: AbortSignal): Awaitable<Partial<Tokens> | undefined> {
    return this.#renewByLogin(tokens, signal);
  }

  /**
   * Logs in again without the user, with what lasts longer than the tokens, such as the cookie of a single sign-on. Called if the tokens
   * can no longer be renewed, before the user has to log in. Throw `InvalidCredentials` if the user has to. How long the session lasts
   * is then what the login has said, and not what renewed tokens say.
   *
   * @param signal - fires when the integration has closed
   */
  protected reauthenticate?(tokens: Tokens, signal: AbortSignal): Promise<Partial<Tokens>>;

  /**
   * For the login that fills the session.
   *
   * @internal
   */
  connect(renewByLogin: Renew<Tokens>): SessionKeeper<Tokens> {
    this.#renewByLogin = renewByLogin;
    return this.#requiredKeeper;
  }

  get #requiredKeeper(): SessionKeeper<Tokens> {
    if (this.#keeper) return this.#keeper;
    throw new NotReadyError(
      `${this.constructor.name} is usable once it has been injected: do not use it in its own constructor.`,
    );
  }

  #open(parts: SessionParts): void {
    this.#keeper = new SessionKeeper(this.constructor.name, parts, (tokens, signal) => this.#renewed(tokens, signal));
  }

  async #renewed(tokens: Tokens, signal: AbortSignal): Promise<Partial<Tokens> | undefined> {
    if (!this.reauthenticate) return await this.renew(tokens, signal);
    const renewed = (await this.#renewedUnlessRefused(tokens, signal)) ?? (await this.reauthenticate(tokens, signal));
    // The login has said how long the session lasts. That of a refresh token does not matter then.
    return { ...renewed, sessionExpiresIn: undefined };
  }

  async #renewedUnlessRefused(tokens: Tokens, signal: AbortSignal): Promise<Partial<Tokens> | undefined> {
    try {
      return await this.renew(tokens, signal);
    } catch (error) {
      if (isRefusal(error)) return undefined;
      throw error;
    }
  }
}

function requireToken({ accessToken }: SessionTokens, remedy: string): string {
  if (accessToken !== undefined) return accessToken;
  throw new TypeError(`The login of this session returned no accessToken. ${remedy}`);
}
