/** Names the mistake in a compiler error: JSON would lose what the type has there. */
export interface LostInJson<Type> {
  readonly lostInJson: Type;
}

type LostInObjects =
  | ((...args: never[]) => unknown)
  | Date
  | RegExp
  | Error
  | Promise<unknown>
  | ReadonlyMap<unknown, unknown>
  | ReadonlySet<unknown>
  | WeakKeyMap
  | ArrayBuffer
  | ArrayBufferView;

type WeakKeyMap = WeakMap<WeakKey, unknown> | WeakSet<WeakKey>;

/** `T` itself if a value of it is the same after `JSON.parse(JSON.stringify(value))`. An optional property may be undefined. */
export type Lossless<T> = unknown extends T
  ? T
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends bigint | symbol | LostInObjects
      ? LostInJson<T>
      : T extends readonly unknown[]
        ? { [Index in keyof T]: undefined extends T[Index] ? LostInJson<T[Index]> : Lossless<T[Index]> }
        : { [Key in keyof T]: Lossless<T[Key]> };

/** Returns where JSON would lose something, such as `.prices[2] is NaN`, or undefined if it would not. */
export function lossIn(value: unknown): string | undefined {
  return find(value, "", new Set());
}

function find(value: unknown, path: string, above: Set<object>): string | undefined {
  const lost = (what: string): string => `${path === "" ? "it" : path} is ${what}`;
  switch (typeof value) {
    case "string":
    case "boolean":
      return undefined;
    case "number":
      return Number.isFinite(value) ? undefined : lost(String(value));
    case "object":
      break;
    default:
      return lost(typeof value === "undefined" ? "undefined" : `a ${typeof value}`);
  }
  if (value === null) return undefined;
  if (above.has(value)) return lost("part of itself");
  above.add(value);
  const found = Array.isArray(value) ? findInList(value, path, above) : findInObject(value, path, above, lost);
  above.delete(value);
  return found;
}

function findInList(list: readonly unknown[], path: string, above: Set<object>): string | undefined {
  // Not `forEach`, which skips holes.
  for (let index = 0; index < list.length; index++) {
    const found = find(list[index], `${path}[${index}]`, above);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findInObject(
  value: object,
  path: string,
  above: Set<object>,
  lost: (what: string) => string,
): string | undefined {
  if (!isPlain(value))
    return lost(`a ${(value.constructor as { name?: string } | undefined)?.name ?? "class instance"}`);
  for (const [key, member] of Object.entries(value)) {
    const found = member === undefined ? undefined : find(member, `${path}.${key}`, above);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Also if it comes from another realm, as what `fetch` returns does in some test runners. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
