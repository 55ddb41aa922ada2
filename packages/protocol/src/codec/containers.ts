import { at, type Codec, JsonText, refuse } from "./codec.js";
import { isDictionary, isPlainObject } from "./scalars.js";

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
    encode: (values) => convertEach(values, (value: T) => item.encode(value)),
    decode: (values) => convertEach(values, (value: unknown) => item.decode(value)),
  };
}

/** A value that may be absent although its field is required: `undefined` and `null` become `null` on the wire. */
export function nullable<T>(inner: Codec<T>): Codec<T | null> {
  return {
    encode: (value) => (value == null ? null : inner.encode(value)),
    decode: (value) => (value == null ? null : inner.decode(value)),
  };
}
