import type { Class, Platform, PluginOptions, Provider } from "@galaxy-kit/sdk";
import type { MethodRecord, RoleRecord } from "@galaxy-kit/sdk/internal";

/** A decorated method: what its decorator recorded, and the class that it is called on. */
export type DecoratedMethod<Role extends RoleRecord = RoleRecord> = Role &
  Omit<MethodRecord, keyof RoleRecord> & {
    /** The class of the instance that the method is called on; a subclass if the method is inherited. */
    readonly owner: Class;
  };

/** Which integration it is: the only one of the class, or one of its variants. */
export interface Identity {
  readonly platform: Platform;
  readonly guid: string | undefined;
  /** Shown to the user; undefined if package.json has the name. */
  readonly name: string | undefined;
  /** Undefined without variants. */
  readonly variant: string | undefined;
}

/** An integration as its author wrote it. */
export interface PluginDefinition {
  readonly plugin: Class;
  readonly options: PluginOptions;
  readonly identity: Identity;
  /** Replace the integration's own providers, for tests. */
  readonly overrides: readonly Provider[];
  /** The plugin class, then its services. */
  readonly classes: readonly Class[];
  /** Without the methods that are limited to other systems. */
  readonly methods: readonly DecoratedMethod[];
}

/** `Class.method`, for messages. */
export function nameOf({ owner, method }: Pick<DecoratedMethod, "owner" | "method">): string {
  return `${owner.name}.${String(method)}`;
}

/** `Class.method (file:line:column)`, for messages about code that the author has to find. */
export function placeOf(method: DecoratedMethod): string {
  const { place } = method.site;
  return place === undefined ? nameOf(method) : `${nameOf(method)} (${place.file}:${place.line}:${place.column})`;
}
