import { Secrets } from "@galaxy-kit/sdk";
import { maskAll } from "./mask-all.js";
import { formsOf } from "./secret-forms.js";

/** Shorter values, such as a version or a country, would turn every line into asterisks. */
const MIN_LENGTH = 3;

/** Credentials are a few levels deep. Deeper values must not overflow the stack. */
const MAX_DEPTH = 50;

/** Masks by value: code that logs a secret need not know that it is one. */
export class SecretRegistry extends Secrets {
  /** Each value with its form in JSON. */
  readonly #values = new Map<string, string>();
  readonly #watchers: ((value: string) => void)[] = [];

  override add(secret: unknown): void {
    this.#collect(secret, 0);
  }

  override mask(text: string): string {
    return maskAll(text, this.#values.keys());
  }

  /** Returns a mask for the strings of a JSON document. Values that are not in the document need not be searched for in each. */
  maskerFor(json: string): (text: string) => string {
    const present = [...this.#values].filter(([, escaped]) => json.includes(escaped)).map(([value]) => value);
    return present.length === 0 ? (text) => text : (text) => maskAll(text, present);
  }

  /** Calls the watcher with every value to mask: the current ones now, later ones when they are added. */
  watch(watcher: (value: string) => void): void {
    for (const value of this.#values.keys()) watcher(value);
    this.#watchers.push(watcher);
  }

  #collect(secret: unknown, depth: number): void {
    if (depth > MAX_DEPTH) return;
    if (typeof secret === "number" || typeof secret === "bigint") this.#addText(String(secret));
    else if (typeof secret === "string") this.#collectString(secret, depth);
    else if (typeof secret === "object" && secret !== null) {
      for (const value of valuesOf(secret)) this.#collect(value, depth + 1);
    }
  }

  #collectString(secret: string, depth: number): void {
    for (const form of formsOf(secret)) this.#addText(form);
    if (/^\s*[[{]/.test(secret)) this.#collect(parseOrUndefined(secret), depth + 1);
  }

  #addText(text: string): void {
    if (text.length < MIN_LENGTH || this.#values.has(text)) return;
    this.#values.set(text, JSON.stringify(text).slice(1, -1));
    for (const watcher of this.#watchers) watcher(text);
  }
}

function valuesOf(secret: object): Iterable<unknown> {
  if (secret instanceof URL) return [secret.href];
  if (secret instanceof Map || secret instanceof Set) return [...(secret as Iterable<unknown>)].flat();
  if (ArrayBuffer.isView(secret)) {
    const bytes = Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength);
    return [bytes.toString("utf8"), bytes.toString("hex")];
  }
  const { password, ...others } = secret as { readonly password?: unknown };
  // As HTTP basic authentication combines the two.
  const users = Object.values(others).filter((user) => typeof user === "string" || typeof user === "number");
  const pairs = typeof password === "string" ? users.map((user) => `${String(user)}:${password}`) : [];
  return [...(Object.values(secret) as unknown[]), ...pairs];
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
