import {
  Authenticate,
  type Authentication,
  type Awaitable,
  type Credentials,
  type GalaxyClient,
  InvalidCredentials,
  type LoggedInUser,
  type LoginResult,
  PassLoginCredentials,
} from "@galaxy-kit/sdk";
import type { Notice } from "../fields/render-form.js";
import type { SettingsForm } from "../form/settings-form.js";
import type { SettingsForms } from "../form/settings-forms.js";
import { problemIn, type SettingsChecks } from "../live/settings-checks.js";
import type { Declaration } from "../model/declaration.js";
import { describeMissing, type Field } from "../model/field.js";
import type { LocalPage } from "../page/local-page.js";
import type { LocalPages } from "../page/local-pages.js";
import { LoginEnd, type LoginEndOptions } from "../page/login-end.js";

/** What `@FormLogin()` was given, with its defaults. */
export interface SettingsLoginOptions<Settings extends object> {
  readonly user: (settings: Settings) => Awaitable<Authentication>;
  readonly showOnConnect: boolean;
  readonly endPage: LoginEndOptions["endPage"];
  readonly window: LoginEndOptions["window"];
}

/** What the login window shows. */
interface OpenForm {
  readonly page: LocalPage;
  readonly form: SettingsForm;
  readonly end: LoginEnd;
}

/** Logs in with settings, and shows their form if they do not suffice. */
export class SettingsLogin<Settings extends object> {
  /** Every window shows the same page, and GALAXY waits for the last one that it was asked to open. */
  #open: Promise<OpenForm> | undefined;
  /** Whom the settings that were tried out last belong to. */
  #user: Authentication | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly declaration: Declaration<Settings>,
    private readonly pages: LocalPages,
    private readonly forms: SettingsForms,
    private readonly checks: SettingsChecks,
    private readonly galaxy: GalaxyClient,
    private readonly loggedIn: LoggedInUser,
    private readonly options: SettingsLoginOptions<Settings>,
  ) {}

  /** @param stored - undefined if the user has clicked Connect for the first time, or after Disconnect */
  @Authenticate()
  async authenticate(stored: Credentials | undefined): Promise<LoginResult> {
    const isWanted = this.options.showOnConnect && !stored && (await this.#open)?.form.hasSaved !== true;
    return isWanted ? await this.#showForm([]) : await this.#logIn();
  }

  /** The login window has ended. */
  @PassLoginCredentials()
  async formEnded(): Promise<LoginResult> {
    return await this.#logIn();
  }

  /** A check of settings: logs in with them, before they are saved and at each login. */
  async tryOut(next: Settings): Promise<void> {
    this.#user = await this.options.user(next);
  }

  /** What was changed outside of a login may belong to another user, who is logged in at the next click. */
  async settingsChanged(): Promise<void> {
    const { id } = this.loggedIn;
    if (id === undefined || this.#open || this.declaration.missingIn(this.settings).length > 0) return;
    try {
      const { userId } = await this.options.user(this.settings);
      if (userId !== id) this.galaxy.lostAuthentication();
    } catch (error) {
      if (InvalidCredentials.is(error)) this.galaxy.lostAuthentication();
      // Anything else is about the backend, and not about the user.
    }
  }

  async #logIn(): Promise<LoginResult> {
    try {
      const missing = this.declaration.missingIn(this.settings);
      if (missing.length > 0) return await this.#showForm(this.#noticesOf(missing));
      const { problems } = await this.checks.run(this.declaration, this.declaration.valuesOf(this.settings));
      const user = this.#user;
      if (problems.length > 0 || !user) return await this.#showForm(problems);
      if (this.options.showOnConnect) this.galaxy.storeCredentials({ connected: true });
      await this.#close();
      return user;
    } catch (error) {
      if (!InvalidCredentials.is(error)) throw error;
      return await this.#showForm([problemIn(error)]);
    }
  }

  /** What a user has not been asked for yet is not their mistake. */
  #noticesOf(missing: readonly Field[]): readonly Notice[] {
    if (this.declaration.isUntouched(this.settings)) return [];
    return missing.map((field) => ({ field: field.key, message: describeMissing(field) }));
  }

  async #showForm(notices: readonly Notice[]): Promise<LoginResult> {
    this.#open ??= this.#openForm().catch((error: unknown) => {
      this.#open = undefined;
      throw error;
    });
    const { form, end } = await this.#open;
    form.show(notices);
    return end.openWindow();
  }

  async #openForm(): Promise<OpenForm> {
    const { declaration, options } = this;
    const page = await this.pages.open();
    const windowTitle = `Settings of ${declaration.options.title}`;
    const end = new LoginEnd(page, { windowTitle, done: "Saved", endPage: options.endPage, window: options.window });
    return { page, end, form: await this.forms.show(declaration.target, page, end) };
  }

  async #close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await (await open)?.page.close();
  }
}
