import { END_PAGE, html, type LocalPages, LoginEnd, renderDocument, serveSteps } from "@galaxy-kit/settings/extend";
import { LoginPage, loginPage, type WindowOptions } from "../login/login-page.js";
import type { LoginAttempt, OpenedLogin, WindowEnd } from "../login/login-strategy.js";
import { whenOver } from "../login/when-over.js";
import { AuthorizationRequest, readAnswer } from "./authorization-request.js";
import { LoopbackReceiver, type Receipt } from "./loopback-receiver.js";
import type { BrowserOptions } from "./oauth2-options.js";
import type { CodeServer, ImplicitServer } from "./oauth2-server.js";
import type { OAuth2Tokens } from "./oauth2-tokens.js";
import { type Loopback, loopback } from "./redirect.js";
import { type Redeem, RedirectedLogin } from "./redirected-login.js";

/** The options of a login in a browser. */
export type BrowserLoginOptions = BrowserOptions & WindowOptions & { readonly endPage?: `https://${string}` };

/** What a login in a browser needs. */
export interface BrowserLoginParts {
  readonly server: CodeServer | ImplicitServer;
  readonly responseType: "code" | "token";
  readonly options: BrowserLoginOptions;
  readonly pages: LocalPages;
  readonly redeem: Redeem;
}

/** Logs in on a page of the server, in GALAXY's window or in the user's own browser. */
export class BrowserLogin {
  constructor(private readonly parts: BrowserLoginParts) {}

  async begin(attempt: LoginAttempt<OAuth2Tokens>): Promise<OpenedLogin> {
    const { redirect = loopback(), browser = "window" } = this.parts.options;
    if (typeof redirect === "string") return this.#openAddress(this.#login(attempt, redirect), [redirect]);
    return browser === "window"
      ? await this.#openWithLoopback(attempt, redirect)
      : await this.#openWaitingPage(attempt, redirect, browser);
  }

  get #endPage(): string {
    return this.parts.options.endPage ?? END_PAGE;
  }

  #login(attempt: LoginAttempt<OAuth2Tokens>, redirectUri: string): RedirectedLogin {
    const { server, responseType, redeem } = this.parts;
    return new RedirectedLogin(new AuthorizationRequest(server, responseType, redirectUri), attempt, redeem);
  }

  /** The window shows the page of the server. */
  #openAddress(login: RedirectedLogin, end: readonly string[]): OpenedLogin {
    const { title, window } = this.parts.options;
    return { page: loginPage({ start: login.request.url, end, title, window }), ended: (at) => receiveFrom(login, at) };
  }

  /** GALAXY 2.0 ends at the address of this computer; for 2.1, that one leads on to the web. */
  async #openWithLoopback(attempt: LoginAttempt<OAuth2Tokens>, redirect: Loopback): Promise<OpenedLogin> {
    const { login } = await this.#listen(attempt, redirect, () => ({
      message: "You are logged in.",
      next: this.#endPage,
    }));
    return this.#openAddress(login, [login.request.redirectUri, this.#endPage]);
  }

  /** The window shows a page of ours, and ends when the user has logged in, wherever that is. */
  async #openWaitingPage(
    attempt: LoginAttempt<OAuth2Tokens>,
    redirect: Loopback,
    browser: "system" | "auto",
  ): Promise<OpenedLogin> {
    const { title = "Log in", window, endPage } = this.parts.options;
    const page = await this.parts.pages.open();
    whenOver(attempt, () => void page.close());
    const end = new LoginEnd(page, { windowTitle: title, done: "You are logged in", endPage, window });
    const { login } = await this.#listen(attempt, redirect, (failure) => {
      if (failure !== undefined) page.announce({ message: failure });
      else end.reach();
      const message = "You are logged in. Close this page, and go back to GALAXY.";
      return { message, next: browser === "auto" ? this.#endPage : undefined };
    });
    const { url } = login.request;
    const steps = serveSteps(page, [{ text: "Log in with your own browser.", open: url }]);
    const here = browser === "auto" && html`<p><a href="${url}">Log in here</a>, or:</p>`;
    const content = html`${here}${steps}
      <p>This window closes by itself once you have logged in.</p>`;
    page.onGet("", (visit) => visit.show(renderDocument(title, content, { page })));
    // If there is none, the page has the address.
    if (browser === "system") void page.openInBrowser(url).catch(() => undefined);
    return { page: new LoginPage(end.openWindow(), undefined), ended: (at) => receiveFrom(login, at) };
  }

  /** @param done - called when the user is logged in, or why that has failed; returns what the browser shows */
  async #listen(
    attempt: LoginAttempt<OAuth2Tokens>,
    redirect: Loopback,
    done: (failure?: string) => Receipt,
  ): Promise<{ readonly login: RedirectedLogin }> {
    const receiver = await LoopbackReceiver.open(redirect, async (answer) => {
      try {
        return (await login.receive(answer)) ? done() : undefined;
      } catch (error) {
        const message = `${(error as Error).message}. Close this page, and click Retry in GALAXY.`;
        done(message);
        return { message };
      }
    });
    whenOver(attempt, () => receiver.close());
    const login = this.#login(attempt, receiver.redirectUri);
    return { login };
  }
}

/** The window may have ended at the answer itself. */
async function receiveFrom(login: RedirectedLogin, { address }: WindowEnd): Promise<void> {
  if (address.href.startsWith(login.request.redirectUri)) await login.receive(readAnswer(address));
}
