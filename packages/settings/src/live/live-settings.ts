import type { Clock } from "@galaxy-kit/sdk";
import {
  describeSyntaxError,
  editSettingsText,
  type FileContent,
  type FileProblem,
  isBlank,
  readSettingsText,
} from "../file/settings-text.js";
import type { Declaration, Values } from "../model/declaration.js";
import { isSameValue } from "../model/field.js";
import { migratedValues } from "./migrate.js";
import { ProtectedSecrets, type SecretsContext } from "./protected-secrets.js";
import { SettingsFile } from "./settings-file.js";
import { watchFile } from "./watch-file.js";

/** What settings need from the integration. */
export interface SettingsContext extends SecretsContext {
  readonly folders: { readonly config: string; readonly data: string };
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Called with the names of the settings that have changed. */
export type ChangeListener = (changed: readonly string[]) => void;

/** The settings of one class: an instance that always has the values of the file. */
export class LiveSettings<Settings extends object = object> {
  /** The instance that is injected. */
  readonly current: Settings;
  readonly #file: SettingsFile;
  readonly #secrets: ProtectedSecrets;
  /** Of the file; undefined if there is none. */
  #text: string | undefined;
  /** The last text that was valid: another one as long as that of the file is not. */
  #valid: string | undefined;
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
    this.#file = new SettingsFile(declaration.options.file ?? "settings", context.folders);
    this.#secrets = new ProtectedSecrets(declaration, this.#file.name, context);
    this.current = declaration.instanceWith(declaration.defaults);
    // At once, since a constructor may need the settings.
    this.#text = this.#file.readAtOnce();
    if (this.#text === undefined) this.#assign(migratedValues(declaration, context.log));
    else this.#takeAtStart(this.#text);
    this.#unheard.clear();
  }

  get path(): string {
    return this.#file.path;
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
    const { clock, signal } = this.context;
    if (this.#text !== undefined) await this.#inTurn(() => this.#settle());
    else await this.save({}).catch((error: unknown) => this.#warnOfWriting(error));
    watchFile(this.path, { clock, signal, onChange: () => void this.reload() });
    // The watcher does not see what was written since the constructor read the file.
    await this.reload();
  }

  /** Calls a function when settings have changed, also if they already have since they were first read. */
  onChange(listener: ChangeListener): void {
    this.#listeners.add(listener);
    this.#notify();
  }

  /** Reads the file again. */
  async reload(): Promise<void> {
    await this.#inTurn(async () => {
      const text = await this.#file.read();
      if (text === this.#text) return;
      this.#text = text;
      if (text === undefined) this.#forget();
      else this.#take(text, () => "the settings before the change stay in effect");
      await this.#settle();
    }).catch((error: unknown) => {
      this.context.log.warn(`${this.path} cannot be read; the settings stay as they are`, { error });
    });
  }

  /**
   * Changes settings in the file. What is not changed here stays as it is there, even if another program has changed it since.
   *
   * @param changes - valid values
   */
  async save(changes: Values): Promise<void> {
    await this.#inTurn(async () => {
      await this.#file.locked(async () => {
        const base = await this.#baseOf(await this.#file.read());
        const written = await this.#secrets.protect(isBlank(base) ? { ...this.values, ...changes } : changes);
        await this.#write(editSettingsText(base, this.declaration, written));
      });
      await this.#reveal();
      await this.#file.keep(this.#text).catch((error: unknown) => this.#warnOfWriting(error));
    });
  }

  /** Does what needs the system. Of a file that is not valid, nothing is changed. */
  async #settle(): Promise<void> {
    await this.#reveal();
    if (this.#text !== this.#valid) return;
    try {
      await this.#protectOpenSecrets();
      await this.#file.keep(this.#text);
    } catch (error) {
      this.#warnOfWriting(error);
    }
  }

  async #reveal(): Promise<void> {
    const { values, problems } = await this.#secrets.reveal(this.#sealed);
    this.#problems = [...this.#problems, ...problems];
    this.#assign(values);
  }

  /** Protects what the user has written by hand. */
  async #protectOpenSecrets(): Promise<void> {
    const text = this.#text;
    const open = this.#secrets.in(this.values).filter(([key]) => !this.#sealed.has(key));
    const written = await this.#secrets.protect(Object.fromEntries(open));
    if (text === undefined || open.every(([key, secret]) => written[key] === secret)) return;
    await this.#file.locked(async () => {
      // What was changed since then will be read again, and brings here.
      if ((await this.#file.read()) === text) await this.#write(editSettingsText(text, this.declaration, written));
    });
  }

  /** Resolves to the text that is changed when something is saved; empty if there is none. */
  async #baseOf(found: string | undefined): Promise<string> {
    if (found === undefined || this.#parse(found).ok) return found ?? "";
    if (!isBlank(found)) {
      const aside = await this.#file.setAside(found);
      this.context.log.warn(`${this.#file.name} is not valid; it is kept as ${aside}`);
    }
    return this.#valid ?? "";
  }

  async #write(text: string): Promise<void> {
    if (text !== (await this.#file.read())) await this.#file.write(text);
    this.#text = text;
    this.#take(text, () => "");
  }

  /** Takes the values of a text; if it is not valid, those that `otherwise` names. */
  #take(text: string, otherwise: () => string): void {
    const { log } = this.context;
    const { name, path: file } = this.#file;
    const read = this.#parse(text);
    if (!read.ok) {
      const message = `${read.message}; ${otherwise()}`;
      this.#problems = [{ message }];
      log.warn(`${name}, ${message}`, { file });
      return;
    }
    this.#valid = text;
    this.#use(read.content);
    for (const { message } of this.#problems) log.warn(`${name}: ${message}`, { file });
    const { repaired } = read.content;
    if (repaired > 0)
      log.info(
        `${name}: ${repaired === 1 ? "a path has" : `${repaired} paths have`} single backslashes, which are read literally`,
      );
  }

  #takeAtStart(text: string): void {
    this.#valid = this.#file.readCopyAtOnce();
    this.#take(text, () => {
      const last = this.#valid === undefined ? undefined : this.#parse(this.#valid);
      if (last?.ok) this.#use(last.content);
      else this.#valid = undefined;
      return last?.ok ? "the last valid settings are used" : "the defaults are used";
    });
  }

  /** The user has deleted the file. */
  #forget(): void {
    this.#valid = undefined;
    this.#use({ values: this.declaration.defaults, sealed: new Map(), problems: [], repaired: 0 });
  }

  #use({ values, sealed, problems }: FileContent): void {
    this.#problems = problems;
    this.#sealed = sealed;
    // What is revealed later keeps its value until then.
    this.#assign(Object.fromEntries(Object.entries(values).filter(([key]) => !sealed.has(key))));
  }

  #parse(
    text: string,
  ): { readonly ok: true; readonly content: FileContent } | { readonly ok: false; readonly message: string } {
    // A crash may leave an empty file behind.
    if (isBlank(text) && this.#valid !== undefined && !isBlank(this.#valid))
      return { ok: false, message: "line 1, column 1: the file is empty" };
    try {
      return { ok: true, content: readSettingsText(text, this.declaration) };
    } catch (error) {
      return { ok: false, message: describeSyntaxError(error) };
    }
  }

  #assign(values: Values): void {
    const before = this.values;
    for (const [, secret] of this.#secrets.in(values)) this.context.secrets.add(secret);
    for (const { key } of this.declaration.fields) {
      const value = values[key];
      if (value === undefined || isSameValue(value, before[key])) continue;
      Object.assign(this.current, { [key]: value });
      this.#unheard.add(key);
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

  #warnOfWriting(error: unknown): void {
    this.context.log.warn(`${this.path} cannot be written; settings are not saved`, { error });
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#work.then(work);
    this.#work = turn.catch(() => undefined);
    return await turn;
  }
}
