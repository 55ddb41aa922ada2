import { Authenticate, type Class, GalaxyPlugin, Platform, type PluginOptions, Service } from "@galaxy-kit/sdk";

type MethodDecorator = (target: never, key: never, descriptor: never) => void;
type Method = (...args: never[]) => unknown;

/** Decorated methods by name: the decorators, outermost first, then the implementation. */
export type Methods = Readonly<Record<string, readonly [...MethodDecorator[], Method]>>;

/**
 * Returns a class `Author` with the given methods, as if written as
 *
 * ```ts
 * class Author { @OwnedGames() owned() { … } }
 * ```
 */
export function author(methods: Methods): Class {
  class Author {}
  for (const [name, parts] of Object.entries(methods)) {
    const decorators = parts.slice(0, -1) as ((target: object, key: string, descriptor: PropertyDescriptor) => void)[];
    const descriptor = { value: parts.at(-1), writable: true, configurable: true };
    Object.defineProperty(Author.prototype, name, descriptor);
    for (const decorate of decorators.reverse()) decorate(Author.prototype, name, descriptor);
  }
  Service()(Author);
  return Author;
}

@Service()
export class Login {
  @Authenticate()
  login() {
    return { userId: "u1", userName: "Ada" };
  }
}

/** Returns an integration with the given methods, plus a login unless `login` is one of them. */
export function integration(methods: Methods, options: Partial<PluginOptions> = {}): Class {
  return pluginOf([author(methods), ...("login" in methods ? [] : [Login])], options);
}

/** Returns an integration with the given services. */
export function pluginOf(services: readonly Class[], options: Partial<PluginOptions> = {}): Class {
  @GalaxyPlugin({ platform: Platform.Test, services, ...(options as object) })
  class TestPlugin {}
  return TestPlugin;
}

/** A promise that a test settles. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

export function deferred<T = void>(): Deferred<T> {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((res, rej) => {
    resolve = res;
    reject = rej;
  });
  return { promise, resolve, reject };
}

/** Returns a promise that never settles. */
export const never = (): Promise<never> => new Promise(() => undefined);
