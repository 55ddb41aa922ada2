import type { InjectionKey } from "@galaxy-kit/sdk";
import { container, type InjectionToken } from "@galaxy-kit/sdk/internal";

/** The DI container as the kernel uses it. Besides this file, only `dependencies.ts` knows the library: it reads what `@Inject()` records. */
export interface Container {
  provideValue(key: InjectionKey, value: unknown): void;
  provideAlias(key: InjectionKey, other: InjectionKey): void;
  /** Calls `make` once, when something needs the key for the first time. */
  provideFactory(key: InjectionKey, make: () => unknown): void;
  resolve<T>(key: InjectionKey<T>): T;
}

/** Creates the container of one run: two integrations in one process share nothing. */
export function createContainer(): Container {
  const child = container.createChildContainer();
  const tokenOf = (key: InjectionKey): InjectionToken => key as InjectionToken;
  return {
    provideValue(key, value) {
      // tsyringe treats a value of null or undefined as a missing provider.
      child.register(tokenOf(key), { useFactory: () => value });
    },
    provideAlias(key, other) {
      // tsyringe's own alias checks for circles at once, and fails when it puts a symbol into its message.
      child.register(tokenOf(key), { useFactory: () => child.resolve<unknown>(tokenOf(other)) });
    },
    provideFactory(key, make) {
      let made: { readonly value: unknown } | undefined;
      // Cached even if it is null or undefined, which tsyringe's own caching factory would create again.
      child.register(tokenOf(key), { useFactory: () => (made ??= { value: make() }).value });
    },
    resolve: (key) => child.resolve(key as InjectionToken<never>),
  };
}
