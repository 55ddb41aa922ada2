/**
 * Logins and sessions of a GOG GALAXY integration: OAuth 2, codes to paste, cookies, scripts in pages. Every export is public API.
 *
 * @packageDocumentation
 */

/** The session. */
export { Session, type SessionClass, type SessionState } from "./session/session.js";
export type { SessionTokens } from "./session/session-tokens.js";

/** OAuth 2. */
export { OAuth2Login } from "./oauth2/oauth2-login.js";
export type { BrowserOptions, FlowOptions, OAuth2LoginOptions } from "./oauth2/oauth2-options.js";
export type { CodeServer, DeviceServer, ImplicitServer, Injected } from "./oauth2/oauth2-server.js";
export type { OAuth2Tokens } from "./oauth2/oauth2-tokens.js";
export { type Loopback, loopback, type LoopbackOptions, type Redirect } from "./oauth2/redirect.js";

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
