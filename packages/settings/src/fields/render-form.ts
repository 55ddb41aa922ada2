import type { Field } from "../model/field.js";
import { pathKindOf } from "../model/kind.js";
import { type Html, html } from "../page/html.js";
import type { LocalPage } from "../page/local-page.js";
import { chooser, showFolder } from "./chooser.js";
import { FORM_SCRIPT } from "./form-script.js";
import { idOf, renderField } from "./render-field.js";

/** A problem as the page shows it. */
export interface Notice {
  /** The field it is shown at; without one, it is shown above the form. */
  readonly field?: string | undefined;
  readonly message: string;
}

/** What a form shows. */
export interface FormContent {
  readonly fields: readonly Field[];
  /** What the user has entered, or what is in effect. Secrets are not rendered. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The secrets that have a value. */
  readonly knownSecrets: ReadonlySet<string>;
  readonly notices: readonly Notice[];
  /** What the notices are about, such as "The settings were not saved". */
  readonly summary: string;
  /** Whether the user would lose something by leaving. */
  readonly isChanged: boolean;
  /** The text of the button, such as "Save". */
  readonly submit: string;
  /** What is going on after a click on it, such as "Checking the settings…". */
  readonly progress: string;
  /** Sent along with what the user enters. */
  readonly hidden?: Readonly<Record<string, string>>;
}

/** Serves what forms with these fields load. */
export function serveForm(page: LocalPage, fields: readonly Field[]): void {
  page.onGet("form.js", (visit) => visit.send(FORM_SCRIPT, "text/javascript"));
  // What is on this computer is nobody's business if no field is a path.
  if (fields.some(isPath)) page.onGet("folder", showFolder);
}

/** Renders a form, which is posted to the page itself. */
export function renderForm(content: FormContent): Html {
  const { fields, values, knownSecrets, notices, isChanged, submit, progress, hidden = {} } = content;
  return html`${renderSummary(content)}
    <form method="post" action="./" novalidate data-progress="${progress}" ${isChanged && html`data-changed`}>
      ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      ${fields.map((field) => {
        const errors = notices.filter((notice) => notice.field === field.key).map(({ message }) => message);
        return renderField(field, { value: values[field.key], isKnown: knownSecrets.has(field.key), errors });
      })}
      <p class="buttons">
        <button type="submit" class="main">${submit}</button>
        <span id="progress" role="status"></span>
      </p>
    </form>
    ${fields.some(isPath) && chooser}
    <script src="form.js" defer></script>`;
}

/** Lists every problem, so that nobody has to search for them. */
function renderSummary({ notices, fields, summary }: FormContent): Html | undefined {
  if (notices.length === 0) return undefined;
  return html`<div id="summary" class="problems" role="alert" tabindex="-1">
    <h2>${summary}</h2>
    <ul>
      ${notices.map(({ field, message }) => {
        const about = fields.find(({ key }) => key === field);
        return about
          ? html`<li><a href="#${idOf(about)}">${about.label}</a>: ${message}</li>`
          : html`<li>${message}</li>`;
      })}
    </ul>
  </div>`;
}

const isPath = ({ kind }: Field): boolean => pathKindOf(kind) !== undefined;
