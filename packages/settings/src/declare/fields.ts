import type { InstanceSide } from "@galaxy-kit/sdk/extend";
import { recordField } from "../model/declaration.js";
import type { Kind, PathKind, TextKind } from "../model/kind.js";
import type { StandardSchemaV1 } from "../model/schema.js";

/** Options of every field. */
export interface FieldOptions<Value> {
  /** Explains the field, on the page and in the file. */
  readonly hint?: string;
  /** Allows an empty text or list. A field that is not optional has to be filled in. False by default. */
  readonly optional?: boolean;
  /** Checks the value with a Standard Schema, such as one of zod, which may also replace it. It must not be asynchronous. */
  readonly schema?: StandardSchemaV1<Value, Value>;
}

/** Options of {@link TextField} and {@link SecretField}. */
export interface TextFieldOptions extends FieldOptions<string> {
  /** What the whole text has to match. Say in the hint what that is. */
  readonly pattern?: RegExp;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Options of {@link NumberField}. */
export interface NumberFieldOptions extends Omit<FieldOptions<number>, "optional"> {
  readonly min?: number;
  readonly max?: number;
  /** Allows whole numbers only. */
  readonly integer?: boolean;
}

/** Options of {@link FolderField}. */
export interface FolderFieldOptions extends FieldOptions<string> {
  /** Whether it has to exist when the form is saved; true by default. */
  readonly mustExist?: boolean;
}

/** Options of {@link FileField}. */
export interface FileFieldOptions extends FolderFieldOptions {
  /** Whether it has to be a program that this user may start. */
  readonly executable?: boolean;
}

/** How many entries a list may have. */
export interface ListOptions extends FieldOptions<readonly string[]> {
  readonly min?: number;
  readonly max?: number;
}

/** Options of {@link TextList}. */
export type TextListOptions = ListOptions & Omit<TextFieldOptions, keyof FieldOptions<string>>;
/** Options of {@link FolderList}. */
export type FolderListOptions = ListOptions & Omit<FolderFieldOptions, keyof FieldOptions<string>>;
/** Options of {@link FileList}. */
export type FileListOptions = ListOptions & Omit<FileFieldOptions, keyof FieldOptions<string>>;

/** Names the mistake in a compiler error: the property's type does not match the values of the field. */
export interface MismatchedField<Given, Declared> {
  readonly field: Given;
  readonly property: Declared;
}

/** Accepts a property that takes every `Given` value and has no other values than `Accepted` ones. */
export interface FieldDecorator<Given, Accepted = Given> {
  <Key extends string, Target extends InstanceSide & Readonly<Record<Key, Accepted>>>(
    target: Target & ([Given] extends [Target[Key]] ? unknown : MismatchedField<Given, Target[Key]>),
    key: Key,
  ): void;
}

/**
 * A line of text. Spaces around it are removed.
 *
 * @example
 * ```ts
 * @TextField("Name on the server", { maxLength: 20 }) readonly nickname: string = "player";
 * ```
 */
export function TextField(label: string, options: TextFieldOptions = {}): FieldDecorator<string> {
  return field(label, textKind("text", options), options);
}

/**
 * A secret, such as an API key. It is masked in the log, protected in the file where the system can do that, and
 * never sent back to the page.
 *
 * @example
 * ```ts
 * @SecretField("API key", { hint: "itch.io → Settings → API keys" }) readonly apiKey: string = "";
 * ```
 */
export function SecretField(label: string, options: TextFieldOptions = {}): FieldDecorator<string> {
  return field(label, textKind("secret", options), options);
}

/**
 * A number.
 *
 * @example
 * ```ts
 * @NumberField("Volume", { min: 0, max: 100 }) readonly volume: number = 80;
 * ```
 */
export function NumberField(label: string, options: NumberFieldOptions = {}): FieldDecorator<number> {
  const { min, max, integer = false } = options;
  return field(label, { type: "number", min, max, integer }, options);
}

/**
 * A checkbox.
 *
 * @example
 * ```ts
 * @Toggle("Start in full screen") readonly fullScreen: boolean = true;
 * ```
 */
export function Toggle(label: string, options: Pick<FieldOptions<boolean>, "hint"> = {}): FieldDecorator<boolean> {
  return field(label, { type: "boolean" }, options);
}

/**
 * One of several values.
 *
 * @example
 * ```ts
 * @Choice("Region", { eu: "Europe", us: "America" }) readonly region: "eu" | "us" = "eu";
 * ```
 *
 * @param choices - the values, or the label of each value
 */
export function Choice<const Value extends string>(
  label: string,
  choices: readonly Value[] | Readonly<Record<Value, string>>,
  options: Pick<FieldOptions<Value>, "hint"> = {},
): FieldDecorator<Value, string> {
  const labels = Array.isArray(choices)
    ? (choices as readonly string[]).map((choice) => [choice, choice] as const)
    : Object.entries<string>(choices as Readonly<Record<string, string>>);
  return field(label, { type: "choice", choices: new Map(labels) }, options);
}

/**
 * The absolute path of a file, which the user can browse for.
 *
 * @example
 * ```ts
 * @FileField("RetroArch program", { executable: true }) readonly program: string = "";
 * ```
 */
export function FileField(label: string, options: FileFieldOptions = {}): FieldDecorator<string> {
  return field(label, pathKind("file", options), options);
}

/**
 * The absolute path of a folder, which the user can browse for.
 *
 * @example
 * ```ts
 * @FolderField("Where your games are") readonly games: string = "";
 * ```
 */
export function FolderField(label: string, options: FolderFieldOptions = {}): FieldDecorator<string> {
  return field(label, pathKind("folder", options), options);
}

/** A list of strings. */
export function TextList(label: string, options: TextListOptions = {}): FieldDecorator<string[], readonly string[]> {
  return listField(label, textKind("text", options), options);
}

/** A list of absolute paths of files. */
export function FileList(label: string, options: FileListOptions = {}): FieldDecorator<string[], readonly string[]> {
  return listField(label, pathKind("file", options), options);
}

/**
 * A list of absolute paths of folders.
 *
 * @example
 * ```ts
 * @FolderList("Where your ROMs are") readonly romFolders: readonly string[] = [];
 * ```
 */
export function FolderList(
  label: string,
  options: FolderListOptions = {},
): FieldDecorator<string[], readonly string[]> {
  return listField(label, pathKind("folder", options), options);
}

function textKind(
  type: TextKind["type"],
  { pattern, minLength, maxLength }: Omit<TextFieldOptions, "schema">,
): TextKind {
  return { type, pattern, minLength, maxLength };
}

function pathKind(
  type: PathKind["type"],
  { mustExist = true, executable = false }: Omit<FileFieldOptions, "schema">,
): PathKind {
  return { type, mustExist, executable };
}

function listField(
  label: string,
  item: TextKind | PathKind,
  options: ListOptions,
): FieldDecorator<string[], readonly string[]> {
  const { min, max } = options;
  return field(label, { type: "list", item, min, max }, options);
}

function field(
  label: string,
  kind: Kind,
  {
    hint,
    optional = false,
    schema,
  }: Pick<FieldOptions<unknown>, "hint" | "optional"> & { readonly schema?: StandardSchemaV1 },
): (target: object, key: string) => void {
  return (target, key) => {
    recordField(target, { key, label, hint, optional, kind, schema });
  };
}
