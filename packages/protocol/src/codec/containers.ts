import { type Codec, JsonText } from "./codec.js";
import { at, CodecError, describe, isDictionary, refuse } from "./codec-error.js";
import { type Findings, mayHaveHalves } from "./findings.js";
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
  const idName = idProperty === undefined ? undefined : toWireName(idProperty);
  const encodeWith = (
    values: readonly T[],
    findings: Findings,
    use: (encoded: unknown[], again: () => unknown[]) => void,
  ): void => {
    const { length } = checkArray(values);
    const elements = new ListElements(item, values, findings);
    const ids: unknown[] = [];
    for (let start = 0; start < length; start += ITEMS_PER_PIECE) {
      const end = Math.min(start + ITEMS_PER_PIECE, length);
      const encoded = elements.encode(start, end);
      if (idName !== undefined) for (const one of encoded) ids.push((one as Record<string, unknown>)[idName]);
      use(encoded, () => elements.encodeAgain(start, end));
    }
    elements.check();
    if (idProperty !== undefined) findings.distinct(ids, idProperty);
  };
  return {
    decode: (values) => strict.decode(values),
    encode(values, findings) {
      if (!findings) return strict.encode(values);
      const all: unknown[] = [];
      encodeWith(values, findings, (encoded) => all.push(...encoded));
      return all;
    },
    stringify(values, findings) {
      if (!findings) return strict.stringify?.(values) ?? new JsonText([JSON.stringify(strict.encode(values))]);
      const pieces: string[] = [];
      encodeWith(values, findings, (encoded, again) => {
        if (encoded.length === 0) return;
        const piece = JSON.stringify(encoded);
        const repaired = mayHaveHalves(piece) ? JSON.stringify(again()) : piece;
        pieces.push(pieces.length === 0 ? "[" : ",", repaired.slice(1, -1));
      });
      return new JsonText(pieces.length === 0 ? ["[]"] : [...pieces, "]"]);
    },
  };
}

/** Encodes the valid elements of a list, and notes the others. */
class ListElements<T> {
  #invalid = 0;
  #first: unknown;
  /** How many findings there were before the last elements were encoded. */
  #before = { size: 0, invalid: 0 };

  constructor(
    private readonly item: Codec<T>,
    private readonly values: readonly T[],
    private readonly findings: Findings,
  ) {}

  /** Encodes the last elements once more, and repairs their texts. */
  encodeAgain(start: number, end: number): unknown[] {
    this.findings.forget(this.#before.size);
    this.#invalid = this.#before.invalid;
    this.findings.repairs = true;
    const encoded = this.encode(start, end);
    this.findings.repairs = false;
    return encoded;
  }

  encode(start: number, end: number): unknown[] {
    this.#before = { size: this.findings.size, invalid: this.#invalid };
    const encoded: unknown[] = [];
    for (let index = start; index < end; index++) {
      const found = this.findings.size;
      try {
        encoded.push(this.item.encode(this.values[index] as T, this.findings));
      } catch (error) {
        this.findings.forget(found);
        this.#leaveOut(index, error);
        continue;
      }
      if (this.findings.size !== found) this.findings.within(index, found);
    }
    return encoded;
  }

  /** @throws the first error if more than half of the elements are invalid: then it is not about single elements */
  check(): void {
    const { length } = this.values;
    if (this.#invalid * 2 <= length) return;
    const first = this.#first;
    throw first instanceof CodecError && length > 1 ? first.among(this.#invalid, length) : first;
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
