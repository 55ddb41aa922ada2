import { type Codec, CodecError, isPlainObject } from "@galaxy-kit/protocol";

type Path = CodecError["path"];

/** How values of the wrong type were read. */
export interface Correction {
  /** Of the first such value; empty for the whole. */
  readonly path: string;
  /** How many values at this place of a list were read the same way. */
  readonly count: number;
  readonly message: string;
}

export interface Corrected<T> {
  readonly value: T;
  /** What was decoded in the end. */
  readonly corrected: unknown;
  readonly corrections: readonly Correction[];
}

/** A way to read a value of the wrong type that leaves no doubt about what is meant. */
interface Reading {
  readonly message: string;
  readonly fits: (value: unknown, path: Path) => boolean;
  readonly read: (value: unknown) => unknown;
}

const readings: readonly Reading[] = [
  {
    message: "has a fraction, which is ignored",
    fits: (value) => typeof value === "number" && !Number.isInteger(value),
    read: (value) => Math.trunc(value as number),
  },
  { message: "is a number, which is used as text", fits: (value) => typeof value === "number", read: String },
  {
    message: "is ignored: none is expected",
    // Anywhere else, it would turn an invalid value into an unknown one.
    fits: (value, path) => path.length === 0 && value !== null,
    read: () => null,
  },
];

/**
 * Decodes a value, with values of the wrong type read as what they must mean. Throws the `CodecError` of the first that cannot mean
 * anything.
 */
export function decodeCorrected<T>(codec: Codec<T>, json: unknown): Corrected<T> {
  const corrections: Correction[] = [];
  let corrected = json;
  for (;;) {
    const attempt = tryDecode(codec, corrected);
    if ("value" in attempt) return { value: attempt.value, corrected, corrections };
    const next = correct(codec, corrected, attempt.error);
    if (!next) throw attempt.error;
    corrected = next.json;
    corrections.push(next.correction);
  }
}

function correct<T>(
  codec: Codec<T>,
  json: unknown,
  error: CodecError,
): { readonly json: unknown; readonly correction: Correction } | undefined {
  const { path, where } = error;
  for (const { message, fits, read } of readings) {
    let count = 0;
    const readIfFitting = (value: unknown): unknown => {
      if (!fits(value, path)) return value;
      count++;
      return read(value);
    };
    const next = mapAt(json, path, readIfFitting);
    if (count === 0) continue;
    const attempt = tryDecode(codec, next);
    const isRead = "value" in attempt || attempt.error.where !== where;
    if (isRead) return { json: next, correction: { path: where, count, message } };
  }
  return undefined;
}

/** Converts the values at a path. In a list, all items count: fifty thousand games have the same mistake. */
function mapAt(json: unknown, [step, ...rest]: Path, convert: (value: unknown) => unknown): unknown {
  if (step === undefined) return convert(json);
  if (Array.isArray(json)) return json.map((item) => mapAt(item, rest, convert));
  if (!isPlainObject(json) || !Object.hasOwn(json, step)) return json;
  return { ...json, [step]: mapAt(json[step], rest, convert) };
}

function tryDecode<T>(codec: Codec<T>, json: unknown): { readonly value: T } | { readonly error: CodecError } {
  try {
    return { value: codec.decode(json) };
  } catch (error) {
    if (error instanceof CodecError) return { error };
    throw error;
  }
}
