import { at, CodecError, describe, isDictionary, refuse } from "./codec-error.js";
import { type Codec, JsonText } from "./codec.js";
import type { Findings } from "./findings.js";
import { toWireName } from "./names.js";
import { isPlainObject } from "./scalars.js";

/** Enough items to make a call of `JSON.stringify` worthwhile, few enough for the text to die young. */
const ITEMS_PER_PIECE = 256;

export function array<T>(item: Codec<T>): Codec<readonly T[]> {
  const encodeItem = (value: T): unknown => item.encode(value);
  return {
    encode: (values) => convert(checkArray(values), encodeItem),
    decode: (values) => convert(checkArray(values), (value) => item.decode(value)),
    stringify(values) {
      const { length } = checkArray(values);
      const pieces = ["["];
      for (let start = 0; start < length; start += ITEMS_PER_PIECE) {
        if (start > 0) pieces.push(",");
        const items = convert(values, encodeItem, start, Math.min(start + ITEMS_PER_PIECE, length));
        pieces.push(JSON.stringify(items).slice(1, -1));
      }
      pieces.push("]");
      return new JsonText(pieces);
    },
  };
}

/**
 * A list that an integration returns: an invalid element is left out, unless more than half of the list is invalid.
 *
 * @param idProperty - The property that has another value in each element.
 */
export function list<T>(item: Codec<T>, idProperty?: keyof T & string): Codec<readonly T[]> {
  const strict = array(item);
  const identity = idProperty && { property: idProperty, wireName: toWireName(idProperty) };
  return {
    decode: (values) => strict.decode(values),
    encode(values, findings) {
      if (!findings) return strict.encode(values);
      const { length } = checkArray(values);
      const elements = new ListElements(item, values, findings, identity);
      const encoded = elements.encode(0, length);
      elements.check();
      return encoded;
    },
    stringify(values, findings) {
      if (!findings) return strict.stringify?.(values) ?? new JsonText([JSON.stringify(strict.encode(values))]);
      const { length } = checkArray(values);
      const elements = new ListElements(item, values, findings, identity);
      const pieces: string[] = [];
      for (let start = 0; start < length; start += ITEMS_PER_PIECE) {
        const encoded = elements.encode(start, Math.min(start + ITEMS_PER_PIECE, length));
        if (encoded.length > 0) pieces.push(pieces.length === 0 ? "[" : ",", JSON.stringify(encoded).slice(1, -1));
      }
      elements.check();
      return new JsonText(pieces.length === 0 ? ["[]"] : [...pieces, "]"]);
    },
  };
}

/** The property that has another value in each element of a list. */
interface Identity {
  readonly property: string;
  readonly wireName: string;
}

/** Encodes the valid elements of a list, and notes the others. */
class ListElements<T> {
  #invalid = 0;
  #first: unknown;
  readonly #ids: unknown[] = [];

  constructor(
    private readonly item: Codec<T>,
    private readonly values: readonly T[],
    private readonly findings: Findings,
    private readonly identity: Identity | undefined,
  ) {}

  encode(start: number, end: number): unknown[] {
    const { item, values, findings } = this;
    const encoded = new Array<unknown>(end - start);
    let valid = 0;
    let found = findings.size;
    for (let index = start; index < end; index++) {
      try {
        encoded[valid] = item.encode(values[index] as T, findings);
        valid += 1;
        if (findings.size !== found) found = findings.within(index, found);
      } catch (error) {
        findings.forget(found);
        this.#leaveOut(index, error);
        found = findings.size;
      }
    }
    if (valid < encoded.length) encoded.length = valid;
    const { identity } = this;
    if (identity) for (const one of encoded) this.#ids.push((one as Record<string, unknown>)[identity.wireName]);
    return encoded;
  }

  /** @throws the first error if more than half of the elements are invalid: then it is not about single elements */
  check(): void {
    const { length } = this.values;
    if (this.#invalid * 2 > length) {
      const first = this.#first;
      throw first instanceof CodecError && length > 1 ? first.among(this.#invalid, length) : first;
    }
    if (this.identity) this.findings.distinct(this.#ids, this.identity.property);
  }

  #leaveOut(index: number, error: unknown): void {
    const reason = at(index, error);
    this.#first ??= reason;
    this.#invalid += 1;
    const unreadable = new CodecError("a value that can be read", describe(error)).within(index);
    this.findings.leaveOut(reason instanceof CodecError ? reason : unreadable, this.values[index]);
  }
}

function checkArray(values: unknown): readonly unknown[] {
  return Array.isArray(values) ? values : refuse("an array", values);
}

function convert<From, To>(values: readonly unknown[], one: (value: From) => To, start = 0, end = values.length): To[] {
  const converted = new Array<To>(end - start);
  let index = start;
  try {
    for (; index < end; index++) converted[index - start] = one(values[index] as From);
  } catch (error) {
    throw at(index, error);
  }
  return converted;
}

/** An object used as a dictionary. */
export function record<T>(item: Codec<T>): Codec<Readonly<Record<string, T>>> {
  const convertEach = <From, To>(values: unknown, one: (value: From) => To): Record<string, To> => {
    if (!isPlainObject(values) || !isDictionary(values)) return refuse("an object", values);
    // fromEntries defines properties instead of assigning them, so "__proto__" is an ordinary key.
    return Object.fromEntries(
      Object.entries(values).map(([key, value]) => {
        try {
          return [key, one(value as From)];
        } catch (error) {
          throw at(key, error);
        }
      }),
    );
  };
  return {
    encode: (values, findings) => convertEach(values, (value: T) => item.encode(value, findings)),
    decode: (values) => convertEach(values, (value: unknown) => item.decode(value)),
  };
}

/** A value that may be absent although its field is required: `undefined` and `null` become `null` on the wire. */
export function nullable<T>(inner: Codec<T>): Codec<T | null> {
  return {
    encode: (value, findings) => (value == null ? null : inner.encode(value, findings)),
    decode: (value) => (value == null ? null : inner.decode(value)),
  };
}
