import {
  applicationErrors,
  type Authentication,
  clientRequests,
  type Credentials,
  type LoginResult,
  type NextStep,
} from "@galaxy-kit/protocol";
import { aborted } from "../aborted.js";
import type { Behavior } from "../behavior.js";
import { whyIgnored, withoutSecrets } from "../login-window/ignored-end.js";
import type { LoginWindow, LoginWindowEnd } from "../login-window/login-window.js";
import { compilePattern } from "../login-window/pattern.js";
import { checkStartAddress } from "../login-window/start-address.js";
import type { LoginNavigation } from "../reporting/login-visit.js";
import type { Recorder } from "../reporting/recorder.js";
import type { Caller, Outcome } from "./caller.js";

/** How a login ended, as an event for the connection. */
export type LoginEnd =
  | { readonly event: "logged in"; readonly reason: string; readonly user: Authentication }
  | { readonly event: "credentials refused" | "login failed" | "login window closed"; readonly reason: string };

/** The options of a login. */
export interface LoginOptions {
  readonly caller: Caller;
  readonly recorder: Recorder;
  readonly credentials: Credentials | undefined;
  readonly loginWindow: LoginWindow | undefined;
  readonly behavior: Behavior;
  /** Called when a login window opens. */
  readonly onWindow: (title: string) => void;
  /** Aborts when the session is over. */
  readonly signal: AbortSignal;
}

/** Logs in with the stored credentials, and through as many login windows as the integration requests. */
export async function logIn(options: LoginOptions): Promise<LoginEnd> {
  const { caller, credentials } = options;
  let outcome = await caller.call(clientRequests.initAuthentication, { storedCredentials: credentials });
  for (;;) {
    if (!outcome.ok) return failed(outcome);
    if (!isNextStep(outcome.value)) return loggedIn(outcome.value);
    const end = await show(outcome.value, options);
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

/** Only {@link applicationErrors.InvalidCredentials} means that the stored credentials are no longer valid. */
function failed(outcome: Exclude<Outcome<LoginResult>, { ok: true }>): LoginEnd {
  const refused = outcome.why === "error" && outcome.error.code === applicationErrors.InvalidCredentials.code;
  return { event: refused ? "credentials refused" : "login failed", reason: outcome.message };
}

async function show(step: NextStep, options: LoginOptions): Promise<LoginWindowEnd | LoginEnd> {
  const { signal, recorder, behavior } = options;
  const report = reporter(recorder);
  checkStep(step, report);
  warnOfMatchingStart(step, recorder);
  const missed: string[] = [];
  const onNavigation = (navigation: LoginNavigation): void => {
    recorder.navigation(navigation, step.authParams.endUriRegex);
    const { address, ignored } = navigation;
    if (ignored !== undefined)
      missed.push(`the login does not end at ${withoutSecrets(address)}, which matches: ${ignored}`);
  };
  if (!options.loginWindow) {
    const { windowTitle, startUri } = step.authParams;
    const reason = `the integration requests a login window (${JSON.stringify(windowTitle)}, ${startUri}), but this client has none`;
    return { event: "login window closed", reason };
  }
  let hasEnded = false;
  try {
    options.onWindow(step.authParams.windowTitle);
    const end = await Promise.race([
      options.loginWindow(step, { signal, report, behavior, onNavigation }),
      aborted(signal),
    ]);
    if (end === "closed") return { event: "login window closed", reason: "the login window was closed" };
    const ignored = whyIgnored(end.endUri, "loaded", behavior);
    hasEnded = ignored === undefined;
    if (hasEnded) return end;
    throw new Error(`it does not end at ${withoutSecrets(end.endUri)}: ${ignored}`);
  } catch (error) {
    signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    report(message);
    return { event: "login window closed", reason: `the login window failed: ${message}` };
  } finally {
    // A page of this computer may well lead on to one at which the login ends.
    if (!hasEnded) missed.forEach(report);
  }
}

/** Reports each message once: a window repeats what the client found, and a page fails each time it is loaded. */
function reporter(recorder: Recorder): (message: string) => void {
  const reported = new Set<string>();
  return (message) => {
    if (reported.has(message)) return;
    reported.add(message);
    recorder.problem({ kind: "login", message });
  };
}

/** Some services redirect a page without a login to one with a form; the window closes before that. */
function warnOfMatchingStart({ authParams: { startUri, endUriRegex } }: NextStep, recorder: Recorder): void {
  if (!matches(endUriRegex, startUri)) return;
  const pattern = JSON.stringify(endUriRegex);
  const message = `the end_uri_regex ${pattern} already matches the start_uri: the login window closes at its first page`;
  recorder.problem({ kind: "login", severity: "warning", message });
}

function matches(pattern: string, address: string): boolean {
  try {
    return compilePattern(pattern, "the end_uri_regex").test(address);
  } catch {
    // Already reported.
    return false;
  }
}

/** Checks the address and the patterns even if this login window does not use them, because the real client does. */
function checkStep({ authParams, js }: NextStep, report: (message: string) => void): void {
  const attempt = (check: () => void): void => {
    try {
      check();
    } catch (error) {
      report((error as Error).message);
    }
  };
  attempt(() => checkStartAddress(authParams.startUri));
  attempt(() => compilePattern(authParams.endUriRegex, "the end_uri_regex"));
  for (const pattern of Object.keys(js ?? {})) attempt(() => compilePattern(pattern, "the js key"));
}
