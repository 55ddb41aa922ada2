import { inject } from "tsyringe";

declare const TYPE: unique symbol;

/** Names something that can be injected and is no class: a setting, a function, an interface. Made by {@link token}. */
export type Token<T> = symbol & { readonly [TYPE]: T };

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
 * @param name shown in messages
 */
export function token<T>(name: string): Token<T> {
  return Symbol(name) as Token<T>;
}

/** Says in a compiler message what is wrong: the parameter is declared as something else than what is injected. */
export interface MismatchedInjection<Provided, Declared> {
  readonly provided: Provided;
  readonly declared: Declared;
}

/** Allows constructor parameter `Index` of `Class` when it takes a `T`; a `T` that is a union must fit as a whole. */
type Taking<T, Class extends abstract new (...args: never[]) => unknown, Index extends number> = [T] extends [
  ConstructorParameters<Class>[Index],
]
  ? unknown
  : MismatchedInjection<T, ConstructorParameters<Class>[Index]>;

/**
 * Injects what is provided for a token; the parameter's type must fit it.
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
