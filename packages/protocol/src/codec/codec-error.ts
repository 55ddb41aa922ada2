/** Thrown for an invalid value: where it is, what was expected there, and what was found. */
export class CodecError extends Error {
  override readonly name = "CodecError";
  readonly #path: (string | number)[] = [];
  #others: string | undefined;

  constructor(
    readonly expected: string,
    readonly found: string,
  ) {
    super();
  }

  /** Prepends a step to the path. Each container calls it as the error propagates, so that a valid value costs nothing. */
  within(step: string | number): this {
    this.#path.unshift(step);
    return this;
  }

  /** The steps from the root to the value: names of members on the side that was converted from, and positions in lists. */
  get path(): readonly (string | number)[] {
    return this.#path;
  }

  /** The path from the root, such as `ownedGames[3].licenseInfo.licenseType`; empty for the root itself. */
  get where(): string {
    return pathText(this.#path);
  }

  /** Adds how many other elements of the same list are invalid, too. */
  among(invalid: number, all: number): this {
    this.#others ??= ` (${invalid} of ${all} elements are invalid)`;
    return this;
  }

  override get message(): string {
    return `${this.where === "" ? "" : `${this.where}: `}expected ${this.expected}, found ${this.found}${this.#others ?? ""}`;
  }
}

/** Further steps explain nothing: a value that deep is usually an accident. */
const MAX_STEPS = 20;

/** Returns a path as text, such as `ownedGames[3].licenseInfo`. */
export function pathText(path: readonly (string | number)[]): string {
  const text = path
    .slice(0, MAX_STEPS)
    .map((step) =>
      typeof step === "number" ? `[${step}]` : /^[\w$]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`,
    )
    .join("")
    .replace(/^\./, "");
  return path.length > MAX_STEPS ? `${text}…` : text;
}

/** Throws for a value that is not what a codec expects. */
export function refuse(expected: string, value: unknown): never {
  throw new CodecError(expected, describe(value));
}

/** Prepends a step to the path of a {@link CodecError}. Any other error is returned unchanged. */
export function at(step: string | number, error: unknown): unknown {
  return error instanceof CodecError ? error.within(step) : error;
}

const MAX_EXCERPT = 60;

/** Describes a value in a few words, for a message. */
export function describe(value: unknown): string {
  switch (typeof value) {
    case "string":
      // Never an excerpt: part of a secret could not be recognized and masked.
      return value.length <= MAX_EXCERPT ? JSON.stringify(value) : `a string of ${value.length} characters`;
    case "undefined":
      return "nothing";
    case "function":
      return "a function";
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return `an array of ${value.length}`;
      return isDictionary(value) ? describeMembers(value) : describeInstance(value);
    default:
      return `the ${typeof value} ${String(value)}`;
  }
}

/** Describes what reading a value has thrown, with its message. Never throws. */
export function describeThrown(thrown: unknown): string {
  try {
    return kindOf(Object(thrown) as object) === "Error" ? String(thrown) : describe(thrown);
  } catch {
    return "an error that cannot be read, either";
  }
}

/** False for objects such as a `Map`, `Date`, `Promise` or `Error`, whose content is not in their members. */
export function isDictionary(value: object): boolean {
  return kindOf(value) === "Object";
}

/** The name that JavaScript has for objects of this kind, in whatever realm they were created. */
function kindOf(value: object): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}

function describeInstance(value: object): string {
  const kind = kindOf(value);
  return excerpt(`${/^[AEIO]/.test(kind) ? "an" : "a"} ${kind}`);
}

function describeMembers(value: object): string {
  const names = Object.keys(value);
  return names.length === 0 ? "an empty object" : excerpt(`an object with ${names.join(", ")}`);
}

function excerpt(text: string): string {
  return text.length <= MAX_EXCERPT ? text : `${text.slice(0, MAX_EXCERPT - 1)}…`;
}
