import {
  Authenticate,
  type Authentication,
  type Awaitable,
  type Credentials,
  type GalaxyClient,
  InvalidCredentials,
  type LoginResult,
  openLoginWindow,
  PassLoginCredentials,
} from "@galaxy-kit/sdk";
import type { SettingsChecks } from "../live/settings-checks.js";
import type { Declaration } from "../model/declaration.js";
import { describeMissing } from "../model/field.js";
import type { FormPage } from "../page/form-page.js";
import type { Notice } from "../page/render-form.js";
import type { SettingsPages } from "../page/settings-pages.js";

/** What `@FormLogin()` was given, with its defaults. */
export interface SettingsLoginOptions<Settings extends object> {
  readonly user: (settings: Settings) => Awaitable<Authentication>;
  readonly showOnConnect: boolean;
  readonly endPage: string;
  readonly window: { readonly width: number; readonly height: number };
}

/** Logs in with settings, and shows their form if they do not suffice. */
export class SettingsLogin<Settings extends object> {
  #page: FormPage | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly declaration: Declaration<Settings>,
    private readonly pages: SettingsPages,
    private readonly checks: SettingsChecks,
    private readonly galaxy: GalaxyClient,
    private readonly options: SettingsLoginOptions<Settings>,
  ) {}

  /** @param stored - undefined if the user has clicked Connect for the first time, or after Disconnect */
  @Authenticate()
  async authenticate(stored: Credentials | undefined): Promise<LoginResult> {
    const isWanted = this.options.showOnConnect && !stored && this.#page?.hasSaved !== true;
    return isWanted ? await this.#showForm([]) : await this.#logIn();
  }

  /** The login window has ended. */
  @PassLoginCredentials()
  async formEnded(): Promise<LoginResult> {
    return await this.#logIn();
  }

  async #logIn(): Promise<LoginResult> {
    try {
      const notices = await this.#findProblems();
      if (notices.length > 0) return await this.#showForm(notices);
      const user = await this.options.user(this.settings);
      if (this.options.showOnConnect) this.galaxy.storeCredentials({ connected: true });
      await this.#page?.close();
      this.#page = undefined;
      return user;
    } catch (error) {
      if (!(error instanceof InvalidCredentials)) throw error;
      return await this.#showForm([{ message: error.message }]);
    }
  }

  async #findProblems(): Promise<readonly Notice[]> {
    const missing = this.declaration.missingIn(this.settings);
    if (missing.length > 0) return missing.map((field) => ({ field: field.key, message: describeMissing(field) }));
    return await this.checks.run(this.declaration, this.declaration.valuesOf(this.settings));
  }

  /** Every window shows the same page, and GALAXY waits for the last one that it was asked to open. */
  async #showForm(notices: readonly Notice[]): Promise<LoginResult> {
    const { endPage, window } = this.options;
    const page = (this.#page ??= await this.pages.open(this.declaration.target, endPage));
    page.show(notices);
    return openLoginWindow({
      windowTitle: `Settings of ${this.declaration.options.title}`,
      windowWidth: window.width,
      windowHeight: window.height,
      startUri: page.url,
      // GALAXY 2.0 ends at our own page, and needs no connection for that; 2.1 ends only at one on the web.
      endUriRegex: `^(?:${escapePattern(`${page.url}saved`)}|${escapePattern(endPage)})`,
    });
  }
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
