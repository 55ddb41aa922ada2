import {
  applicationErrors,
  type Authentication,
  clientRequests,
  type Credentials,
  type LoginResult,
  type NextStep,
} from "@galaxy-kit/protocol";
import { aborted } from "../aborted.js";
import type { LoginWindow, LoginWindowEnd } from "../login-window/login-window.js";
import { compilePattern } from "../login-window/pattern.js";
import type { Recorder } from "../reporting/recorder.js";
import type { Caller, Outcome } from "./caller.js";

/** How a login ended, named as the event that the connection takes. */
export type LoginEnd =
  | { readonly event: "logged in"; readonly reason: string; readonly user: Authentication }
  | { readonly event: "credentials refused" | "login failed" | "login window closed"; readonly reason: string };

/** What a login takes. */
export interface LoginOptions {
  readonly caller: Caller;
  readonly recorder: Recorder;
  readonly credentials: Credentials | undefined;
  readonly loginWindow: LoginWindow | undefined;
  /** Called when everything waits for the user. */
  readonly onWindow: (title: string) => void;
  /** Fires when there is nobody left to log in to. */
  readonly signal: AbortSignal;
}

/** Logs in with what is stored, and through as many login windows as the integration asks for. */
export async function logIn(needs: LoginOptions): Promise<LoginEnd> {
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
      cookies: end.cookies ?? [],
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

async function show(step: NextStep, needs: LoginOptions): Promise<LoginWindowEnd | LoginEnd> {
  const { signal } = needs;
  const report = reporter(needs.recorder);
  checkPatterns(step, report);
  if (!needs.loginWindow) {
    const { windowTitle, startUri } = step.authParams;
    const reason = `the integration asks for a login window (${JSON.stringify(windowTitle)}, ${startUri}), and this client has none`;
    return { event: "login window closed", reason };
  }
  try {
    needs.onWindow(step.authParams.windowTitle);
    const end = await Promise.race([needs.loginWindow(step, { signal, report }), aborted(signal)]);
    return end === "closed" ? { event: "login window closed", reason: "the login window was closed" } : end;
  } catch (error) {
    signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    report(message);
    return { event: "login window closed", reason: `the login window failed: ${message}` };
  }
}

/** Reports each thing once: a window finds again what the client has found, and a page fails each time that it is loaded. */
function reporter(recorder: Recorder): (message: string) => void {
  const reported = new Set<string>();
  return (message) => {
    if (reported.has(message)) return;
    reported.add(message);
    recorder.problem({ kind: "login", message });
  };
}

/** Whatever window there is: the real client needs them. */
function checkPatterns({ authParams, js }: NextStep, report: (message: string) => void): void {
  const check = (pattern: string, name: string): void => {
    try {
      compilePattern(pattern, name);
    } catch (error) {
      report((error as Error).message);
    }
  };
  check(authParams.endUriRegex, "the end_uri_regex");
  for (const pattern of Object.keys(js ?? {})) check(pattern, "the js key");
}
