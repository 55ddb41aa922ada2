import type { Cookie, NextStep } from "@galaxy-kit/protocol";
import type { Behavior } from "../behavior.js";
import type { LoginNavigation } from "../reporting/login-visit.js";

/** How a login ended: the address that matched, and the cookies that the browser had at that time. */
export interface LoginWindowEnd {
  readonly endUri: string;
  readonly cookies?: readonly Cookie[];
}

/** The client's side of a login window. */
export interface LoginWindowContext {
  /** What the window must not do, as that of the real client. */
  readonly behavior: Behavior;
  /** Called with each address that was compared with the `end_uri_regex`. */
  readonly onNavigation: (navigation: LoginNavigation) => void;
  /** Aborts when the login is no longer needed: the integration has ended, or the user disconnected. */
  readonly signal: AbortSignal;
  /** Reports a problem that does not end the login. */
  readonly report: (message: string) => void;
}

/** Shows a login window to the user, and closes it when the signal aborts. */
export type LoginWindow = (step: NextStep, context: LoginWindowContext) => Promise<LoginWindowEnd | "closed">;
