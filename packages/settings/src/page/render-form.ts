import type { Declaration, Values } from "../model/declaration.js";
import type { Field } from "../model/field.js";
import { describeKind, type ListKind, pathKindOf } from "../model/kind.js";
import { type Html, html } from "./html.js";
import { page } from "./render-page.js";

/** A problem as the page shows it. */
export interface Notice {
  /** The field it is shown at; without one, it is shown above the form. */
  readonly field?: string | undefined;
  readonly message: string;
}

/** What the form shows. */
export interface FormContent {
  readonly declaration: Declaration;
  /** What the user has entered, or what is in effect. Secrets are never part of the page. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The secrets that have a value. */
  readonly knownSecrets: ReadonlySet<string>;
  readonly notices: readonly Notice[];
  /** Whether the notices are about what the user has just tried to save. */
  readonly isRefused: boolean;
  /** Identifies what the page shows, so that only what the user changes is saved. */
  readonly revision: string;
  /** How often the page was saved, in any window. */
  readonly saves: number;
  readonly url: string;
  readonly file: string;
}

/** Renders the form. */
export function renderForm(content: FormContent): string {
  const { declaration, notices, revision, url, file, isRefused } = content;
  const { title } = declaration.options;
  return page(
    `Settings of ${title}`,
    html`<h1>Settings of ${title}</h1>
      <div id="lost" role="alert" class="problems" hidden>
        The integration no longer shows this page. Close it, and open the settings again.
      </div>
      ${renderSummary(content)}
      <form method="post" action="./" novalidate data-saves="${content.saves}" ${isRefused && html`data-changed`}>
        <input type="hidden" name="revision" value="${revision}" />
        ${declaration.fields.map((field) => renderField(field, content, errorsOf(field, notices)))}
        <p class="buttons">
          <button type="submit" class="main">Save</button>
          <span id="progress" role="status"></span>
        </p>
      </form>
      <footer>
        <p class="buttons">
          <button type="button" id="open">Open in browser</button>
          <button type="button" id="copy">Copy address</button>
          <span id="footer-status" role="status"></span>
        </p>
        <label for="address">Address of this page, for this computer only</label>
        <input id="address" type="text" readonly value="${url}" />
        <p class="hint">These settings are stored in <code>${file}</code>, which you can also edit by hand.</p>
      </footer>
      ${declaration.fields.some(({ kind }) => pathKindOf(kind)) && chooser}`,
  );
}

function errorsOf({ key }: Field, notices: readonly Notice[]): readonly string[] {
  return notices.filter(({ field }) => field === key).map(({ message }) => message);
}

/** Lists every problem, so that nobody has to search for them. */
function renderSummary({ notices, declaration, isRefused }: FormContent): Html | undefined {
  if (notices.length === 0) return undefined;
  return html`<div id="summary" class="problems" role="alert" tabindex="-1">
    <h2>${isRefused ? "The settings were not saved" : "These settings need your attention"}</h2>
    <ul>
      ${notices.map(({ field, message }) => {
        const about = declaration.fields.find(({ key }) => key === field);
        return about
          ? html`<li><a href="#${idOf(about)}">${about.label}</a>: ${message}</li>`
          : html`<li>${message}</li>`;
      })}
    </ul>
  </div>`;
}

const idOf = ({ key }: Field): string => `field-${key}`;

function renderField(field: Field, content: FormContent, errors: readonly string[]): Html {
  const value = content.values[field.key];
  switch (field.kind.type) {
    case "boolean":
      return html`<div class="field">
        <div class="toggle">
          <input
            type="checkbox"
            name="${field.key}"
            value="on"
            ${attributes(field, errors)}
            ${value === true && html`checked`}
          />
          ${label(field)}
        </div>
        ${explanation(field, errors)}
      </div>`;
    case "choice":
      return html`<div class="field">
        ${label(field)} ${explanation(field, errors)}
        <select name="${field.key}" ${attributes(field, errors)}>
          ${[...field.kind.choices].map(
            ([choice, text]) => html`<option value="${choice}" ${choice === value && html`selected`}>${text}</option>`,
          )}
        </select>
      </div>`;
    case "list":
      return renderList(field, field.kind, value, errors);
    case "secret":
      return renderSecret(field, content.knownSecrets.has(field.key), errors);
    default:
      return html`<div class="field">
        ${label(field)} ${explanation(field, errors)}
        <div class="row">
          <input ${inputType(field)} name="${field.key}" value="${shown(value)}" ${attributes(field, errors)} />
          ${browseButton(field, field.label)}
        </div>
      </div>`;
  }
}

function renderSecret(field: Field, isKnown: boolean, errors: readonly string[]): Html {
  return html`<div class="field">
    ${label(field)} ${explanation(field, errors)}
    <input
      type="password"
      name="${field.key}"
      autocomplete="off"
      spellcheck="false"
      ${isKnown && html`placeholder="A value is stored. Leave this empty to keep it."`}
      ${attributes(field, errors)}
    />
    ${
      isKnown &&
      field.optional &&
      html`<div class="toggle">
        <input type="checkbox" name="${removalOf(field)}" value="on" id="${idOf(field)}-remove" />
        <label for="${idOf(field)}-remove">Remove what is stored</label>
      </div>`
    }
  </div>`;
}

/** The name of the checkbox that removes a secret. */
export function removalOf({ key }: Field): string {
  return `${key}:remove`;
}

function renderList(field: Field, { item }: ListKind, value: unknown, errors: readonly string[]): Html {
  const items = Array.isArray(value) ? (value as readonly unknown[]) : [];
  const kind = item.type === "text" ? "entry" : item.type;
  return html`<fieldset class="field" id="${idOf(field)}" tabindex="-1" ${describedBy(field, errors)}>
    <legend>${field.label}${optionalMark(field)}</legend>
    ${explanation(field, errors)}
    <ol>
      ${[...items, ""].map(
        (each, index) =>
          html`<li class="row">
            <input
              type="text"
              name="${field.key}"
              value="${shown(each)}"
              aria-label="${field.label}, ${kind} ${index + 1}"
              ${errors.length > 0 && html`aria-invalid="true"`}
              autocomplete="off"
              spellcheck="false"
            />
            ${browseButton(field, `${field.label}, ${kind} ${index + 1}`)}
            <button type="button" data-remove aria-label="Remove ${kind} ${index + 1} of ${field.label}" hidden>
              Remove
            </button>
          </li>`,
      )}
    </ol>
    <button type="button" data-add hidden>Add ${kind === "entry" ? "an entry" : `a ${kind}`}</button>
  </fieldset>`;
}

const shown = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

function inputType({ kind }: Field): Html {
  if (kind.type !== "number") return html`type="text" autocomplete="off" spellcheck="false"`;
  const { min, max, integer } = kind;
  return html`type="number" step="${integer ? 1 : "any"}" ${min !== undefined && html`min="${min}"`}
  ${max !== undefined && html`max="${max}"`}`;
}

/** Only a script can show what is on this computer, so the button appears with it. */
function browseButton({ kind }: Field, what: string): Html | undefined {
  const path = pathKindOf(kind);
  return (
    path &&
    html`<button type="button" data-browse="${path.type}" aria-label="Browse for ${what}" hidden>Browse…</button>`
  );
}

function label(field: Field): Html {
  return html`<label for="${idOf(field)}">${field.label}${optionalMark(field)}</label>`;
}

function optionalMark({ optional }: Field): Html | false {
  return optional && html` <span class="optional">(optional)</span>`;
}

function explanation(field: Field, errors: readonly string[]): Html {
  const text = [field.hint, hasRange(field) ? sentence(describeKind(field.kind)) : undefined].filter(
    (each) => each !== undefined,
  );
  return html`${text.length > 0 && html`<p class="hint" id="${idOf(field)}-hint">${text.join(" ")}</p>`}
  ${errors.length > 0 && html`<p class="error" id="${idOf(field)}-error">${errors.join("; ")}</p>`}`;
}

const hasRange = ({ kind }: Field): boolean =>
  (kind.type === "number" && (kind.min !== undefined || kind.max !== undefined)) ||
  ((kind.type === "text" || kind.type === "secret") && (kind.minLength !== undefined || kind.maxLength !== undefined));

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function attributes(field: Field, errors: readonly string[]): Html {
  const isRequired = !field.optional && field.kind.type !== "boolean";
  return html`id="${idOf(field)}" ${isRequired && html`aria-required="true"`}
  ${errors.length > 0 && html`aria-invalid="true"`} ${describedBy(field, errors)}`;
}

function describedBy(field: Field, errors: readonly string[]): Html | false {
  const ids = [
    ...(field.hint !== undefined || hasRange(field) ? [`${idOf(field)}-hint`] : []),
    ...(errors.length > 0 ? [`${idOf(field)}-error`] : []),
  ];
  return ids.length > 0 && html`aria-describedby="${ids.join(" ")}"`;
}

/** Shows the files and folders of this computer, since a web page cannot learn paths from the browser's own dialog. */
const chooser = html`<dialog id="chooser" aria-labelledby="chooser-title">
  <h2 id="chooser-title">Choose</h2>
  <form method="dialog" class="row">
    <label for="chooser-path">Folder</label>
    <input id="chooser-path" type="text" autocomplete="off" spellcheck="false" />
    <button type="submit" id="chooser-go">Go</button>
  </form>
  <p id="chooser-status" role="status"></p>
  <ul id="chooser-entries"></ul>
  <p class="buttons">
    <button type="button" id="chooser-choose" class="main">Choose this folder</button>
    <button type="button" id="chooser-cancel">Cancel</button>
  </p>
</dialog>`;

/** Returns the values that a page may show. */
export function withoutSecrets({ fields }: Declaration, values: Values): Values {
  return Object.fromEntries(
    fields.flatMap(({ key, kind }) => (kind.type === "secret" ? [] : [[key, values[key] ?? ""]])),
  );
}
