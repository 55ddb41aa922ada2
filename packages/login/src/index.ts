/**
 * Logins and sessions of a GOG GALAXY integration: OAuth 2, codes to paste, cookies, scripts in pages. Every export is public API.
 *
 * @packageDocumentation
 */

/** The session. */
export { Session, type SessionClass, type SessionState } from "./session/session.js";
export type { SessionTokens } from "./session/session-tokens.js";

/** OAuth 2. */
export { OAuth2Client, type SilentLoginOptions } from "./oauth2/oauth2-client.js";
export { OAuth2Login } from "./oauth2/oauth2-login.js";
export type { BrowserOptions, FlowOptions, OAuth2LoginOptions } from "./oauth2/oauth2-options.js";
export type { CodeServer, DeviceServer, ImplicitServer, Injected, TokenServer } from "./oauth2/oauth2-server.js";
export type { OAuth2Tokens } from "./oauth2/oauth2-tokens.js";
export { type Loopback, loopback, type LoopbackOptions, type Redirect } from "./oauth2/redirect.js";

/** A code to paste. */
export { CodeLogin } from "./code/code-login.js";
export type { CodeField, CodeLoginOptions, CodeStep } from "./code/code-options.js";

/** Cookies. */
export { CookieLogin, type CookieLoginOptions } from "./cookie/cookie-login.js";
export { CookieSession } from "./cookie/cookie-session.js";

/** A script in the page. */
export type { PageValue } from "./script/page-value.js";
export { ScriptLogin, type ScriptLoginOptions } from "./script/script-login.js";

/** Further pages, and logins of your own. */
export { loginDecorator, type LoginDefinition, type LoginOptions } from "./login/login-decorator.js";
export {
  LoginPage,
  loginPage,
  type LoginPageOptions,
  type WindowOptions,
  type WindowSize,
} from "./login/login-page.js";
export { LoginStep, type LoginStepHandler } from "./login/login-step.js";
export type { LoginAttempt, LoginStrategy, OpenedLogin, WindowEnd } from "./login/login-strategy.js";
