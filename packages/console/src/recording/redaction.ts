import { KnownValues } from "./known-values.js";
import { headerBefore, kindOf, patterns, type Redacted, secretName } from "./secret-patterns.js";
import { parsed } from "./secrets.js";

/** Replaces secrets in texts, the same one always by the same placeholder, so that a reader can still tell them apart. */
export class Redaction {
  readonly #placeholders = new Map<string, string>();
  readonly #counts = new Map<Redacted, number>();
  readonly #secrets: ReadonlySet<string>;
  readonly #known = new KnownValues();

  /** @param secrets - values to replace wherever they occur, as they are or encoded */
  constructor(secrets: Iterable<string>, homeFolder: string) {
    this.#secrets = new Set(secrets);
    for (const value of this.#secrets) this.#known.addSecret(value);
    this.#known.addHomeFolder(homeFolder);
  }

  /** How many different values were replaced. */
  get counts(): Readonly<Partial<Record<Redacted, number>>> {
    return Object.fromEntries(this.#counts);
  }

  /** Returns a JSON value without secrets. */
  redact(value: unknown, name = ""): unknown {
    if (typeof value === "string")
      return secretName.test(name) && value !== "" ? this.#put(kindOf(name), value) : this.#text(value);
    if (typeof value === "number" && this.#secrets.has(String(value))) return this.#put("secret", String(value));
    if (typeof value === "number" && secretName.test(name) && value >= 1_000)
      return this.#put(kindOf(name), String(value));
    if (Array.isArray(value)) {
      const items = value as readonly unknown[];
      return items.map((item, index) => this.redact(item, name || headerBefore(items[index - 1])));
    }
    if (typeof value !== "object" || value === null) return value;
    // What is inside of a secret is secret: a cookie has a name, a value and a path.
    const inherited = secretName.test(name) ? name : "";
    // { "name": "Cookie", "value": … }
    const described = headerBefore((value as { readonly name?: unknown }).name);
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        this.#text(key),
        this.redact(member, secretName.test(key) ? key : inherited || (key === "value" ? described : "")),
      ]),
    );
  }

  #text(text: string): string {
    const json = parsed(text);
    if (json) return JSON.stringify(this.redact(json), null, text.includes("\n") ? 2 : 0);
    let result = text;
    for (const { form, value, kind } of this.#known.in(text)) result = result.replaceAll(form, this.#put(kind, value));
    return patterns.reduce((changed, replace) => replace(changed, (kind, value) => this.#put(kind, value)), result);
  }

  #put(kind: Redacted, value: string): string {
    // The client has masked it already, or a pattern has.
    if (/^\((?:token|cookie|secret|email address)(?: \d+)?\)/.test(value)) return value;
    const known = this.#placeholders.get(value);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const placeholder = kind === "home folder" ? "~" : `(${kind} ${count})`;
    this.#placeholders.set(value, placeholder);
    return placeholder;
  }
}
