import type { Awaitable } from "@galaxy-kit/sdk";
import { contributionDecorator, contributionPoint, type HandlerDecorator } from "@galaxy-kit/sdk/extend";
import type { SessionTokens } from "../session/session-tokens.js";
import type { LoginPage } from "./login-page.js";
import type { WindowEnd } from "./login-strategy.js";

/**
 * @param end - where the window ended, and its cookies
 * @param signal - aborted when the integration closes
 * @returns the tokens of the session, or a further page
 */
export type LoginStepHandler = (end: WindowEnd, signal: AbortSignal) => Awaitable<SessionTokens | LoginPage>;

/** The methods that continue a login after a further page. */
export const LOGIN_STEPS = contributionPoint<LoginStepHandler>("@galaxy-kit/login/steps");

/** What the decorator records. */
export interface LoginStepOptions {
  readonly step: string;
}

/**
 * Continues a login when a further page has ended. `complete` of a login, or another step, shows that page by returning
 * `loginPage({ step, … })` with the same name.
 *
 * @example
 * ```ts
 * @LoginStep("2fa")
 * async secondFactor({ address }: WindowEnd) {
 *   return await this.api.confirm(address.searchParams.get("ticket"));
 * }
 * ```
 */
export function LoginStep(step: string): HandlerDecorator<LoginStepHandler> {
  const options: LoginStepOptions = { step };
  return contributionDecorator(LOGIN_STEPS, `@LoginStep("${step}")`, options);
}
