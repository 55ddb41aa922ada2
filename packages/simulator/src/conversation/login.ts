import {
  applicationErrors,
  type Authentication,
  clientRequests,
  type Cookie,
  type Credentials,
  type LoginResult,
  type NextStep,
} from "@galaxy-kit/protocol";
import type { Logbook } from "../reporting/logbook.js";
import type { Caller, Outcome } from "./caller.js";

/** What a login window ended with: the address that matched, or that the user has closed it. */
export type LoginWindowEnd = { readonly endUri: string; readonly cookies: readonly Cookie[] } | "closed";

/** Shows a login window to the user. */
export type LoginWindow = (step: NextStep) => Promise<LoginWindowEnd>;

/** How a login ended, named as the event that the connection takes. */
export type LoginEnd =
  | { readonly event: "logged in"; readonly reason: string; readonly user: Authentication }
  | { readonly event: "credentials refused" | "login failed" | "login window closed"; readonly reason: string };

/** What a login takes. */
export interface LoginNeeds {
  readonly caller: Caller;
  readonly logbook: Logbook;
  readonly credentials: Credentials | undefined;
  readonly loginWindow: LoginWindow | undefined;
  /** Fires when there is nobody left to log in to. */
  readonly signal: AbortSignal;
}

/** Logs in with what is stored, and through as many login windows as the integration asks for. */
export async function logIn(needs: LoginNeeds): Promise<LoginEnd> {
  const { caller, credentials } = needs;
  let outcome = await caller.call(clientRequests.initAuthentication, { storedCredentials: credentials });
  for (;;) {
    if (!outcome.ok) return failed(outcome);
    if (!isNextStep(outcome.value)) return loggedIn(outcome.value);
    const end = await show(outcome.value, needs);
    if ("event" in end) return end;
    outcome = await caller.call(clientRequests.passLoginCredentials, {
      step: "",
      credentials: { endUri: end.endUri },
      cookies: end.cookies,
    });
  }
}

function isNextStep(result: LoginResult): result is NextStep {
  return "nextStep" in result;
}

function loggedIn(user: Authentication): LoginEnd {
  return { event: "logged in", reason: `logged in as ${user.userName}`, user };
}

/** Only {@link applicationErrors.InvalidCredentials} says that the login itself is worth nothing any more. */
function failed(outcome: Exclude<Outcome<LoginResult>, { ok: true }>): LoginEnd {
  const refused = outcome.why === "error" && outcome.error.code === applicationErrors.InvalidCredentials.code;
  return { event: refused ? "credentials refused" : "login failed", reason: outcome.message };
}

async function show(step: NextStep, needs: LoginNeeds): Promise<Exclude<LoginWindowEnd, "closed"> | LoginEnd> {
  const { windowTitle, startUri, endUriRegex } = step.authParams;
  checkPatterns([endUriRegex, ...Object.keys(step.js ?? {})], needs.logbook);
  if (!needs.loginWindow) {
    const reason = `the integration asks for a login window (${JSON.stringify(windowTitle)}, ${startUri}), and this client has none`;
    return { event: "login window closed", reason };
  }
  try {
    const end = await Promise.race([needs.loginWindow(step), over(needs.signal)]);
    return end === "closed" ? { event: "login window closed", reason: "the login window was closed" } : end;
  } catch (error) {
    needs.signal.throwIfAborted();
    const reason = `the login window failed: ${error instanceof Error ? error.message : String(error)}`;
    needs.logbook.problem({ kind: "login", message: reason });
    return { event: "login window closed", reason };
  }
}

function checkPatterns(patterns: readonly string[], logbook: Logbook): void {
  for (const pattern of patterns) {
    try {
      new RegExp(pattern);
    } catch (error) {
      logbook.problem({
        kind: "login",
        message: `the login window cannot match addresses: ${(error as Error).message}`,
      });
    }
  }
}

async function over(signal: AbortSignal): Promise<never> {
  return await new Promise<never>((_resolve, reject) => {
    signal.addEventListener(
      "abort",
      () => {
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
}
