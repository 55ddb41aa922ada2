import { MAX_JSON_DEPTH } from "@galaxy-kit/protocol";
import { type SecretOptions, Secrets } from "@galaxy-kit/sdk";
import { isHarmless } from "./harmless.js";
import { formsOf } from "./secret-forms.js";
import { SecretIndex } from "./secret-index.js";

/** How many secrets of one name are masked at least, in all the forms in which they may appear. A jar has up to 3,000 cookies. */
const MAX_OF_NAME = 10_000;

/** Hears which values are masked, and which no longer. */
export interface SecretWatcher {
  added(value: string): void;
  removed(value: string): void;
}

/** Masks by value: code that logs a secret need not know that it is one. */
export class SecretRegistry extends Secrets {
  /** Masked until the end. */
  readonly #kept = new Set<string>();
  /** Those that newer ones replace, by name, the oldest first. */
  readonly #passing = new Map<string, Set<string>>();
  readonly #index = new SecretIndex();
  #longest = 0;
  readonly #watchers: SecretWatcher[] = [];

  override add(secret: unknown, { lastOf }: SecretOptions = {}): void {
    const forms = new Set(formsIn(secret));
    for (const form of forms) if (!this.#isMasked(form)) this.#mask(form);
    if (lastOf === undefined) for (const form of forms) this.#kept.add(form);
    else this.#takePlace(forms, lastOf);
  }

  override mask(text: string): string {
    return this.#index.mask(text);
  }

  /** Masks the beginning of a text that is too long to be masked as a whole. */
  maskStart(text: string, length: number): string {
    // The rest of a secret that begins before the end, and the character that shows whether a short one is a whole word.
    return this.#index.mask(text.slice(0, length + this.#longest + 1), length);
  }

  /** Informs the watcher of every value to mask: of the current ones now, of later ones when they are added. */
  watch(watcher: SecretWatcher): void {
    for (const value of new Set([this.#kept, ...this.#passing.values()].flatMap((values) => [...values])))
      watcher.added(value);
    this.#watchers.push(watcher);
  }

  /** What belongs together is masked as a whole, however much it is. */
  #takePlace(forms: ReadonlySet<string>, name: string): void {
    const values = this.#passing.get(name) ?? new Set();
    this.#passing.set(name, values);
    for (const form of forms) {
      // It becomes the newest.
      values.delete(form);
      values.add(form);
    }
    let surplus = values.size - Math.max(MAX_OF_NAME, forms.size);
    for (const oldest of values) {
      if (surplus-- <= 0) return;
      values.delete(oldest);
      if (!this.#isMasked(oldest)) this.#unmask(oldest);
    }
  }

  #isMasked(form: string): boolean {
    return this.#kept.has(form) || [...this.#passing.values()].some((values) => values.has(form));
  }

  #mask(form: string): void {
    this.#index.add(form);
    this.#longest = Math.max(this.#longest, form.length);
    for (const watcher of this.#watchers) watcher.added(form);
  }

  #unmask(form: string): void {
    this.#index.remove(form);
    for (const watcher of this.#watchers) watcher.removed(form);
  }
}

interface Found {
  readonly value: unknown;
  /** The name of the member that holds it, if any. */
  readonly name: string | undefined;
  readonly depth: number;
}

/**
 * Yields everything in a value that is to be masked, in each form in which it may appear. Each object is read once for each name, since a
 * web of objects that refer to each other, such as a response of an HTTP client, has more paths than could ever be followed.
 */
function* formsIn(secret: unknown): Iterable<string> {
  const namesOf = new Map<object, Set<string | undefined>>();
  const found: Found[] = [{ value: secret, name: undefined, depth: 0 }];
  // It grows meanwhile.
  for (const { value, name, depth } of found) {
    if (typeof value === "object" && value !== null) {
      const names = namesOf.get(value) ?? new Set();
      namesOf.set(value, names);
      if (depth === MAX_JSON_DEPTH || names.has(name)) continue;
      names.add(name);
      for (const [member, inside] of membersOf(value, name)) {
        found.push({ value: inside, name: member, depth: depth + 1 });
      }
    } else if (isText(value) && !isHarmless(String(value), name)) {
      const text = String(value);
      yield* formsOf(text);
      if (/^\s*[[{]/.test(text)) found.push({ value: parseOrUndefined(text), name, depth: depth + 1 });
    }
  }
}

/** What a secret may be, apart from objects of secrets. */
function isText(value: unknown): value is string | number | bigint {
  return ["string", "number", "bigint"].includes(typeof value);
}

/** Returns the parts of an object with their names. The items of a list have the name of the list. */
function membersOf(secret: object, name: string | undefined): Iterable<readonly [string | undefined, unknown]> {
  if (secret instanceof URL) return [[name, secret.href]];
  if (secret instanceof Map)
    return [...secret].flatMap(([key, value]) => [
      [undefined, key],
      [String(key), value],
    ]);
  if (secret instanceof Set || Array.isArray(secret)) return Array.from(secret, (item: unknown) => [name, item]);
  if (ArrayBuffer.isView(secret)) {
    const bytes = Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength);
    return [
      [name, bytes.toString("utf8")],
      [name, bytes.toString("hex")],
    ];
  }
  const { password, ...others } = secret as { readonly password?: unknown };
  // As HTTP basic authentication combines the two.
  const users = Object.values(others).filter((user) => typeof user === "string" || typeof user === "number");
  const pairs = typeof password === "string" ? users.map((user) => `${String(user)}:${password}`) : [];
  return [...(Object.entries(secret) as [string, unknown][]), ...pairs.map((pair) => ["password", pair] as const)];
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
