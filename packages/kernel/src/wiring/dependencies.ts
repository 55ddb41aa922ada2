import "reflect-metadata";
import type { Class, InjectionKey } from "@galaxy-kit/sdk";
import { isInjectable } from "@galaxy-kit/sdk/internal";
import { isClass } from "../scanning/scan.js";

/** A constructor's parameter. */
export interface Dependency {
  /** `constructor parameter #0 (api)`. */
  readonly parameter: string;
  /** Undefined when there is nothing to inject it by. */
  readonly key: InjectionKey | undefined;
  /** What TypeScript has noted as its type. */
  readonly noted: string;
}

/** What TypeScript notes for a type that is no class. */
const NO_CLASS: ReadonlySet<unknown> = new Set([
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

/** tsyringe's own key for what its `inject` was given, by the parameter's index. */
const INJECTION_TOKENS = "injectionTokens";

/** Tells of no parameters, as the class that has them carries no decorator. */
export interface Untold {
  /** The class itself, or the base class whose constructor it inherits. */
  readonly untold: Class;
}

/** The parameters of a class's constructor. */
export function dependenciesOf(target: Class): readonly Dependency[] | Untold {
  const types = Reflect.getMetadata("design:paramtypes", target) as readonly unknown[] | undefined;
  const untold = types ? undefined : constructorOf(target);
  if (untold) return { untold };
  if (!types || types.length === 0) return [];
  if (!isInjectable(target)) return { untold: target };

  const tokens = (Reflect.getOwnMetadata(INJECTION_TOKENS, target) ?? {}) as Readonly<Record<number, unknown>>;
  const names = parameterNames(target);
  return types.map((type, index) => {
    const name = names[index];
    return {
      parameter: `constructor parameter #${index}${name === undefined ? "" : ` (${name})`}`,
      key: keyOf(tokens[index] ?? type),
      noted: isClass(type) || typeof type === "function" ? type.name : String(type),
    };
  });
}

/** The class, or the nearest of its bases, that has a constructor with parameters. */
function constructorOf(target: Class): Class | undefined {
  for (let owner: unknown = target; isClass(owner); owner = Object.getPrototypeOf(owner)) {
    if (owner.length > 0) return owner;
    if (/\bconstructor\s*\(/.test(owner.toString())) return undefined;
  }
  return undefined;
}

/** tsyringe's `inject` notes an object with the token; it also puts it in the place of the parameter's type. */
function keyOf(noted: unknown): InjectionKey | undefined {
  const key = typeof noted === "object" && noted !== null && "token" in noted ? noted.token : noted;
  return NO_CLASS.has(key) ? undefined : (key as InjectionKey);
}

/** From the source of the class, for messages only: a bundler may have changed it. */
function parameterNames(target: Class): readonly (string | undefined)[] {
  const [, list] = /constructor\s*\(([^)]*)\)/.exec(target.toString()) ?? [];
  return (list ?? "").split(",").map((parameter) => /^\s*([\w$]+)/.exec(parameter)?.[1]);
}

/** How a message calls a key. */
export function nameOfKey(key: InjectionKey): string {
  return typeof key === "symbol" ? (key.description ?? "a token") : key.name;
}
