import type { Class, InjectionKey, Provider } from "@galaxy-kit/sdk";
import { isClass } from "../scanning/scan.js";

/** How a key is provided, in one form for all the ways to write a provider. */
export interface ProviderPlan {
  readonly key: InjectionKey;
  readonly how:
    | { readonly kind: "class"; readonly target: Class }
    | { readonly kind: "value"; readonly value: unknown }
    | { readonly kind: "alias"; readonly other: InjectionKey }
    | {
        readonly kind: "factory";
        readonly make: (...dependencies: unknown[]) => unknown;
        readonly inject: readonly InjectionKey[];
      };
}

/** Returns undefined for a value that is not a provider. */
export function toPlan(provider: Provider): ProviderPlan | undefined {
  if (isClass(provider)) return { key: provider, how: { kind: "class", target: provider } };
  if (typeof provider !== "object" || (provider as unknown) === null || !isKey(provider.provide)) return undefined;
  const key = provider.provide;
  if ("useValue" in provider) return { key, how: { kind: "value", value: provider.useValue } };
  if ("useClass" in provider)
    return isClass(provider.useClass) ? { key, how: { kind: "class", target: provider.useClass } } : undefined;
  if ("useExisting" in provider)
    return isKey(provider.useExisting) ? { key, how: { kind: "alias", other: provider.useExisting } } : undefined;
  if (typeof provider.useFactory !== "function") return undefined;
  return { key, how: { kind: "factory", make: provider.useFactory, inject: provider.inject ?? [] } };
}

export function isKey(value: unknown): value is InjectionKey {
  return typeof value === "symbol" || typeof value === "function";
}
