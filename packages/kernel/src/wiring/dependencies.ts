import "reflect-metadata/lite";
import type { Class, InjectionKey } from "@galaxy-kit/sdk";
import { isInjectable } from "@galaxy-kit/sdk/internal";
import { NAMELESS } from "../scanning/diagnostics.js";
import { isClass } from "../scanning/scan.js";

/** A constructor parameter. */
export interface Dependency {
  /** `constructor parameter #0 (api)`. */
  readonly parameter: string;
  /** Undefined if its type is not something that can be injected. */
  readonly key: InjectionKey | undefined;
  /** Its type in the metadata that TypeScript emitted. */
  readonly typeName: string;
}

/** What TypeScript emits for a type that is not a class. */
const NOT_INJECTABLE: ReadonlySet<unknown> = new Set([
  Object,
  Function,
  String,
  Number,
  Boolean,
  Array,
  Promise,
  Symbol,
  BigInt,
  undefined,
]);

/** The metadata key under which tsyringe's `inject` stores tokens by parameter index. */
const INJECTION_TOKENS = "injectionTokens";

/** Parameter types are unknown because the class that declares the constructor has no metadata. */
export interface UnknownDependencies {
  /** The class itself, or the base class whose constructor it inherits. */
  readonly declaredBy: Class;
}

/** Returns the constructor parameters of a class. */
export function dependenciesOf(target: Class): readonly Dependency[] | UnknownDependencies {
  const types = Reflect.getMetadata("design:paramtypes", target) as readonly unknown[] | undefined;
  const declaredBy = types ? undefined : constructorOf(target);
  if (declaredBy) return { declaredBy };
  if (!types || types.length === 0) return [];
  if (!isInjectable(target)) return { declaredBy: target };

  const tokens = (Reflect.getOwnMetadata(INJECTION_TOKENS, target) ?? {}) as Readonly<Record<number, unknown>>;
  const names = parameterNames(target);
  return types.map((type, index) => {
    const name = names[index];
    return {
      parameter: `constructor parameter #${index}${name === undefined ? "" : ` (${name})`}`,
      key: keyOf(tokens[index] ?? type),
      typeName: isClass(type) || typeof type === "function" ? type.name : String(type),
    };
  });
}

/** Returns the class or the nearest base class whose constructor has parameters. */
function constructorOf(target: Class): Class | undefined {
  for (let owner: unknown = target; isClass(owner); owner = Object.getPrototypeOf(owner)) {
    if (owner.length > 0) return owner;
    if (/\bconstructor\s*\(/.test(owner.toString())) return undefined;
  }
  return undefined;
}

/** tsyringe's `inject` stores an object with the token, and puts it in place of the parameter's type. */
function keyOf(stored: unknown): InjectionKey | undefined {
  const key = typeof stored === "object" && stored !== null && "token" in stored ? stored.token : stored;
  return NOT_INJECTABLE.has(key) ? undefined : (key as InjectionKey);
}

/** Read from the source of the class, for messages only: a bundler may have renamed them. */
function parameterNames(target: Class): readonly (string | undefined)[] {
  const [, list] = /constructor\s*\(([^)]*)\)/.exec(target.toString()) ?? [];
  return (list ?? "").split(",").map((parameter) => /^\s*([\w$]+)/.exec(parameter)?.[1]);
}

/** Names a key in messages. */
export function nameOfKey(key: InjectionKey): string {
  return typeof key === "symbol" ? (key.description ?? "a token") : key.name || NAMELESS;
}
