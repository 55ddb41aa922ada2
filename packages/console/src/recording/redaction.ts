import { parsed } from "./secrets.js";

/** What is replaced before a session is shared. */
export type Redacted = "token" | "cookie" | "email address" | "secret" | "home folder";

type Replace = (text: string, put: (kind: Redacted, value: string) => string) => string;

const part =
  "token|secret|passw|pwd|cookie|authori[sz]ation|credential|sess(?:ion)?[-_]?id|login[-_]?secure|api[-_]?key|access[-_]?key|private[-_]?key";
const word = "sid|pin|otp|auth|npsso|jwt|ticket|key";
/** In addresses only: elsewhere, they name other things, too. */
const parameter = "code|state|sig|signature|session|hash|nonce";
/** Not a value: a placeholder, or the kind of what follows. */
const notValue = String.raw`(?!\((?:token|cookie|secret|email)|(?:bearer|basic|digest|oauth|token)\s)`;
const value = String.raw`((?:(?!%26|%23)[^\s&#;,"'})\]])+)`;

/** The name of a property whose value is always a secret. */
const secretName = new RegExp(`${part}|^(?:${word})$`, "i");

/** One that also tells what the text after it in a list is: `["Cookie", "sid=1"]`. Other words are titles there, too. */
const secretHeader = new RegExp(String.raw`^[\w-]{0,40}(?:${part})[\w-]{0,40}$`, "i");

const kindOf = (name: string): Redacted => (/cookie/i.test(name) ? "cookie" : "token");

const parameterInAddress = new RegExp(`((?:[?&#]|%3F|%26|%23)(?:${parameter})(?:=|%3D))${notValue}${value}`, "gi");
/** Names are short: an unlimited one would make the search in a long line quadratic. */
const named = new RegExp(
  String.raw`((?<![A-Za-z])([\w-]{0,40}(?:${part})[\w-]{0,40}|(?<![\w-])(?:${word}))(=|%3D|:\s*))${notValue}${value}`,
  "gi",
);

/** What secrets look like in a text, in the order in which they are looked for. */
const patterns: readonly Replace[] = [
  // "name": "value", also in JSON that is itself quoted, or cut off
  (text, put) =>
    text.replace(
      /(\\?"([\w-]+)\\?"\s*:\s*\\?")((?:[^"\\]|\\[^"])+)/g,
      (whole: string, before: string, name: string, found: string) =>
        secretName.test(name) ? before + put(kindOf(name), found) : whole,
    ),
  // 'name': 'value', as Python prints it, and name="value"
  (text, put) =>
    text.replace(
      /((?<![\w-])(['"]?)([\w-]{1,60})\2\s{0,4}[:=]\s{0,4}(['"]))((?:(?!\4)[^\\\n]|\\.){1,4096})/g,
      (whole: string, before: string, _quote, name: string, _other, found: string) =>
        secretName.test(name) ? before + put(kindOf(name), found) : whole,
    ),
  // https://user:password@host
  (text, put) =>
    text.replace(
      /(:\/\/[^\s/?#:@]{0,64}:)([^\s/?#@]{1,256})(?=@)/g,
      (_, before: string, found: string) => before + put("token", found),
    ),
  // Cookie: a=b; c=d
  (text, put) =>
    text.replace(
      /\b((?:set-)?cookie\s*:\s*)([^\r\n"]+)/gi,
      (_, before: string, found: string) => before + put("cookie", found),
    ),
  // Authorization: Bearer …
  (text, put) =>
    text.replace(
      /\b(authorization\s*[:=]\s*(?:(?:bearer|basic|digest|oauth|token)\s+)?|(?:bearer|basic|oauth)\s+(?=[\w.~+/-]{8}))([^\s"',;]+)/gi,
      (_, before: string, found: string) => before + put("token", found),
    ),
  // A JSON Web Token. It is looked for once in each word: a search that begins anew at each `eyJ` would be quadratic.
  (text, put) =>
    text.replace(
      /(?<![\w-])((?:(?!ey[AJ])[\w-])*)(ey[AJ][\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)?)/g,
      (_, before: string, found: string) => before + put("token", found),
    ),
  // ?code=…
  (text, put) => text.replace(parameterInAddress, (_, before: string, found: string) => before + put("token", found)),
  // access_token=…, password: …
  (text, put) =>
    text.replace(named, (whole: string, before: string, name: string, sign: string, found: string) =>
      sign.startsWith(":") && isProse(name, found) ? whole : before + put(kindOf(name), found),
    ),
  (text, put) =>
    text.replace(/[\p{L}\p{N}._+-]{1,64}(?:@|%40)(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/gu, (found) =>
      put("email address", found),
    ),
];

/** What a known value looks like in a text. */
interface Known {
  readonly form: string;
  readonly value: string;
  readonly kind: Redacted;
}

const START_LENGTH = 3;
/** A shorter one would also occur in words. */
const MIN_FORM_LENGTH = 6;

/** Whether a colon follows a word of a sentence or a title: `Token: The Cookie Wars`. */
function isProse(name: string, found: string): boolean {
  return !/passw|pwd|secret/i.test(name) && !/\d/.test(found) && found.length < 16;
}

/** Replaces secrets in texts, the same one always by the same placeholder, so that a reader can still tell them apart. */
export class Redaction {
  readonly #placeholders = new Map<string, string>();
  readonly #counts = new Map<Redacted, number>();
  readonly #secrets: ReadonlySet<string>;
  /** By how they start: a text is searched once, and not for each of thousands of forms. */
  readonly #known = new Map<string, Known[]>();

  /** @param secrets - values to replace wherever they occur, as they are or encoded */
  constructor(secrets: Iterable<string>, homeFolder: string) {
    this.#secrets = new Set(secrets);
    for (const value of this.#secrets) for (const form of formsOf(value)) this.#know({ form, value, kind: "secret" });
    for (const path of [homeFolder, homeFolder.replaceAll("\\", "/")])
      for (const form of [...formsOf(path), encodeURI(path)])
        this.#know({ form, value: homeFolder, kind: "home folder" });
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
    for (const { form, value, kind } of this.#knownIn(text)) result = result.replaceAll(form, this.#put(kind, value));
    return patterns.reduce((changed, replace) => replace(changed, (kind, value) => this.#put(kind, value)), result);
  }

  #know(known: Known): void {
    if (known.form.length < START_LENGTH) return;
    const start = known.form.slice(0, START_LENGTH);
    const others = this.#known.get(start);
    if (others) others.push(known);
    else this.#known.set(start, [known]);
  }

  /** Long ones first: they may contain short ones. */
  #knownIn(text: string): readonly Known[] {
    const found = new Set<Known>();
    for (let index = 0; index < text.length; index++) {
      for (const known of this.#known.get(text.slice(index, index + START_LENGTH)) ?? [])
        if (text.startsWith(known.form, index)) found.add(known);
    }
    return [...found].sort((one, other) => other.form.length - one.form.length);
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

/** Returns the name of a header whose value is a secret; an empty text for anything else. */
function headerBefore(name: unknown): string {
  return typeof name === "string" && secretHeader.test(name) ? name : "";
}

/** Returns how a value looks in text, in addresses, in JSON, in hexadecimal digits and in Base64. */
function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const encoded = encodeURIComponent(value);
  const json = JSON.stringify(value).slice(1, -1);
  const hex = bytes.toString("hex");
  return [
    ...new Set([
      value,
      encoded,
      encoded.replace(/%../g, (code) => code.toLowerCase()),
      encodeURIComponent(encoded),
      json,
      json.replaceAll("/", String.raw`\/`),
      hex,
      hex.toUpperCase(),
      bytes.toString("base64"),
      bytes.toString("base64").replace(/=+$/, ""),
      bytes.toString("base64url"),
      ...(["base64", "base64url"] as const).flatMap((encoding) =>
        [0, 1, 2].map((offset) => within(bytes, offset, encoding)),
      ),
    ]),
  ].filter((form) => form.length >= MIN_FORM_LENGTH || form === value);
}

/** Returns the digits of a value that are the same wherever it is in what is encoded, as after the name in a basic login. */
function within(value: Buffer, offset: number, encoding: "base64" | "base64url"): string {
  const digits = Buffer.concat([Buffer.alloc(offset), value])
    .toString(encoding)
    .replace(/=+$/, "");
  const isLastShared = (offset + value.length) % 3 !== 0;
  return digits.slice(Math.ceil((offset * 8) / 6), isLastShared ? -1 : undefined);
}
