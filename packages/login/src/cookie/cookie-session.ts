import { Session } from "../session/session.js";

/**
 * A session that cookies prove, for `@CookieLogin()`. They are in the `CookieJar` of the integration: use it as the `auth` of an
 * `@HttpApi({ cookies: CookieJar, … })`.
 */
export abstract class CookieSession extends Session {
  /** The client sends the cookies. */
  protected override sign(): void {
    return undefined;
  }
}
