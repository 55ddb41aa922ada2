import { Secrets } from "@galaxy-kit/sdk";

const MASK = "***";

/** Shorter values, such as a version or a country, would turn every line into asterisks. */
const SHORTEST = 3;

/** Up to here a value is masked as a whole word only, for the same reason. */
const LONGEST_WORD = 5;

/** Masks by value: whoever logs a secret need not know that it is one. */
export class SecretRegistry extends Secrets {
  private readonly values = new Set<string>();
  private pattern: RegExp | undefined;

  override add(secret: unknown): void {
    const before = this.values.size;
    this.collect(secret, new Set());
    if (this.values.size !== before) this.pattern = undefined;
  }

  override mask(text: string): string {
    if (this.values.size === 0) return text;
    this.pattern ??= toPattern(this.values);
    return text.replace(this.pattern, MASK);
  }

  private collect(secret: unknown, seen: Set<object>): void {
    if (typeof secret === "number" || typeof secret === "bigint") this.collectText(String(secret));
    else if (typeof secret === "string") this.collectString(secret, seen);
    else if (typeof secret === "object" && secret !== null && !seen.has(secret)) {
      seen.add(secret);
      for (const value of secret instanceof Map ? secret.values() : Object.values(secret)) this.collect(value, seen);
    }
  }

  /** The value itself and, where it is a known envelope, the secrets inside it. */
  private collectString(secret: string, seen: Set<object>): void {
    this.collectText(secret);
    const [, afterScheme] = /^(?:Bearer|Basic)\s+(\S+)$/i.exec(secret) ?? [];
    if (afterScheme !== undefined) this.collectText(afterScheme);
    if (/^[a-z][a-z\d+.-]*:\/\//i.test(secret)) for (const value of addressParameters(secret)) this.collectText(value);
    if (/^\s*[[{]/.test(secret)) this.collect(parseOrUndefined(secret), seen);
  }

  private collectText(text: string): void {
    // As it is, as it stands in JSON, and as it stands in an address.
    for (const form of [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text.toWellFormed())]) {
      if (form.length >= SHORTEST) this.values.add(form);
    }
  }
}

function toPattern(values: ReadonlySet<string>): RegExp {
  // The longest first, so that no secret is cut in two by another that it contains.
  const forms = [...values].sort((a, b) => b.length - a.length).map((value) => {
    const literal = value.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    return value.length <= LONGEST_WORD ? `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])` : literal;
  });
  return new RegExp(forms.join("|"), "gu");
}

/** The values in the query and in the fragment, both as they are read and as they stand there. */
function addressParameters(address: string): string[] {
  return address
    .split(/[?&#]/)
    .slice(1)
    .flatMap((parameter) => [parameter.slice(parameter.indexOf("=") + 1), ...new URLSearchParams(parameter).values()]);
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
