import { type ErrorName, errorTable, isReservedErrorCode, type JsonObject } from "@galaxy-kit/protocol";

const BRAND = Symbol.for("@galaxy-kit/sdk:GalaxyError");

/** What an error can be made with, beside its message. */
export interface GalaxyErrorOptions {
  /** More about the error, sent to the client in `data` beside `internal_type`. It ends up in GALAXY's log: no secrets. */
  readonly data?: JsonObject;
  /** The error that led to this one; logged, never sent. */
  readonly cause?: unknown;
}

/**
 * An error that GALAXY knows by its code. Throw one of its subclasses from any annotated method; anything else that is
 * thrown arrives as an {@link UnknownError}.
 *
 * The source of the codes and messages is the public Python API; what the client shows for an error is told at its class.
 */
export abstract class GalaxyError extends Error {
  /** The `internal_type` on the wire: a literal, as class names do not survive bundling. */
  abstract override readonly name: string;
  readonly code: number;
  readonly data: JsonObject;

  constructor(code: number, message: string, options: GalaxyErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : {});
    this.code = requireCode(code, new.target as { readonly code?: number } & typeof GalaxyError);
    this.data = requireObject(options.data ?? {});
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** Recognises errors of another copy of this package too: an integration is bundled, its tools are not. */
  static isGalaxyError(error: unknown): error is GalaxyError {
    return typeof error === "object" && error !== null && BRAND in error;
  }
}

/** The codes of JSON-RPC itself belong to the classes that are made for them. */
function requireCode(code: number, errorClass: { readonly code?: number }): number {
  if (Number.isSafeInteger(code) && (!isReservedErrorCode(code) || errorClass.code === code)) return code;
  throw new RangeError(`The code of a GalaxyError is a whole number outside of -32768…-32000, not ${code}.`);
}

function requireObject(data: unknown): JsonObject {
  if (typeof data === "object" && data !== null && !Array.isArray(data)) return data as JsonObject;
  throw new TypeError("The data of a GalaxyError is an object with string keys: write { data: { detail: … } }.");
}

/** The text of a message that an author has passed on as it came: data as JSON, all else as JavaScript writes it. */
function textOf(message: unknown): string {
  if (typeof message !== "object" || message === null || hasOwnText(message)) return String(message);
  try {
    return JSON.stringify(message);
  } catch {
    return "[object Object]";
  }
}

function hasOwnText(value: object): boolean {
  return !Array.isArray(value) && "toString" in value && value.toString !== Object.prototype.toString;
}

/** A class for one row of the error table. */
export interface GalaxyErrorClass<Name extends ErrorName> {
  new (message?: unknown, options?: GalaxyErrorOptions): GalaxyError & { readonly name: Name };
  readonly code: number;
}

/** Makes the class for one row of the error table. A message that is no string is sent as its text. */
export function errorClass<Name extends ErrorName>(name: Name): GalaxyErrorClass<Name> {
  const { code, message: defaultMessage } = errorTable[name];
  return class extends GalaxyError {
    static readonly code = code;
    override readonly name = name;

    constructor(message: unknown = defaultMessage, options?: GalaxyErrorOptions) {
      super(code, textOf(message), options);
    }
  };
}
