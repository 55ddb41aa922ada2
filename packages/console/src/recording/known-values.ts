import type { Redacted } from "./secret-patterns.js";

/** What a known value looks like in a text. */
interface Known {
  readonly form: string;
  readonly value: string;
  readonly kind: Redacted;
}

const START_LENGTH = 3;
/** A shorter one would also occur in words. */
const MIN_FORM_LENGTH = 6;

/** Values to find in texts, as they are or encoded. */
export class KnownValues {
  /** By how they start: a text is searched once, and not for each of thousands of forms. */
  readonly #byStart = new Map<string, Known[]>();

  addSecret(value: string): void {
    for (const form of formsOf(value)) this.#add({ form, value, kind: "secret" });
  }

  addHomeFolder(value: string): void {
    for (const path of [value, value.replaceAll("\\", "/")])
      for (const form of [...formsOf(path), encodeURI(path)]) this.#add({ form, value, kind: "home folder" });
  }

  /** Returns what occurs in a text. Long ones first: they may contain short ones. */
  in(text: string): readonly Known[] {
    const found = new Set<Known>();
    for (let index = 0; index < text.length; index++) {
      for (const known of this.#byStart.get(text.slice(index, index + START_LENGTH)) ?? [])
        if (text.startsWith(known.form, index)) found.add(known);
    }
    return [...found].sort((one, other) => other.form.length - one.form.length);
  }

  #add(known: Known): void {
    if (known.form.length < START_LENGTH) return;
    const start = known.form.slice(0, START_LENGTH);
    const others = this.#byStart.get(start);
    if (others) others.push(known);
    else this.#byStart.set(start, [known]);
  }
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
