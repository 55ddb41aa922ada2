import type { Class, InjectionKey } from "@galaxy-kit/sdk";
import { container, instancePerContainerCachingFactory, Lifecycle, type InjectionToken } from "tsyringe";

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
      child.register(tokenOf(key), { useClass: target as new () => object }, { lifecycle: Lifecycle.ContainerScoped });
    },
    provideValue(key, value) {
      child.register(tokenOf(key), { useValue: value });
    },
    provideAlias(key, other) {
      child.register(tokenOf(key), { useToken: tokenOf(other) });
    },
    provideFactory(key, make) {
      child.register(tokenOf(key), { useFactory: instancePerContainerCachingFactory(make) });
    },
    resolve: (key) => child.resolve(key as InjectionToken<never>),
  };
}
