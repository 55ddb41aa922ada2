import { at, type Codec, refuse } from "./codec.js";
import { isDictionary, isPlainObject } from "./scalars.js";

export function array<T>(item: Codec<T>): Codec<readonly T[]> {
  return {
    encode: (values) => convertAll(values, (value: T) => item.encode(value)),
    decode: (values) => convertAll(values, (value) => item.decode(value)),
  };
}

function convertAll<From, To>(values: unknown, convert: (value: From) => To): To[] {
  if (!Array.isArray(values)) return refuse("an array", values);
  const converted = new Array<To>(values.length);
  let index = 0;
  try {
    for (; index < values.length; index++) converted[index] = convert(values[index] as From);
  } catch (error) {
    throw at(index, error);
  }
  return converted;
}

/** An object used as a dictionary. */
export function record<T>(item: Codec<T>): Codec<Readonly<Record<string, T>>> {
  const convert = <From, To>(values: unknown, one: (value: From) => To): Record<string, To> => {
    if (!isPlainObject(values) || !isDictionary(values)) return refuse("an object", values);
    // fromEntries defines properties, so that a key such as "__proto__" stays a key.
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
    encode: (values) => convert(values, (value: T) => item.encode(value)),
    decode: (values) => convert(values, (value: unknown) => item.decode(value)),
  };
}

/** A value that may be missing where it must be named all the same: `undefined` and `null` here, `null` on the wire. */
export function nullable<T>(inner: Codec<T>): Codec<T | null> {
  return {
    encode: (value) => (value == null ? null : inner.encode(value)),
    decode: (value) => (value == null ? null : inner.decode(value)),
  };
}
