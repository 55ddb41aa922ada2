import {
  type applicationErrors,
  type ErrorName,
  errorTable,
  isReservedErrorCode,
  type JsonObject,
  type rpcErrors,
} from "@galaxy-kit/protocol";

const BRAND = Symbol.for("@galaxy-kit/sdk:GalaxyError");

/** Options of every error. */
export interface GalaxyErrorOptions {
  /** Details, sent to the client in `data` next to `internal_type`. The client logs them, so they must not contain secrets. */
  readonly data?: JsonObject;
  /** The error that caused this one. It is logged, but never sent. */
  readonly cause?: unknown;
}

/**
 * An error that the client identifies by its code. Throw one of its subclasses from any decorated method; anything else is
 * sent as an {@link UnknownError}.
 *
 * Codes and messages are those of the public Python API. Each subclass describes what the client shows for it.
 */
export abstract class GalaxyError extends Error {
  /** The `internal_type` on the wire. A literal, because bundlers rename classes. */
  abstract override readonly name: string;
  /** The code on the wire. */
  readonly code: number;
  /** Details that are sent to the client. */
  readonly data: JsonObject;

  /**
   * @throws `RangeError` if the code is reserved for JSON-RPC or is not an integer
   * @throws `TypeError` if the data is not a plain object
   */
  constructor(code: number, message: string, options: GalaxyErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : {});
    this.code = requireCode(code, new.target as { readonly code?: number } & typeof GalaxyError);
    this.data = requireObject(options.data ?? {});
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** Returns whether a value is a GalaxyError, even one of another copy of this package: a bundled integration has its own. */
  static isGalaxyError(error: unknown): error is GalaxyError {
    return typeof error === "object" && error !== null && BRAND in error;
  }
}

/** Only the classes for errors of JSON-RPC itself may use its codes. */
function requireCode(code: number, errorClass: { readonly code?: number }): number {
  if (Number.isSafeInteger(code) && (!isReservedErrorCode(code) || errorClass.code === code)) return code;
  throw new RangeError(`The code of a GalaxyError must be an integer outside of -32768…-32000, but found ${code}.`);
}

function requireObject(data: unknown): JsonObject {
  if (typeof data === "object" && data !== null && !Array.isArray(data)) return data as JsonObject;
  throw new TypeError("The data of a GalaxyError must be an object, such as { data: { detail: … } }.");
}

/** Turns anything that an author passed as the message into text: objects into JSON, everything else as JavaScript does. */
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

/** An error with the code of a class, whichever copy of this package it is from. */
type WithCodeOf<Name extends ErrorName> = GalaxyError & {
  readonly code: (typeof applicationErrors & typeof rpcErrors)[Name]["code"];
};

/** The class of one kind of error. */
export interface GalaxyErrorClass<Name extends ErrorName> {
  new (message?: unknown, options?: GalaxyErrorOptions): GalaxyError & { readonly name: Name };
  readonly code: number;
  /** Returns whether an error has the code of this class, even in another copy of this package. */
  is(error: unknown): error is WithCodeOf<Name>;
}

/** Makes the class for one row of the error table. A message that is not a string is converted to text. */
export function errorClass<Name extends ErrorName>(name: Name): GalaxyErrorClass<Name> {
  const { code, message: defaultMessage } = errorTable[name];
  return class extends GalaxyError {
    static readonly code = code;
    override readonly name = name;

    static is(error: unknown): error is WithCodeOf<Name> {
      return GalaxyError.isGalaxyError(error) && error.code === code;
    }

    constructor(message: unknown = defaultMessage, options?: GalaxyErrorOptions) {
      super(code, textOf(message), options);
    }
  };
}
