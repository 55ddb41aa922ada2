import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Clock, Logger, Secrets } from "@galaxy-kit/sdk";
import { readFileIfExists, replaceFile, withFileLock } from "@galaxy-kit/state";
import {
  describeSyntaxError,
  editSettingsText,
  type FileContent,
  type FileProblem,
  readSettingsText,
  sealedValue,
} from "../file/settings-text.js";
import type { Declaration, Values } from "../model/declaration.js";
import { isSameValue } from "../model/field.js";
import type { FieldValue } from "../model/reading.js";
import { migratedValues } from "./migrate.js";
import type { SecretProtector } from "./secret-protector.js";
import { watchFile } from "./watch-file.js";

/** What settings need from the integration. */
export interface SettingsContext {
  readonly folder: string;
  readonly log: Logger;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly protector: SecretProtector;
}

/** Called with the names of the settings that have changed. */
export type ChangeListener = (changed: readonly string[]) => void;

/** Changes to the settings: a value for each name. */
export type Changes = Readonly<Record<string, FieldValue>>;

/** The settings of one class: an instance that always has the values of the file. */
export class LiveSettings<Settings extends object = object> {
  /** The instance that is injected. */
  readonly current: Settings;
  readonly path: string;
  #text: string | undefined;
  /** Until the system has revealed them, secrets have their defaults. */
  #sealed: ReadonlyMap<string, string> = new Map();
  #problems: readonly FileProblem[] = [];
  readonly #listeners = new Set<ChangeListener>();
  /** What nobody has heard of yet: it changed after a constructor may have used it. */
  readonly #unheard = new Set<string>();
  #work: Promise<unknown> = Promise.resolve();

  constructor(
    readonly declaration: Declaration<Settings>,
    private readonly context: SettingsContext,
  ) {
    this.path = join(context.folder, `${declaration.options.file ?? "settings"}.jsonc`);
    this.current = declaration.instanceWith(declaration.defaults);
    // At once, since a constructor may need the settings.
    this.#text = readIfExists(this.path);
    if (this.#text !== undefined) this.#take(this.#text, "the defaults are used");
    else this.#assign(migratedValues(declaration, context.log));
    this.#unheard.clear();
  }

  /** The values of all fields. */
  get values(): Values {
    return this.declaration.valuesOf(this.current);
  }

  /** What is wrong with the file. */
  get problems(): readonly FileProblem[] {
    return this.#problems;
  }

  /** The secrets that have a value in the file which could not be revealed. */
  get sealed(): ReadonlySet<string> {
    const { values } = this;
    return new Set([...this.#sealed.keys()].filter((key) => values[key] === ""));
  }

  /** Writes the file if there is none, reveals secrets and starts to watch the file. */
  async open(): Promise<void> {
    const { clock, signal, log } = this.context;
    try {
      if (this.#text === undefined) await this.save({});
      else await this.#inTurn(() => this.#unseal());
      await this.#protectOpenSecrets();
      await mkdir(dirname(this.path), { recursive: true });
    } catch (error) {
      log.warn(`${this.path} cannot be written; settings are not saved`, { error });
    }
    watchFile(this.path, { clock, signal, onChange: () => void this.reload() });
  }

  /** Calls a function when settings have changed, also if they already have since they were first read. */
  onChange(listener: ChangeListener): void {
    this.#listeners.add(listener);
    this.#notify();
  }

  /** Reads the file again. */
  async reload(): Promise<void> {
    await this.#inTurn(async () => {
      const text = await readFileIfExists(this.path);
      if (text === this.#text) return;
      this.#text = text;
      this.#take(text ?? "", "the settings before the change stay in effect");
      await this.#unseal();
    })
      .then(() => this.#protectOpenSecrets())
      .catch((error: unknown) => {
        this.context.log.warn(`${this.path} cannot be read; the settings stay as they are`, { error });
      });
  }

  /**
   * Changes settings in the file. What is not changed here stays as it is there, even if another program has changed it since.
   *
   * @param changes - valid values
   */
  async save(changes: Changes): Promise<void> {
    await this.#inTurn(() =>
      withFileLock(this.path, async () => {
        const found = (await readFileIfExists(this.path)) ?? "";
        const base = this.#isValid(found) ? found : await this.#setAside(found);
        const isNew = base.trim() === "";
        const written = await this.#seal(isNew ? { ...this.values, ...changes } : changes);
        const text = editSettingsText(base, this.declaration, written);
        if (text !== found) await replaceFile(this.path, text);
        this.#text = text;
        this.#take(text, "");
        await this.#unseal();
      }),
    );
  }

  /** What the user has written by hand. Without a valid file, its secrets are not known. */
  async #protectOpenSecrets(): Promise<void> {
    const { values } = this;
    const open: Record<string, FieldValue> = {};
    for (const { key, kind } of this.declaration.fields) {
      const value = values[key];
      if (kind.type !== "secret" || value === undefined || value === "" || this.#sealed.has(key)) continue;
      if ((await this.context.protector.protect(String(value))) !== undefined) open[key] = value;
    }
    if (Object.keys(open).length > 0) await this.save(open);
  }

  #isValid(text: string): boolean {
    try {
      readSettingsText(text, this.declaration);
      return true;
    } catch (error) {
      describeSyntaxError(error);
      return false;
    }
  }

  /** Keeps a broken file, since the user may have written more into it than can be read. */
  async #setAside(text: string): Promise<string> {
    const aside = this.path.replace(/\.jsonc$/, ".broken.jsonc");
    await replaceFile(aside, text);
    this.context.log.warn(`${basename(this.path)} is not valid; it is kept as ${aside}`);
    return "";
  }

  /** Takes the values of a text, or keeps those that are known if it is not valid. */
  #take(text: string, otherwise: string): void {
    const { log } = this.context;
    const name = basename(this.path);
    let content: FileContent;
    try {
      content = readSettingsText(text, this.declaration);
    } catch (error) {
      const message = `${describeSyntaxError(error)}; ${otherwise}`;
      this.#problems = [{ message }];
      log.warn(`${name}, ${message}`, { file: this.path });
      return;
    }
    this.#problems = content.problems;
    for (const { message } of content.problems) log.warn(`${name}: ${message}`, { file: this.path });
    if (content.repaired > 0) {
      log.info(`${name}: ${content.repaired} texts have single backslashes; they are read as they are written`);
    }
    // What is revealed later keeps its value until then.
    const sealed = new Set(content.sealed.keys());
    const kept = Object.entries(content.values).filter(([key]) => !sealed.has(key));
    this.#sealed = content.sealed;
    this.#assign(Object.fromEntries(kept));
  }

  /** Resolves to what is written to the file: secrets are protected if the system can do that. */
  async #seal(values: Changes): Promise<Readonly<Record<string, unknown>>> {
    const entries = Object.entries(values).map(async ([key, value]): Promise<[string, unknown]> => {
      const isSecret = this.declaration.fields.some((field) => field.key === key && field.kind.type === "secret");
      if (!isSecret || value === "") return [key, value];
      this.context.secrets.add(value);
      const text = await this.context.protector.protect(String(value));
      return [key, text === undefined ? value : sealedValue(text)];
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  async #unseal(): Promise<void> {
    const revealed: Record<string, string> = {};
    for (const [key, text] of this.#sealed) {
      try {
        revealed[key] = await this.context.protector.reveal(text);
      } catch (error) {
        const message = `"${key}" cannot be read here; enter it again to replace it`;
        this.#problems = [...this.#problems.filter((problem) => problem.key !== key), { key, message }];
        this.context.log.warn(`${basename(this.path)}: ${message}`, { error });
      }
    }
    this.#assign(revealed);
  }

  #assign(values: Values): void {
    const before = this.values;
    for (const field of this.declaration.fields) {
      const value = values[field.key];
      if (value === undefined) continue;
      if (field.kind.type === "secret" && value !== "") this.context.secrets.add(value);
      if (isSameValue(value, before[field.key])) continue;
      Object.assign(this.current, { [field.key]: value });
      this.#unheard.add(field.key);
    }
    this.#notify();
  }

  #notify(): void {
    if (this.#listeners.size === 0 || this.#unheard.size === 0) return;
    const changed = [...this.#unheard];
    this.#unheard.clear();
    this.context.log.info(`The settings have changed: ${changed.join(", ")}`);
    for (const listener of this.#listeners) listener(changed);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#work.then(work);
    this.#work = turn.catch(() => undefined);
    return await turn;
  }
}

function readIfExists(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // What keeps it from being read is reported when it is opened.
    return undefined;
  }
}
