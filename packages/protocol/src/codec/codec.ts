/** Any value that JSON can carry. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/**
 * Joins a TypeScript value with its form on the wire.
 *
 * `encode` is handed what an author returned, `decode` what the other side sent: neither trusts its input, and both refuse
 * a bad value with a {@link CodecError} that names the path to it.
 */
export interface Codec<T> {
  encode(value: T): unknown;
  decode(json: unknown): T;
  /** The same as {@link encode} and `JSON.stringify`, for what may be too large to stand in memory twice: a library, for example. */
  stringify?(value: T): JsonText;
}

/** JSON that is text already, in pieces. */
export class JsonText {
  constructor(readonly pieces: readonly string[]) {}
}

/** A value that does not fit: where it is, what was expected there and what was found. */
export class CodecError extends Error {
  override readonly name = "CodecError";
  readonly #path: (string | number)[] = [];

  constructor(
    readonly expected: string,
    readonly found: string,
  ) {
    super();
  }

  /** Called by each container on the way out, so that a good value costs nothing. */
  within(step: string | number): this {
    this.#path.unshift(step);
    return this;
  }

  /** The path from the root, such as `ownedGames[3].licenseInfo.licenseType`; empty for the root itself. */
  get where(): string {
    return this.#path
      .map((step) =>
        typeof step === "number" ? `[${step}]` : /^[\w$]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`,
      )
      .join("")
      .replace(/^\./, "");
  }

  override get message(): string {
    return `${this.where === "" ? "" : `${this.where}: `}expected ${this.expected}, found ${this.found}`;
  }
}

/** Throws for a value that is not what a codec expects. */
export function refuse(expected: string, value: unknown): never {
  throw new CodecError(expected, describe(value));
}

/** Adds a step to the path of a {@link CodecError}; any other error stays as it is. */
export function at(step: string | number, error: unknown): unknown {
  return error instanceof CodecError ? error.within(step) : error;
}

const MAX_EXCERPT = 60;

/** What was found, short enough for a message. */
export function describe(value: unknown): string {
  switch (typeof value) {
    case "string":
      // Whole or not at all: a part of a secret could not be recognised and masked.
      return value.length <= MAX_EXCERPT ? JSON.stringify(value) : `a string of ${value.length} characters`;
    case "undefined":
      return "nothing";
    case "function":
      return "a function";
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return `an array of ${value.length}`;
      if (value instanceof Date) return "a Date";
      if (value instanceof Map) return "a Map";
      if (value instanceof Set) return "a Set";
      if (value instanceof Promise) return "a Promise";
      return describeObject(value);
    default:
      return `the ${typeof value} ${String(value)}`;
  }
}

function describeObject(value: object): string {
  const names = Object.keys(value);
  return names.length === 0 ? "an empty object" : excerpt(`an object with ${names.join(", ")}`);
}

function excerpt(text: string): string {
  return text.length <= MAX_EXCERPT ? text : `${text.slice(0, MAX_EXCERPT - 1)}…`;
}
