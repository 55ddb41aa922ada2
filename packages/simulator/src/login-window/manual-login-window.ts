import type { Cookie } from "@galaxy-kit/protocol";
import { aborted } from "../aborted.js";
import type { LoginWindow, LoginWindowEnd } from "./login-window.js";
import { compilePattern } from "./pattern.js";

/** What a user is asked for who logs in with a browser of their own. */
export interface ManualLoginQuestion {
  readonly windowTitle: string;
  /** The page to open. */
  readonly startUri: string;
  /** What the address matches that the login ends at. */
  readonly endUriRegex: string;
  /** Why the last answer was not taken. */
  readonly problem: string | undefined;
}

/** Shows the start page's address, and asks what the login has ended with. The answer is of no use once the signal has fired. */
export type AskForLogin = (question: ManualLoginQuestion, signal: AbortSignal) => Promise<LoginWindowEnd | "closed">;

/**
 * Logins without a window, for a machine that has no browser: the user opens the start page wherever they can. Asks again,
 * and says why, until the address matches; cookies and scripts of the NextStep are not used.
 */
export function manualLoginWindow(ask: AskForLogin): LoginWindow {
  return async ({ authParams: { windowTitle, startUri, endUriRegex } }, { signal }) => {
    const pattern = compilePattern(endUriRegex, "the end_uri_regex");
    let problem: string | undefined;
    for (;;) {
      signal.throwIfAborted();
      const answer = await Promise.race([
        ask({ windowTitle, startUri, endUriRegex, problem }, signal),
        aborted(signal),
      ]);
      if (answer === "closed") return answer;
      // Pasted, with what comes along.
      const endUri = answer.endUri.trim();
      const cookies = answer.cookies ?? [];
      problem = problemOf(endUri, pattern, cookies);
      if (problem === undefined) return { endUri, cookies };
    }
  };
}

function problemOf(endUri: string, pattern: RegExp, cookies: readonly Cookie[]): string | undefined {
  if (!pattern.test(endUri)) return `the address ${JSON.stringify(endUri)} does not match ${pattern.source}`;
  const isCookie = ({ name, value }: Partial<Cookie>): boolean => typeof name === "string" && typeof value === "string";
  const wrong = cookies.findIndex((cookie) => !isCookie(cookie));
  return wrong < 0 ? undefined : `cookie ${wrong + 1} needs a name and a value, both strings`;
}
