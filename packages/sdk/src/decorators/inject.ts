import { inject } from "tsyringe";
import type { Token } from "../injection-key.js";
import { type Recipe, recordRecipe } from "../metadata/recipe.js";

/**
 * Makes a token for {@link Inject} and for a provider.
 *
 * @example
 * ```ts
 * export const API_URL = token<string>("API_URL");
 *
 * @GalaxyPlugin({ platform: Platform.ItchIo, providers: [{ provide: API_URL, useValue: "https://api.itch.io" }] })
 * ```
 *
 * @param name - shown in error messages
 * @param recipe - makes the value if the integration has no provider for it
 */
export function token<T>(name: string, recipe?: Recipe<T>): Token<T> {
  const made = Symbol(name) as Token<T>;
  if (recipe) recordRecipe(made, recipe);
  return made;
}

/** Names the mistake in a compiler error: the parameter's type is not that of the injected value. */
export interface MismatchedInjection<Provided, Declared> {
  readonly provided: Provided;
  readonly declared: Declared;
}

/** Accepts constructor parameter `Index` of `Class` if it takes a `T`; if `T` is a union, it must take every member. */
type Taking<T, Class extends abstract new (...args: never[]) => unknown, Index extends number> = [T] extends [
  ConstructorParameters<Class>[Index],
]
  ? unknown
  : MismatchedInjection<T, ConstructorParameters<Class>[Index]>;

/**
 * Injects the value provided for a token into a constructor parameter. The parameter must have the type of the token.
 *
 * @example
 * ```ts
 * constructor(@Inject(API_URL) private readonly url: string) {}
 * ```
 */
export function Inject<T>(
  token: Token<T> | (abstract new (...args: never[]) => T),
): <Class extends abstract new (...args: never[]) => unknown, Index extends number>(
  target: Class,
  property: undefined,
  index: Index & Taking<T, Class, Index>,
) => void {
  return (target, property, index) => {
    inject(token as symbol)(target, property, index);
  };
}
