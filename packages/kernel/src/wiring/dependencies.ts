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
const NO_CLASS: ReadonlySet<unknown> = new Set([Object, Function, String, Number, Boolean, Array, Promise, Symbol, BigInt, undefined]);

/** tsyringe's own key for what its `inject` was given, by the parameter's index. */
const INJECTION_TOKENS = "injectionTokens";

/** The parameters of a class's constructor; undefined when it has some and nothing tells what they are. */
export function dependenciesOf(target: Class): readonly Dependency[] | undefined {
  const types = Reflect.getMetadata("design:paramtypes", target) as readonly unknown[] | undefined;
  const ownTypes = Reflect.hasOwnMetadata("design:paramtypes", target);
  const isNoted = isInjectable(target) || ownTypes;
  if (!types || !isNoted) return target.length === 0 && !types?.length ? [] : undefined;

  const tokens = (Reflect.getMetadata(INJECTION_TOKENS, target) ?? {}) as Readonly<Record<number, unknown>>;
  const names = parameterNames(target);
  return types.map((type, index) => {
    const name = names[index];
    return {
      parameter: `constructor parameter #${String(index)}${name === undefined ? "" : ` (${name})`}`,
      key: (tokens[index] ?? (NO_CLASS.has(type) ? undefined : type)) as InjectionKey | undefined,
      noted: isClass(type) || typeof type === "function" ? type.name : String(type),
    };
  });
}

/** From the source of the class, for messages only: a bundler may have changed it. */
function parameterNames(target: Class): readonly string[] {
  const [, list] = /constructor\s*\(([^)]*)\)/.exec(target.toString()) ?? [];
  return (list ?? "").split(",").map((name) => name.trim()).filter((name) => /^[\w$]+$/.test(name));
}

/** How a message calls a key. */
export function nameOfKey(key: InjectionKey): string {
  return typeof key === "symbol" ? (key.description ?? "a token") : key.name;
}
