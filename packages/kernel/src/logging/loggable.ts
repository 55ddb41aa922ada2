import { types } from "node:util";

/** Deep enough for any error with its causes, and shallow enough for a line. */
const DEEPEST = 6;

/**
 * Turns anything into plain JSON, with every text in it passed through `mask`: what an author logs may be an error, hold
 * itself, or hold what JSON cannot carry, and none of it may lose the line.
 */
export function toLoggable(value: unknown, mask: (text: string) => string): unknown {
  return convert(value, mask, []);
}

function convert(value: unknown, mask: (text: string) => string, path: readonly object[]): unknown {
  switch (typeof value) {
    case "string":
      return mask(value);
    case "number": {
      const masked = mask(String(value));
      return masked === String(value) ? value : masked;
    }
    case "bigint":
      return mask(String(value));
    case "boolean":
    case "undefined":
      return value;
    case "symbol":
    case "function":
      return `[${typeof value}]`;
    default:
      return value === null ? null : convertObject(value as object, mask, path);
  }
}

function convertObject(value: object, mask: (text: string) => string, path: readonly object[]): unknown {
  if (path.includes(value)) return "[circular]";
  if (path.length >= DEEPEST) return "[deeper]";
  const inside = [...path, value];
  const one = (item: unknown): unknown => convert(item, mask, inside);
  try {
    if (value instanceof Error || types.isNativeError(value)) return describeError(value, one);
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
    if (value instanceof URL || value instanceof RegExp) return mask(String(value));
    if (ArrayBuffer.isView(value)) return `[${String(value.byteLength)} bytes]`;
    if (Array.isArray(value)) return value.map(one);
    if (value instanceof Set) return [...value].map(one);
    const entries = value instanceof Map ? [...value] : propertiesOf(value);
    return Object.fromEntries(entries.map(([key, item]) => [mask(String(key)), one(item)]));
  } catch (error) {
    return `[unreadable: ${mask(String(error))}]`;
  }
}

function describeError(error: Error, one: (item: unknown) => unknown): object {
  const { name, message, stack, cause } = error;
  const { errors } = error as Partial<AggregateError>;
  return {
    ...(one(Object.fromEntries(propertiesOf(error))) as object),
    name: one(name),
    message: one(message),
    stack: one(stack),
    ...(errors !== undefined && { errors: one(errors) }),
    ...(cause !== undefined && { cause: one(cause) }),
  };
}

/** One whose getter throws does not take the others with it. */
function propertiesOf(value: object): (readonly [string, unknown])[] {
  return Object.keys(value).map((key) => {
    try {
      return [key, value[key as keyof object]];
    } catch (error) {
      return [key, `[unreadable: ${String(error)}]`];
    }
  });
}
