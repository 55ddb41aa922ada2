import { array, count, type JsonObject, object, oneOf, optional, record, string } from "../codec/index.js";

/** Who is logged in. Answering it ends a login: GALAXY shows the integration as connected. */
export interface Authentication {
  /** The user's id on the platform. */
  readonly userId: string;
  /** The name that GALAXY shows in its settings. */
  readonly userName: string;
}

export const authentication = object<Authentication>("an Authentication", { userId: string, userName: string });

/** A browser cookie, as the login window sets it or gives it back. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  /** The host that the cookie belongs to; GALAXY uses the host of the page when it is left out. */
  readonly domain?: string | undefined;
  /** The path below which the cookie is sent; `/` when left out. */
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
  /** The login is over when the address of a navigation matches this regular expression, redirects and fragments included. */
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
 * Asks GALAXY to show its built-in browser. When it is done, GALAXY passes the address it ended at, and the cookies, to the
 * method that carries `@PassLoginCredentials()`.
 */
export interface NextStep {
  /** The only kind of step there is. */
  readonly nextStep: "web_session";
  readonly authParams: LoginWindow;
  /** Cookies that the browser has from the start. */
  readonly cookies?: readonly Cookie[] | undefined;
  /** Scripts to run in each page whose address matches the regular expression. */
  readonly js?: Readonly<Record<string, readonly string[]>> | undefined;
}

export const nextStep = object<NextStep>("a NextStep", {
  nextStep: oneOf(["web_session"]),
  authParams: loginWindow,
  cookies: optional(array(cookie)),
  js: optional(record(array(string))),
});

/** What the login window ended with. */
export interface LoginCredentials {
  /** The address that matched `endUriRegex`, with its query and fragment. */
  readonly endUri: string;
}

export const loginCredentials = object<LoginCredentials>("credentials", { endUri: string });

/** Whatever an integration needs to log in again: GALAXY keeps it and hands it back at the next start. */
export type Credentials = JsonObject;
