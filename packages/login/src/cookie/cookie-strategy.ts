import type { CookieJar } from "@galaxy-kit/http";
import type { Cookie, Logger } from "@galaxy-kit/sdk";
import { loginPage, type LoginPageOptions } from "../login/login-page.js";
import type { LoginAttempt, LoginStrategy, OpenedLogin, WindowEnd } from "../login/login-strategy.js";
import type { SessionTokens } from "../session/session-tokens.js";

/** The page where the user logs in, and the names of the cookies that prove who that is. */
interface CookieStrategyOptions extends Pick<LoginPageOptions, "start" | "end" | "script" | "title" | "window"> {
  readonly keep: readonly string[];
}

/** Logs in on a website, and keeps its cookies in the jar. */
export class CookieStrategy<Tokens extends SessionTokens> implements LoginStrategy<readonly Cookie[], Tokens> {
  constructor(
    private readonly options: CookieStrategyOptions,
    private readonly jar: CookieJar,
    private readonly log: Logger,
  ) {}

  begin({ submit }: LoginAttempt<readonly Cookie[]>): OpenedLogin {
    const { start, end, script, title, window } = this.options;
    return {
      page: loginPage({ start, end, title, window, ...(script !== undefined && { script }) }),
      ended: async (windowEnd) => {
        const kept = this.#cookiesIn(windowEnd);
        if (kept) await this.#logIn(kept, windowEnd.address, submit);
      },
    };
  }

  toTokens(): Tokens {
    return {} as Tokens;
  }

  /** Returns the cookies to keep; undefined if some are missing. */
  #cookiesIn({ address, cookies }: WindowEnd): readonly Cookie[] | undefined {
    const { keep } = this.options;
    const found = cookies.filter((cookie) => isOf(cookie, address));
    const kept = found.filter(({ name }) => keep.includes(name));
    const missing = keep.filter((name) => kept.every((cookie) => cookie.name !== name));
    if (missing.length === 0) return kept;
    this.log.warn("The login page is shown again, since cookies of `keep` are missing", {
      missing,
      found: [...new Set(found.map(({ name }) => name))],
      page: address.origin + address.pathname,
    });
    return undefined;
  }

  async #logIn(
    cookies: readonly Cookie[],
    address: URL,
    submit: LoginAttempt<readonly Cookie[]>["submit"],
  ): Promise<void> {
    const before = await this.jar.all();
    // Those of another user must not stay.
    await this.jar.clear();
    await this.jar.set(cookies, address);
    try {
      await submit(cookies);
    } catch (error) {
      // The session goes on as it was before, and not with another user's cookies.
      await this.jar.restore(before);
      throw error;
    }
  }
}

/** Whether a cookie belongs to a page, or to a part of the same website. The window has those of all sites that were visited. */
function isOf({ domain }: Cookie, { hostname }: URL): boolean {
  if (domain === undefined) return true;
  const host = domain.replace(/^\./, "");
  const site = hostname.replace(/^www\./, "");
  return hostname === host || hostname.endsWith(`.${host}`) || host.endsWith(`.${site}`);
}
