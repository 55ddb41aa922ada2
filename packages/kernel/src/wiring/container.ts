import type { Class, InjectionKey } from "@galaxy-kit/sdk";
import { container, type InjectionToken, Lifecycle } from "@galaxy-kit/sdk/internal";

/** What the kernel needs of a DI container, so that the library behind it is known in this file only. */
export interface Container {
  provideClass(key: InjectionKey, target: Class): void;
  provideValue(key: InjectionKey, value: unknown): void;
  provideAlias(key: InjectionKey, other: InjectionKey): void;
  provideFactory(key: InjectionKey, make: () => unknown): void;
  resolve<T>(key: InjectionKey<T>): T;
}

/** A container for one run: two integrations in one process share nothing. */
export function createContainer(): Container {
  const child = container.createChildContainer();
  const tokenOf = (key: InjectionKey): InjectionToken => key as InjectionToken;
  return {
    provideClass(key, target) {
      child.register(tokenOf(key), { useClass: target }, { lifecycle: Lifecycle.ContainerScoped });
    },
    provideValue(key, value) {
      // tsyringe takes a value of null or undefined for no provider.
      child.register(tokenOf(key), { useFactory: () => value });
    },
    provideAlias(key, other) {
      // tsyringe's own alias looks for circles at once, and fails to put symbols into its message.
      child.register(tokenOf(key), { useFactory: () => child.resolve<unknown>(tokenOf(other)) });
    },
    provideFactory(key, make) {
      let made: { readonly value: unknown } | undefined;
      // Kept even if it is null or undefined, as tsyringe's own caching factory would not.
      child.register(tokenOf(key), { useFactory: () => (made ??= { value: make() }).value });
    },
    resolve: (key) => child.resolve(key as InjectionToken<never>),
  };
}
