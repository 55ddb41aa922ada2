import { type NextStep, openLoginWindow } from "@galaxy-kit/sdk";
import { renderDocument } from "./document.js";
import { html } from "./html.js";
import type { LocalPage } from "./local-page.js";
import type { Visit } from "./visit.js";
import { addressPattern, DEFAULT_WINDOW, END_PAGE } from "./window-defaults.js";

const PATH = "done";

/** How a login with a page of this computer looks. */
export interface LoginEndOptions {
  /** Of the window. */
  readonly windowTitle: string;
  /** What the last page says, such as "Saved". */
  readonly done: string;
  /** The page on the web at which the window ends in GALAXY 2.1. It has to load; `https://www.gog.com/galaxy` by default. */
  readonly endPage?: string | undefined;
  /** The size of the window in pixels; 640 × 760 by default. */
  readonly window?: { readonly width: number; readonly height: number } | undefined;
}

/**
 * The end of a login whose window shows a page of this computer. GALAXY 2.0 ends the window at the last page of this computer, and needs
 * no connection for that. GALAXY 2.1 does not notice such pages, so the last one leads on to a page on the web.
 */
export class LoginEnd {
  readonly #endPage: string;

  constructor(
    private readonly page: LocalPage,
    private readonly options: LoginEndOptions,
  ) {
    this.#endPage = options.endPage ?? END_PAGE;
    page.onGet(PATH, (visit) => visit.show(this.#render()));
  }

  /** Opens the login window at the page. Return it from `@Authenticate()` or `@PassLoginCredentials()`. */
  openWindow(): NextStep {
    const { windowTitle, window: { width, height } = DEFAULT_WINDOW } = this.options;
    return openLoginWindow({
      windowTitle,
      windowWidth: width,
      windowHeight: height,
      startUri: this.page.url,
      endUriRegex: addressPattern([this.page.url + PATH, this.#endPage]),
    });
  }

  /** Ends the login in every window. */
  reach(visit?: Visit): void {
    visit?.redirect(PATH);
    this.page.announce({ goTo: PATH });
  }

  #render(): string {
    return renderDocument(
      this.options.done,
      html`<p>
        This window closes in a moment. If it does not, <a href="${this.#endPage}">continue</a>, or close it and click
        Retry in GALAXY.
      </p>`,
      { next: this.#endPage },
    );
  }
}
