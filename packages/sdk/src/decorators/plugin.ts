import type { Platform } from "@galaxy-kit/protocol";
import { injectable } from "tsyringe";
import type { LogLevel } from "../injectables/logger.js";
import { recordInjectable, recordPlugin } from "../metadata/metadata.js";
import type { Token } from "./inject.js";

/** A class that can be made. */
export type Class<T = object> = new (...dependencies: never[]) => T;

/** What something is injected by: its class, or a token. */
export type InjectionKey<T = unknown> = Token<T> | (abstract new (...dependencies: never[]) => T);

/** Provides an existing value. */
export interface ValueProvider<T = unknown> {
  readonly provide: InjectionKey<T>;
  readonly useValue: NoInfer<T>;
}

/** Provides an instance of a class in place of another, one for each run. */
export interface ClassProvider<T = unknown> {
  readonly provide: InjectionKey<T>;
  readonly useClass: Class<NoInfer<T>>;
}

/** Provides what a function makes, called once for each run with what it asks for in `inject`. */
export interface FactoryProvider<T = unknown> {
  readonly provide: InjectionKey<T>;
  // The types of the arguments are those of the keys in `inject`, which TypeScript cannot relate in an array of providers.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly useFactory: (...dependencies: any[]) => NoInfer<T>;
  readonly inject?: readonly InjectionKey[];
}

/** Provides what another key provides. */
export interface AliasProvider<T = unknown> {
  readonly provide: InjectionKey<T>;
  readonly useExisting: InjectionKey<NoInfer<T>>;
}

/** One line of a module file: a class to make, or how to get something that is no such class. */
export type Provider<T = unknown> = Class | ValueProvider<T> | ClassProvider<T> | FactoryProvider<T> | AliasProvider<T>;

/**
 * What an integration is made of.
 *
 * @typeParam Values what each line of `providers` provides: found by its key, so that the rest of the line must fit it
 */
export interface PluginOptions<Values extends readonly unknown[] = readonly unknown[]> {
  /** The platform whose games it brings; GALAXY knows a fixed list. */
  readonly platform: Platform;
  /** Classes with annotated methods. The plugin class itself may have some too. */
  readonly services?: readonly Class[];
  /** What else can be injected. Classes that carry `@Service()` need no provider. */
  readonly providers?: { readonly [Line in keyof Values]: Provider<Values[Line]> };
  /** Tells this integration from all others; `galaxyKit.guid` in package.json when left out. Needed to install it. */
  readonly guid?: string;
  /** The least urgent log lines that are written; `info` when left out. */
  readonly logLevel?: LogLevel;
}

/**
 * Marks the class that is the integration. Pass it to `runPlugin`.
 *
 * Name, version, author and url come from the package.json of the integration.
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
