import { at, CodecError, describeThrown, isDictionary, refuse } from "./codec-error.js";
import { type Codec, encoderOf, JsonText, type Structure, structureOf } from "./codec.js";
import { CompactBatch, type CompactJson, JsonTemplate } from "./compact-json.js";
import type { Findings } from "./findings.js";
import { assembler, nullableLayout, type Values } from "./layout.js";
import { isPlainObject, string } from "./scalars.js";

/** A longer list becomes text in pieces, which die young. */
const MAX_ITEMS_AT_ONCE = 256;

export function array<T>(item: Codec<T>): Codec<readonly T[]> {
  const { layout, collect } = structureOf(item);
  const structure: Structure<readonly T[]> = {
    layout: { kind: "list", item: layout },
    collect(given, values, findings) {
      const { length } = checkArray(given);
      values.numbers.push(length);
      let index = 0;
      try {
        for (; index < length; index++) collect(given[index] as T, values, findings);
      } catch (error) {
        throw at(index, error);
      }
    },
  };
  return {
    structure,
    encode: encoderOf(structure),
    decode(wire) {
      const given = checkArray(wire);
      const decoded: T[] = [];
      try {
        for (const value of given) decoded.push(item.decode(value));
      } catch (error) {
        throw at(decoded.length, error);
      }
      return decoded;
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
  const { layout, collect } = structureOf(item);
  const furtherItem = new JsonTemplate(",", layout, "");

  const structure: Structure<readonly T[]> = {
    layout: { kind: "list", item: layout },
    collect(given, values, findings) {
      const { length } = checkArray(given);
      if (!findings || length === 0) {
        structureOf(strict).collect(given, values);
        return;
      }
      const elements = new ListElements(collect, given, findings, idProperty);
      const position = values.numbers.push(0) - 1;
      let valid = 0;
      for (let index = 0; index < length; index++) if (elements.collect(index, values)) valid += 1;
      values.numbers[position] = valid;
      elements.check();
    },
  };
  const encode = encoderOf(structure);
  return {
    structure,
    encode,
    decode: (wire) => strict.decode(wire),
    stringify(given, findings) {
      const { length } = checkArray(given);
      if (!findings || length <= MAX_ITEMS_AT_ONCE) return new JsonText([JSON.stringify(encode(given, findings))]);
      const elements = new ListElements(collect, given, findings, idProperty);
      const pieces: (string | CompactJson)[] = [];
      let batch = new CompactBatch(furtherItem);
      for (let index = 0; index < length; index++) {
        if (!elements.collect(index, batch.values)) continue;
        batch.complete();
        const isFirst = pieces.length === 0;
        if (!isFirst && !batch.isFull) continue;
        pieces.push(isFirst ? `[${JSON.stringify(assembler(batch.values)(layout))}` : batch.toJson());
        batch = new CompactBatch(furtherItem);
      }
      elements.check();
      if (batch.times > 0) pieces.push(batch.toJson());
      return new JsonText(pieces.length === 0 ? ["[]"] : [...pieces, "]"]);
    },
  };
}

/** Encodes the valid elements of a list, and notes the others. */
class ListElements<T> {
  #invalid = 0;
  #first: unknown;
  readonly #ids: unknown[] = [];

  constructor(
    private readonly collectOne: Structure<T>["collect"],
    private readonly elements: readonly T[],
    private readonly findings: Findings,
    /** The property that has another value in each element. */
    private readonly idProperty: (keyof T & string) | undefined,
  ) {}

  /** Appends the values of an element, and returns whether it is valid. */
  collect(index: number, values: Values): boolean {
    const { findings, idProperty } = this;
    const element = this.elements[index] as T;
    const { length: numbers } = values.numbers;
    const { length: others } = values.others;
    const found = findings.size;
    try {
      this.collectOne(element, values, findings);
      if (idProperty !== undefined) this.#ids.push(element[idProperty]);
      if (findings.size !== found) findings.within(index, found);
      return true;
    } catch (error) {
      values.cut(numbers, others);
      findings.forget(found);
      this.#leaveOut(index, error);
      return false;
    }
  }

  /** @throws the first error if more than half of the elements are invalid: then it is not about single elements */
  check(): void {
    const { length } = this.elements;
    if (this.#invalid * 2 > length) {
      const first = this.#first;
      throw first instanceof CodecError && length > 1 ? first.among(this.#invalid, length) : first;
    }
    if (this.idProperty !== undefined) this.findings.distinct(this.#ids, this.idProperty);
  }

  #leaveOut(index: number, error: unknown): void {
    const reason = at(index, error);
    this.#first ??= reason;
    this.#invalid += 1;
    const unreadable = new CodecError("a value that can be read", describeThrown(error)).within(index);
    this.findings.leaveOut(reason instanceof CodecError ? reason : unreadable, this.elements[index]);
  }
}

function checkArray(values: unknown): readonly unknown[] {
  return Array.isArray(values) ? values : refuse("an array", values);
}

/** An object used as a dictionary. */
export function record<T>(item: Codec<T>): Codec<Readonly<Record<string, T>>> {
  const convertEach = <From, To>(
    values: unknown,
    one: (value: From) => To,
    findings?: Findings,
  ): Record<string, To> => {
    if (!isPlainObject(values) || !isDictionary(values)) return refuse("an object", values);
    // fromEntries defines properties instead of assigning them, so "__proto__" is an ordinary key.
    return Object.fromEntries(
      Object.entries(values).map(([key, value]) => {
        try {
          return [string.encode(key, findings) as string, one(value as From)];
        } catch (error) {
          throw at(key, error);
        }
      }),
    );
  };
  return {
    encode: (values, findings) => convertEach(values, (value: T) => item.encode(value, findings), findings),
    decode: (values) => convertEach(values, (value: unknown) => item.decode(value)),
  };
}

/** A value that may be absent although its field is required: `undefined` and `null` become `null` on the wire. */
export function nullable<T>(inner: Codec<T>): Codec<T | null> {
  return {
    encode: (value, findings) => (value == null ? null : inner.encode(value, findings)),
    decode: (value) => (value == null ? null : inner.decode(value)),
    ...(inner.structure && { structure: nullableStructure(inner.structure) }),
  };
}

function nullableStructure<T>({ layout: inner, collect }: Structure<T>): Structure<T | null> {
  const layout = nullableLayout(inner);
  return {
    layout,
    collect(value, values, findings) {
      if (value == null) values.addNull(layout);
      else {
        if (layout.kind === "nullable") values.numbers.push(1);
        collect(value, values, findings);
      }
    },
  };
}
