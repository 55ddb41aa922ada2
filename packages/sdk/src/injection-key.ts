declare const TYPE: unique symbol;

/** A class that can be instantiated. */
export type Class<T = object> = new (...dependencies: never[]) => T;

/** Identifies an injectable value whose type is not a class, such as a setting or an interface. Made by {@link token}. */
export type Token<T> = symbol & { readonly [TYPE]: T };

/** Identifies a dependency: its class or a token. */
export type InjectionKey<T = unknown> = Token<T> | (abstract new (...dependencies: never[]) => T);
