import type { Class } from "@galaxy-kit/sdk";
import type { Mistake } from "@galaxy-kit/sdk/extend";
import { type Field, isMissing, isSameValue, readValue } from "./field.js";
import type { FieldValue } from "./reading.js";

/** A class whose properties are settings. It is created without arguments, to learn the defaults. */
export type SettingsClass<Settings extends object = object> = new () => Settings;

/** Values by the names of the settings. */
export type Values = Readonly<Record<string, FieldValue>>;

/** Options of `@Settings()`. */
export interface SettingsOptions {
  /** Shown above the form and in the file, such as the name of the platform. */
  readonly title: string;
  /** The name of the file without `.jsonc`: for a second class with settings. `"settings"` by default. */
  readonly file?: string;
  /** Takes over values from an older file, once. */
  readonly migrate?: Migration;
}

/** An older file with settings. */
export interface Migration {
  /** Its path in the integration's own folder, or an absolute one. */
  readonly from: string;
  /** Reads it; by default, it is a JSON object whose members have the names of the settings. */
  readonly read?: (text: string) => Readonly<Record<string, unknown>>;
}

// Global symbols, so that a second copy of this package in the process finds what the first one has recorded.
const FIELDS = Symbol.for("@galaxy-kit/settings:fields");
const OPTIONS = Symbol.for("@galaxy-kit/settings:options");
const CHECKS = Symbol.for("@galaxy-kit/settings:checks");

/** Adds a field to a class. */
export function recordField(target: object, field: Field): void {
  append(target, FIELDS, field);
}

/** Adds a method of the class itself that checks the settings before they are saved. */
export function recordCheck(target: object, method: PropertyKey): void {
  append(target, CHECKS, method);
}

/** Records what was passed to `@Settings()`. */
export function recordOptions(target: SettingsClass, options: SettingsOptions): void {
  Object.defineProperty(target, OPTIONS, { value: options });
}

/** What the decorators of a settings class say. */
export class Declaration<Settings extends object = object> {
  readonly options: SettingsOptions;
  /** Those of base classes come first. */
  readonly fields: readonly Field[];
  /** The names of its own methods with `@CheckSettings()`. */
  readonly checks: readonly PropertyKey[];
  readonly defaults: Values;

  constructor(readonly target: SettingsClass<Settings>) {
    const options = (target as unknown as Partial<Record<symbol, SettingsOptions>>)[OPTIONS];
    if (!options) throw new TypeError(`${target.name} has no @Settings(): add it to the class.`);
    this.options = options;
    this.fields = [...new Map(recorded<Field>(target, FIELDS).map((field) => [field.key, field])).values()];
    this.checks = [...new Set(recorded<PropertyKey>(target, CHECKS))];
    const initial = new target() as Record<string, FieldValue>;
    this.defaults = Object.fromEntries(this.fields.map(({ key }) => [key, initial[key] as FieldValue]));
  }

  get name(): string {
    return this.target.name;
  }

  /** Returns what is wrong with it that the compiler cannot see. */
  findMistakes(): readonly Mistake[] {
    const decorator = "@Settings()";
    if (this.fields.length === 0) {
      const remedy = 'Add a field, such as @Toggle("Start in full screen") readonly fullScreen: boolean = true.';
      return [{ decorator, message: `${this.name} has no fields`, remedy }];
    }
    return this.fields.flatMap((field): Mistake[] => {
      const value = this.defaults[field.key];
      const reading = readValue(field, value);
      if (reading.ok) return [];
      const what = value === undefined ? "has no initial value" : `is initialized with ${JSON.stringify(value)}`;
      const remedy = "Initialize it with its default, or change the options of its decorator.";
      return [{ decorator, message: `${field.key} ${what}, but ${reading.message}`, remedy }];
    });
  }

  /** Returns the values of an instance. */
  valuesOf(settings: object): Values {
    const values = settings as Values;
    return Object.fromEntries(this.fields.map(({ key }) => [key, values[key] as FieldValue]));
  }

  /** Returns the fields that have to be filled in. */
  missingIn(values: object): readonly Field[] {
    const given = values as Values;
    return this.fields.filter((field) => isMissing(field, given[field.key] ?? ""));
  }

  /** Whether all values are what they are before a user has entered anything. */
  isUntouched(values: object): boolean {
    return isSameValue(this.valuesOf(values), this.defaults);
  }

  /** Returns an instance with the values. */
  instanceWith(values: Values): Settings {
    return Object.assign(new this.target(), values);
  }
}

function append(target: object, key: symbol, value: unknown): void {
  const owner = target.constructor as Class & Partial<Record<symbol, readonly unknown[]>>;
  const own = Object.hasOwn(owner, key) ? owner[key] : undefined;
  Object.defineProperty(owner, key, { value: [...(own ?? []), value], configurable: true });
}

/** Returns what was recorded for a class and for its base classes; that of the base classes comes first. */
function recorded<T>(target: object, key: symbol): readonly T[] {
  const base = Object.getPrototypeOf(target) as object | null;
  const own = Object.hasOwn(target, key) ? (target as Record<symbol, readonly T[]>)[key] : undefined;
  return [...(base ? recorded<T>(base, key) : []), ...(own ?? [])];
}
