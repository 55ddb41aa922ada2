import type { Cookie, NextStep } from "@galaxy-kit/protocol";

/** What a login has ended with: the address that matched, and the cookies that the browser has then. */
export interface LoginWindowEnd {
  readonly endUri: string;
  readonly cookies?: readonly Cookie[];
}

/** The client that a login window belongs to. */
export interface LoginWindowContext {
  /** Fires when nobody waits for the login any more: the integration has gone, or the user has disconnected. */
  readonly signal: AbortSignal;
  /** Tells of what goes wrong without ending the login. */
  readonly report: (message: string) => void;
}

/** Shows a login window to the user, and closes it when the signal fires. */
export type LoginWindow = (step: NextStep, context: LoginWindowContext) => Promise<LoginWindowEnd | "closed">;
