import type { Declaration, Values } from "../model/declaration.js";
import { type Field, readValue } from "../model/field.js";
import { describeKind } from "../model/kind.js";
import type { FieldValue } from "../model/reading.js";
import { type Edit, editJsonc } from "./jsonc-editor.js";
import { JsoncSyntaxError, readJsonc } from "./jsonc-reader.js";

/** Something that the user should know about the file. */
export interface FileProblem {
  /** The setting, if it is about one. */
  readonly key?: string;
  readonly message: string;
}

/** What a file says. */
export interface FileContent {
  /** Of every setting; the default of each that the file lacks, or has an invalid value for. */
  readonly values: Values;
  /** Secrets that the system has to reveal first, by key. */
  readonly sealed: ReadonlyMap<string, string>;
  readonly problems: readonly FileProblem[];
  /** How many paths had single backslashes. */
  readonly repaired: number;
}

/** How a protected secret is written. */
interface Sealed {
  readonly protected: string;
}

/**
 * Reads a settings file.
 *
 * @throws `JsoncSyntaxError` if it is not valid
 */
export function readSettingsText(text: string, { fields, defaults }: Declaration): FileContent {
  if (isBlank(text)) return { values: defaults, sealed: new Map(), problems: [], repaired: 0 };
  const { members, repaired } = readJsonc(text);
  const values: Record<string, FieldValue> = { ...defaults };
  const sealed = new Map<string, string>();
  const problems: FileProblem[] = [];
  for (const field of fields) {
    const member = members.get(field.key);
    if (!member) continue;
    if (field.kind.type === "secret" && isSealed(member.value)) {
      sealed.set(field.key, member.value.protected);
      continue;
    }
    const reading = readValue(field, member.value);
    if (reading.ok) values[field.key] = reading.value;
    else problems.push({ key: field.key, message: describeInvalid(field, member.value, reading.message, defaults) });
  }
  return { values, sealed, problems, repaired };
}

/** Whether a file has nothing in it: nobody has written one, or a crash has emptied it. */
export function isBlank(text: string): boolean {
  return /^[\s\uFEFF]*$/.test(text);
}

/** Sets values in the text of a settings file; an empty text becomes a new file. */
export function editSettingsText(
  text: string,
  declaration: Declaration,
  values: Readonly<Record<string, unknown>>,
): string {
  const isNew = isBlank(text);
  const start = isNew ? `// ${declaration.options.title}\n{\n}\n` : text;
  const given = isNew ? { ...declaration.defaults, ...values } : values;
  const edits = declaration.fields.flatMap((field): Edit[] =>
    field.key in given ? [{ key: field.key, value: given[field.key], comment: describeField(field) }] : [],
  );
  return editJsonc(start, edits);
}

/** What a secret looks like in the file once the system protects it. */
export function sealedValue(text: string): Sealed {
  return { protected: text };
}

function isSealed(value: unknown): value is Sealed {
  return typeof value === "object" && value !== null && typeof (value as Partial<Sealed>).protected === "string";
}

/** Names what is wrong in the words of the file. */
export function describeSyntaxError(error: unknown): string {
  if (!(error instanceof JsoncSyntaxError)) throw error;
  return `line ${error.line}, column ${error.column}: ${error.message}`;
}

function describeField({ label, hint, kind, optional }: Field): string[] {
  const empty = kind.type === "list" ? "may be empty" : 'may be ""';
  return [`${label}: ${describeKind(kind)}${optional ? `, ${empty}` : ""}`, ...(hint?.split("\n") ?? [])];
}

function describeInvalid({ key, kind }: Field, found: unknown, message: string, defaults: Values): string {
  const isSecret = kind.type === "secret";
  const what = isSecret ? "" : `, but found ${shorten(JSON.stringify(found))}`;
  return `"${key}" ${message}${what}; the default is used${isSecret ? "" : `: ${JSON.stringify(defaults[key])}`}`;
}

const MAX_SHOWN = 80;

function shorten(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
