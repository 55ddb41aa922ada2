import { Authenticate, type Class, GalaxyPlugin, Platform, type PluginOptions, Service } from "@galaxy-kit/sdk";

type MethodDecorator = (target: never, key: never, descriptor: never) => void;
type Method = (...args: never[]) => unknown;

/** Annotated methods by their names: each with its decorators, the outermost first, and what it does. */
export type Methods = Readonly<Record<string, readonly [...MethodDecorator[], Method]>>;

/**
 * A class `Author` with methods that a table can fill in; as good as
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

/** An integration of the methods given, and a login unless `login` is one of them. */
export function integration(methods: Methods, options: Partial<PluginOptions> = {}): Class {
  return pluginOf([author(methods), ...("login" in methods ? [] : [Login])], options);
}

/** An integration of the services given. */
export function pluginOf(services: readonly Class[], options: Partial<PluginOptions> = {}): Class {
  @GalaxyPlugin({ platform: Platform.Test, services, ...(options as object) })
  class TestPlugin {}
  return TestPlugin;
}

/** Something that a test ends when it wants. */
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

/** Never ends. */
export const never = (): Promise<never> => new Promise(() => undefined);
