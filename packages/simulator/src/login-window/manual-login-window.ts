import type { Cookie } from "@galaxy-kit/protocol";
import { aborted } from "../aborted.js";
import type { LoginWindow, LoginWindowEnd } from "./login-window.js";
import { compilePattern } from "./pattern.js";

/** The question to a user who logs in with another browser. */
export interface ManualLoginQuestion {
  readonly windowTitle: string;
  /** The page to open. */
  readonly startUri: string;
  /** The pattern of the address at which the login ends. */
  readonly endUriRegex: string;
  /** Why the previous answer was rejected. */
  readonly problem: string | undefined;
}

/** Shows the address of the start page, and asks how the login ended. The answer is ignored after the signal has aborted. */
export type AskForLogin = (question: ManualLoginQuestion, signal: AbortSignal) => Promise<LoginWindowEnd | "closed">;

/**
 * Returns logins without a window, for a machine without a browser: the user opens the start page elsewhere. Repeats the
 * question, with the reason, until the address matches. Cookies and scripts of the NextStep are not used.
 */
export function manualLoginWindow(ask: AskForLogin): LoginWindow {
  return async ({ authParams: { windowTitle, startUri, endUriRegex } }, { signal, onNavigation }) => {
    const pattern = compilePattern(endUriRegex, "the end_uri_regex");
    let problem: string | undefined;
    for (;;) {
      signal.throwIfAborted();
      const answer = await Promise.race([
        ask({ windowTitle, startUri, endUriRegex, problem }, signal),
        aborted(signal),
      ]);
      if (answer === "closed") return answer;
      // A pasted address often has whitespace around it.
      const endUri = answer.endUri.trim();
      const cookies = answer.cookies ?? [];
      const matches = pattern.test(endUri);
      onNavigation({ address: endUri, matches });
      problem = problemOf(endUri, matches ? undefined : endUriRegex, cookies);
      if (problem === undefined) return { endUri, cookies };
    }
  };
}

/** @param missed - the expression that the address does not match, as the integration has written it */
function problemOf(endUri: string, missed: string | undefined, cookies: readonly Cookie[]): string | undefined {
  if (missed !== undefined) return `the address ${JSON.stringify(endUri)} does not match ${missed}`;
  const isCookie = ({ name, value }: Partial<Cookie>): boolean => typeof name === "string" && typeof value === "string";
  const wrong = cookies.findIndex((cookie) => !isCookie(cookie));
  return wrong < 0 ? undefined : `cookie ${wrong + 1} needs a name and a value, both strings`;
}
