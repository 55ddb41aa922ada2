import { array, count, type JsonObject, label, object, oneOf, optional, record, string } from "../codec/index.js";

/** The user who is logged in. Completes a login: GALAXY then shows the integration as connected. */
export interface Authentication {
  /** The user's id on the platform. */
  readonly userId: string;
  /** The name that GALAXY shows in its settings. */
  readonly userName: string;
}

export const authentication = object<Authentication>("an Authentication", {
  userId: label,
  userName: label,
});

/** A browser cookie of the login window. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  /** The host that the cookie belongs to; the page's host by default. */
  readonly domain?: string | undefined;
  /** The path that the cookie is limited to; `/` by default. */
  readonly path?: string | undefined;
}

export const cookie = object<Cookie>("a Cookie", {
  name: string,
  value: string,
  domain: optional(string),
  path: optional(string),
});

/** The login window that GALAXY shows. */
export interface LoginWindow {
  readonly windowTitle: string;
  /** In pixels. */
  readonly windowWidth: number;
  /** In pixels. */
  readonly windowHeight: number;
  /** The first page. */
  readonly startUri: string;
  /** The window closes when it navigates to a URL that matches this regular expression. Redirects and fragments count. */
  readonly endUriRegex: string;
}

const loginWindow = object<LoginWindow>("a LoginWindow", {
  windowTitle: string,
  windowWidth: count,
  windowHeight: count,
  startUri: string,
  endUriRegex: string,
});

/**
 * Opens GALAXY's built-in browser. When it closes, GALAXY passes its last URL and its cookies to the method with
 * `@PassLoginCredentials()`.
 */
export interface NextStep {
  /** The only kind of step. */
  readonly nextStep: "web_session";
  readonly authParams: LoginWindow;
  /** Cookies to set before the first page is loaded. */
  readonly cookies?: readonly Cookie[] | undefined;
  /** Scripts to run in pages whose URL matches a regular expression, by that expression. */
  readonly js?: Readonly<Record<string, readonly string[]>> | undefined;
}

export const nextStep = object<NextStep>("a NextStep", {
  nextStep: oneOf(["web_session"]),
  authParams: loginWindow,
  cookies: optional(array(cookie)),
  js: optional(record(array(string))),
});

/** The result of the login window. */
export interface LoginCredentials {
  /** The URL that matched `endUriRegex`, including query and fragment. */
  readonly endUri: string;
}

export const loginCredentials = object<LoginCredentials>("credentials", { endUri: string });

/** Whatever an integration needs to log in again. GALAXY stores it and passes it back at the next startup. */
export type Credentials = JsonObject;
