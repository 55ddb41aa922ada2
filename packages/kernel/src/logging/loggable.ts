import { types } from "node:util";

/** Deep enough for any error with its causes, and shallow enough for a line. */
const MAX_DEPTH = 6;

/** More than fits in a line: a thrown value may hold a whole library, or an endless list. */
const MAX_VALUES = 10_000;
const MAX_TEXT_LENGTH = 64 * 1024;
const MORE = "[more]";

type Mask = (text: string) => string;

/**
 * Converts anything to plain JSON, and masks every string in it. What an author logs may be an error, contain itself, or
 * contain values that JSON cannot represent; none of that may lose the line.
 */
export function toLoggable(value: unknown, mask: Mask): unknown {
  return new Conversion(mask).convert(value, []);
}

class Conversion {
  #values = 0;

  constructor(private readonly mask: Mask) {}

  convert(value: unknown, path: readonly object[]): unknown {
    switch (typeof value) {
      case "string":
        return this.mask(value);
      case "number": {
        const text = String(value);
        const masked = this.mask(text);
        return masked === text ? value : masked;
      }
      case "bigint":
        return this.mask(String(value));
      case "boolean":
      case "undefined":
        return value;
      case "symbol":
      case "function":
        return `[${typeof value}]`;
      default:
        return value === null ? null : this.#convertObject(value as object, path);
    }
  }

  #convertObject(value: object, path: readonly object[]): unknown {
    if (path.includes(value)) return "[circular]";
    if (path.length >= MAX_DEPTH) return "[deeper]";
    const inside = [...path, value];
    const one = (item: unknown): unknown => {
      // Left out entirely: if it were cut, it could end in a part of a secret.
      const isTooLong = typeof item === "string" && item.length > MAX_TEXT_LENGTH;
      return isTooLong ? `[${item.length} characters]` : this.convert(item, inside);
    };
    try {
      if (value instanceof Error || types.isNativeError(value)) return this.#describeError(value, one);
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
      if (value instanceof URL || value instanceof RegExp) return this.mask(String(value));
      if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
      if (Array.isArray(value) || value instanceof Set) return this.#convertParts<unknown, unknown>(value, MORE, one);
      return this.#convertEntries(value instanceof Map ? value : propertiesOf(value), one);
    } catch (error) {
      return this.mask(unreadable(error));
    }
  }

  #convertEntries(entries: Iterable<readonly [unknown, unknown]>, one: (item: unknown) => unknown): object {
    const converted = this.#convertParts(
      entries,
      [MORE, MORE],
      ([key, item]) => [this.mask(String(key)), one(item)] as const,
    );
    return Object.fromEntries(converted);
  }

  #describeError(error: Error, one: (item: unknown) => unknown): object {
    const own = {
      name: one(read(error, "name")),
      message: one(read(error, "message")),
      stack: one(read(error, "stack")),
    };
    const [errors, cause] = [read(error, "errors"), read(error, "cause")];
    const others = {
      ...(errors !== undefined && { errors: one(errors) }),
      ...(cause !== undefined && { cause: one(cause) }),
    };
    return { ...this.#convertEntries(propertiesOf(error), one), ...own, ...others };
  }

  /** Converts the parts of a value. Limits all of them together, because the same few objects may be reachable in many ways. */
  #convertParts<Part, Converted>(parts: Iterable<Part>, more: Part, convert: (part: Part) => Converted): Converted[] {
    const converted: Converted[] = [];
    for (const part of parts) {
      if (this.#values >= MAX_VALUES) {
        converted.push(convert(more));
        break;
      }
      this.#values += 1;
      converted.push(convert(part));
    }
    return converted;
  }
}

function* propertiesOf(value: object): Iterable<readonly [string, unknown]> {
  for (const key of Object.keys(value)) yield [key, read(value, key)];
}

/** A getter that throws does not affect the other members. */
function read(value: object, key: string): unknown {
  try {
    return value[key as keyof object];
  } catch (error) {
    return unreadable(error);
  }
}

function unreadable(reason: unknown): string {
  try {
    return `[unreadable: ${String(reason)}]`;
  } catch {
    return "[unreadable]";
  }
}
