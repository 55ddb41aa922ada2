import type { Cookie, NextStep } from "@galaxy-kit/protocol";
import type { LoginWindowEnd } from "../conversation/login.js";
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

/** What a user answers: the address that the login has ended at and the cookies of the browser. */
export interface ManualLoginAnswer {
  readonly endUri: string;
  readonly cookies?: readonly Cookie[];
}

/** Shows the start page's address, and asks what the login has ended with. */
export type AskForLogin = (
  question: ManualLoginQuestion,
  signal: AbortSignal | undefined,
) => Promise<ManualLoginAnswer | "closed">;

/**
 * Logins without a window, for a machine that has no browser: the user opens the start page wherever they can. Asks again,
 * and says why, until the address matches; cookies and scripts of the NextStep are not used.
 */
export function manualLoginWindow(
  ask: AskForLogin,
): (step: NextStep, signal?: AbortSignal) => Promise<LoginWindowEnd> {
  return async ({ authParams: { windowTitle, startUri, endUriRegex } }, signal) => {
    const pattern = compilePattern(endUriRegex, "the end_uri_regex");
    let problem: string | undefined;
    for (;;) {
      signal?.throwIfAborted();
      const answer = await ask({ windowTitle, startUri, endUriRegex, problem }, signal);
      if (answer === "closed") return answer;
      // Pasted, with what comes along.
      const endUri = answer.endUri.trim();
      problem = problemOf(endUri, pattern, answer.cookies ?? []);
      if (problem === undefined) return { endUri, cookies: answer.cookies ?? [] };
    }
  };
}

function problemOf(endUri: string, pattern: RegExp, cookies: readonly Cookie[]): string | undefined {
  if (!pattern.test(endUri)) return `the address ${JSON.stringify(endUri)} does not match ${pattern.source}`;
  const isCookie = ({ name, value }: Partial<Cookie>): boolean => typeof name === "string" && typeof value === "string";
  const wrong = cookies.findIndex((cookie) => !isCookie(cookie));
  return wrong < 0 ? undefined : `cookie ${wrong + 1} needs a name and a value, both strings`;
}
