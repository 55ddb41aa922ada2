import type { Field } from "../model/field.js";
import { describeKind, type ListKind, pathKindOf } from "../model/kind.js";
import { type Html, html } from "../page/html.js";

/** What a field shows. */
export interface FieldState {
  /** Not used for a secret, which is never part of the page. */
  readonly value: unknown;
  /** Whether a secret has a value. */
  readonly isKnown: boolean;
  readonly errors: readonly string[];
}

/** The id of the element that a link to a field leads to. */
export function idOf({ key }: Field): string {
  return `field-${key}`;
}

/** Renders a field with its label, its hint and what is wrong with it. */
export function renderField(field: Field, { value, isKnown, errors }: FieldState): Html {
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
      return renderSecret(field, isKnown, errors);
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
