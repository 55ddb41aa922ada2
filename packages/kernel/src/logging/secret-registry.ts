import { Secrets } from "@galaxy-kit/sdk";
import { formsOf } from "./secret-forms.js";

const MASK = "***";

/** Shorter values, such as a version or a country, would turn every line into asterisks. */
const SHORTEST = 3;

/** Up to here a value is masked as a whole word only, for the same reason. */
const LONGEST_WORD = 5;

/** Credentials are a few levels deep; what is deeper is no reason to run out of stack. */
const DEEPEST = 50;

/** Masks by value: whoever logs a secret need not know that it is one. */
export class SecretRegistry extends Secrets {
  /** Each with the form in which it stands in JSON. */
  private readonly values = new Map<string, string>();

  override add(secret: unknown): void {
    this.collect(secret, 0);
  }

  override mask(text: string): string {
    return maskAll(text, this.values.keys());
  }

  /** Masks the texts of which some JSON is made: what is not in the whole need not be looked for in each of them. */
  maskerFor(json: string): (text: string) => string {
    const present = [...this.values].filter(([, escaped]) => json.includes(escaped)).map(([value]) => value);
    return present.length === 0 ? (text) => text : (text) => maskAll(text, present);
  }

  private collect(secret: unknown, depth: number): void {
    if (depth > DEEPEST) return;
    if (typeof secret === "number" || typeof secret === "bigint") this.addText(String(secret));
    else if (typeof secret === "string") this.collectString(secret, depth);
    else if (typeof secret === "object" && secret !== null) {
      for (const value of valuesOf(secret)) this.collect(value, depth + 1);
    }
  }

  private collectString(secret: string, depth: number): void {
    for (const form of formsOf(secret)) this.addText(form);
    if (/^\s*[[{]/.test(secret)) this.collect(parseOrUndefined(secret), depth + 1);
  }

  private addText(text: string): void {
    if (text.length >= SHORTEST) this.values.set(text, JSON.stringify(text).slice(1, -1));
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
  // As HTTP's basic authentication puts the two together.
  const users = Object.values(others).filter((user) => typeof user === "string" || typeof user === "number");
  const pairs = typeof password === "string" ? users.map((user) => `${String(user)}:${password}`) : [];
  return [...(Object.values(secret) as unknown[]), ...pairs];
}

/** Masks what is covered by any of the values; two that overlap are one. */
function maskAll(text: string, values: Iterable<string>): string {
  const spans = [...values].flatMap((value) => (value.length <= text.length ? spansOf(value, text) : []));
  if (spans.length === 0) return text;
  spans.sort(([a], [b]) => a - b);
  let masked = "";
  let end = 0;
  for (const [start, stop] of spans) {
    if (start >= end) masked += text.slice(end, start) + MASK;
    end = Math.max(end, stop);
  }
  return masked + text.slice(end);
}

type Span = readonly [start: number, end: number];

function spansOf(value: string, text: string): Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf(value); start !== -1; start = text.indexOf(value, start + value.length)) {
    const end = start + value.length;
    if (value.length > LONGEST_WORD || isWholeWord(text, start, end)) spans.push([start, end]);
  }
  return spans;
}

function isWholeWord(text: string, start: number, end: number): boolean {
  const isPartOfWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
  return !isPartOfWord(text.charAt(start - 1)) && !isPartOfWord(text.charAt(end));
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
