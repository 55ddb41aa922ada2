import type { InjectionKey } from "../injection-key.js";
import { sharedMap } from "./shared-map.js";

/** How to make the value of a token or a class that no provider provides. */
export interface Recipe<T = unknown> {
  /** The keys of what `make` takes. */
  readonly inject?: readonly InjectionKey[];
  /**
   * A name that only one recipe of an integration can have, such as that of a file: `the store "offers"`. A second one is reported at
   * startup.
   */
  readonly unique?: string;
  /** Called once for each run. */
  // The arguments have the types of the keys in `inject`, but TypeScript cannot relate those.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly make: (...dependencies: any[]) => T;
}

const recipes = sharedMap<Recipe>("recipes");

/**
 * Lets a token or a class be injected without a provider. A provider of the integration, or an override of a test, replaces the
 * recipe.
 */
export function recordRecipe<T>(key: InjectionKey<T>, recipe: Recipe<T>): void {
  recipes.set(key, recipe);
}

/** Returns the recipe of a key, or undefined. */
export function recipeOf(key: InjectionKey): Recipe | undefined {
  return recipes.get(key);
}
