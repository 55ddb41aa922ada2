import { checkEntries } from "../fields/check-entries.js";
import { type Notice, renderForm, serveForm } from "../fields/render-form.js";
import type { LiveSettings } from "../live/live-settings.js";
import type { CheckResult } from "../live/settings-checks.js";
import type { Declaration, Values } from "../model/declaration.js";
import { type Field, isSameValue } from "../model/field.js";
import { renderAddress, renderDocument } from "../page/document.js";
import { html } from "../page/html.js";
import type { LocalPage } from "../page/local-page.js";
import type { LoginEnd } from "../page/login-end.js";
import type { Visit } from "../page/visit.js";
import { type Revision, Revisions } from "./revisions.js";

/** Names what the form has shown. No setting has such a name. */
const REVISION = ":revision";

/** What a form with settings needs. */
export interface SettingsFormOptions {
  readonly settings: LiveSettings;
  /** Checks what the user wants to save. */
  readonly check: (values: Values) => Promise<CheckResult>;
  /** What the user should know. */
  readonly notices: () => Promise<readonly Notice[]>;
  /** The end of the login that the form is part of. */
  readonly end?: LoginEnd | undefined;
}

interface Refused extends Revision {
  readonly entered: Readonly<Record<string, unknown>>;
  readonly notices: readonly Notice[];
}

/** The form with settings on a page. */
export class SettingsForm {
  readonly #revisions = new Revisions();
  readonly #onSaved = new Set<() => void>();
  #hasSaved = false;
  #notices: readonly Notice[] = [];
  #announced: readonly Notice[] = [];

  constructor(
    private readonly page: LocalPage,
    private readonly options: SettingsFormOptions,
  ) {
    serveForm(page, options.settings.declaration.fields);
    page.onGet("", async (visit) => {
      this.#announced = await options.notices();
      this.#show(visit, 200);
    });
    page.onPost("", (visit) => this.#save(visit));
    page.onGet("saved", (visit) => visit.show(SAVED));
  }

  get hasSaved(): boolean {
    return this.#hasSaved;
  }

  /** Shows problems above the form until it is saved. */
  show(notices: readonly Notice[]): void {
    this.#notices = notices;
  }

  /** Calls a function each time the settings were saved and the page that says so was sent. */
  onSaved(listener: () => void): void {
    this.#onSaved.add(listener);
  }

  #show(visit: Visit, status: number, refused?: Refused): void {
    const { settings } = this.options;
    const { declaration, values } = settings;
    const { secrets = {}, shown = values } = refused ?? {};
    const fileNotices = settings.problems.map(({ key, message }) => ({ field: key, message }));
    const form = renderForm({
      fields: declaration.fields,
      values: { ...values, ...refused?.entered },
      knownSecrets: new Set([...settings.sealed, ...secretsIn(declaration, { ...values, ...secrets })]),
      notices: refused?.notices ?? [...this.#notices, ...this.#announced, ...fileNotices],
      summary: refused ? "The settings were not saved" : "These settings need your attention",
      isChanged: refused !== undefined,
      submit: "Save",
      progress: "Checking the settings…",
      hidden: { [REVISION]: this.#revisions.add({ shown, secrets }) },
    });
    const footer = html`<footer>
      ${renderAddress(this.page)}
      <p class="hint">These settings are stored in <code>${settings.path}</code>, which you can also edit by hand.</p>
    </footer>`;
    const title = `Settings of ${declaration.options.title}`;
    const remedy = "Close it, and open the settings again.";
    visit.show(renderDocument(title, html`${form}${footer}`, { page: this.page, remedy }), status);
  }

  async #save(visit: Visit): Promise<void> {
    const { settings, check } = this.options;
    const { declaration } = settings;
    const form = await visit.readForm();
    const { shown, secrets } = this.#revisions.find(form.get(REVISION));
    const before = { ...settings.values, ...secrets };
    const { entered, values, notices } = await checkEntries(declaration.fields, form, before, settings.sealed);
    const refuse = (status: number, found: readonly Notice[]): void => {
      const open = { ...secrets, ...changedSecrets(declaration, entered, settings.values) };
      this.#show(visit, status, { entered, notices: found, shown, secrets: open });
    };
    // Without a secret that nobody can read here, a check would find fault with what is right.
    const isComplete = declaration.fields.every(({ key }) => key in values);
    const isCheckable = notices.length === 0 && isComplete;
    const { problems, corrections } = isCheckable ? await check(values) : { problems: notices, corrections: {} };
    if (problems.length > 0) {
      refuse(422, problems);
      return;
    }
    try {
      await settings.save(changesIn({ ...values, ...corrections }, shown));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      refuse(500, [{ message: `The settings could not be saved: ${reason}` }]);
      return;
    }
    this.#end(visit);
  }

  #end(visit: Visit): void {
    this.#hasSaved = true;
    this.#notices = [];
    if (this.options.end) this.options.end.reach(visit);
    else {
      visit.redirect("saved");
      this.page.announce({ message: "Saved in another window. Reload this page to see the settings." });
    }
    void visit.end().then(() => {
      for (const listener of this.#onSaved) listener();
    });
  }
}

const SAVED = renderDocument("Saved", html`<p>The settings are in effect. You can close this window.</p>`);

function changesIn(values: Values, shown: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => !isSameValue(value, shown[key])));
}

function secretsIn({ fields }: Declaration, values: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const isSecret = ({ key, kind }: Field): boolean => kind.type === "secret" && (values[key] ?? "") !== "";
  return new Set(fields.filter(isSecret).map(({ key }) => key));
}

function changedSecrets({ fields }: Declaration, entered: Readonly<Record<string, unknown>>, current: Values): Values {
  const changed = fields.filter(({ key, kind }) => kind.type === "secret" && entered[key] !== current[key]);
  return Object.fromEntries(changed.map(({ key }) => [key, entered[key]])) as Values;
}
