import type { Platform } from "@galaxy-kit/protocol";
import { injectable } from "tsyringe";
import type { LogLevel } from "../injectables/logger.js";
import type { Class, InjectionKey } from "../injection-key.js";
import { recordInjectable, recordPlugin } from "../metadata/metadata.js";

/** Provides an existing value. */
export interface ValueProvider<T = unknown> {
  readonly provide: InjectionKey<T>;
  readonly useValue: NoInfer<T>;
}

/** Provides an instance of another class, created once for each run. */
export interface ClassProvider<T = unknown> {
  readonly provide: InjectionKey<T>;
  readonly useClass: Class<NoInfer<T>>;
}

/** Provides what a function returns. It is called once for each run, with the dependencies listed in `inject`. */
export interface FactoryProvider<T = unknown> {
  readonly provide: InjectionKey<T>;
  // The arguments have the types of the keys in `inject`, but TypeScript cannot relate those in an array of providers.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly useFactory: (...dependencies: any[]) => NoInfer<T>;
  readonly inject?: readonly InjectionKey[];
}

/** Provides the same value as another key. */
export interface AliasProvider<T = unknown> {
  readonly provide: InjectionKey<T>;
  readonly useExisting: InjectionKey<NoInfer<T>>;
}

/** A class to instantiate, or a recipe for any other value. */
export type Provider<T = unknown> = Class | ValueProvider<T> | ClassProvider<T> | FactoryProvider<T> | AliasProvider<T>;

/**
 * The parts and settings of an integration.
 *
 * @typeParam Values - the type that each entry of `providers` provides, inferred from its key: the rest of the entry must match
 */
export type PluginOptions<Values extends readonly unknown[] = readonly unknown[]> = PluginParts<Values> &
  (SinglePlatform | SeveralPlatforms);

/** An integration for one platform. */
export interface SinglePlatform {
  /** The platform whose games the integration adds. GALAXY supports a fixed list. */
  readonly platform: Platform;
  /** Identifies this integration; `galaxyKit.guid` in package.json by default. Required to install it. */
  readonly guid?: string;
  readonly variants?: never;
}

/** One project that is packed as several integrations. */
export interface SeveralPlatforms {
  readonly platform?: never;
  readonly guid?: never;
  /**
   * An integration for each platform, by a short name such as `nes`. `galaxy-kit pack` makes a package of each. Inject
   * `PluginIdentity` to know which one is running. During development it is the first one, or the one in `GALAXY_KIT_VARIANT`.
   */
  readonly variants: Readonly<Record<string, PluginVariant>>;
}

/** One of several integrations that are built from the same code. */
export interface PluginVariant {
  /** The platform whose games it adds. */
  readonly platform: Platform;
  /** Identifies it; each variant needs its own. */
  readonly guid: string;
  /** Shown to the user. */
  readonly name: string;
}

/** The parts of an integration, and settings that all its variants share. */
export interface PluginParts<Values extends readonly unknown[] = readonly unknown[]> {
  /** Classes with decorated methods. The plugin class itself may have some too. */
  readonly services?: readonly Class[];
  /** Everything else that can be injected. Classes with `@Service()` do not need a provider. */
  readonly providers?: { readonly [Line in keyof Values]: Provider<Values[Line]> };
  /** The least severe level that is logged; `info` by default. `GALAXY_KIT_LOG_LEVEL` overrides it. */
  readonly logLevel?: LogLevel;
}

/**
 * Marks the class that is the integration. Pass it to `runPlugin`.
 *
 * Name, version, author and URL are read from the package.json of the integration.
 *
 * @example
 * ```ts
 * @GalaxyPlugin({ platform: Platform.ItchIo, services: [ItchLogin, ItchLibrary] })
 * export class ItchPlugin {}
 * ```
 */
export function GalaxyPlugin<const Values extends readonly unknown[]>(
  options: PluginOptions<Values>,
): (target: Class) => void {
  return (target) => {
    injectable()(target);
    recordInjectable(target);
    recordPlugin(target, options);
  };
}
