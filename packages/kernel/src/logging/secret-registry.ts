import { Secrets } from "@galaxy-kit/sdk";
import { isHarmless } from "./harmless.js";
import { formsOf } from "./secret-forms.js";
import { SecretIndex } from "./secret-index.js";

/** Credentials are a few levels deep. Deeper values must not overflow the stack. */
const MAX_DEPTH = 50;

/** Masks by value: code that logs a secret need not know that it is one. */
export class SecretRegistry extends Secrets {
  readonly #values = new Set<string>();
  readonly #index = new SecretIndex();
  #longest = 0;
  readonly #watchers: ((value: string) => void)[] = [];

  override add(secret: unknown): void {
    this.#collect(secret, undefined, 0);
  }

  override mask(text: string): string {
    return this.#index.mask(text);
  }

  /** Masks the beginning of a text that is too long to be masked as a whole. */
  maskStart(text: string, length: number): string {
    // The rest of a secret that begins before the end, and the character that shows whether a short one is a whole word.
    return this.#index.mask(text.slice(0, length + this.#longest + 1), length);
  }

  /** Calls the watcher with every value to mask: the current ones now, later ones when they are added. */
  watch(watcher: (value: string) => void): void {
    for (const value of this.#values) watcher(value);
    this.#watchers.push(watcher);
  }

  /** @param name - the name of the member that holds it, if any */
  #collect(secret: unknown, name: string | undefined, depth: number): void {
    if (depth > MAX_DEPTH) return;
    if (typeof secret === "object" && secret !== null) {
      for (const [member, value] of membersOf(secret, name)) this.#collect(value, member, depth + 1);
    } else if (isText(secret) && !isHarmless(String(secret), name)) {
      this.#collectText(String(secret), name, depth);
    }
  }

  #collectText(secret: string, name: string | undefined, depth: number): void {
    for (const form of formsOf(secret)) this.#addText(form);
    if (/^\s*[[{]/.test(secret)) this.#collect(parseOrUndefined(secret), name, depth + 1);
  }

  #addText(text: string): void {
    if (this.#values.has(text)) return;
    this.#values.add(text);
    this.#index.add(text);
    this.#longest = Math.max(this.#longest, text.length);
    for (const watcher of this.#watchers) watcher(text);
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
