import type { Class, PluginOptions, Provider } from "@galaxy-kit/sdk";
import type { MethodRecord, RoleRecord } from "@galaxy-kit/sdk/internal";

/** An annotated method: what its decorator says, and whose it is. */
export type AnnotatedMethod<Role extends RoleRecord = RoleRecord> = Role &
  Omit<MethodRecord, keyof RoleRecord> & {
    /** The class of the instance that it is called on: a subclass, where the method is inherited. */
    readonly owner: Class;
  };

/** What an integration is made of, as written. */
export interface PluginDefinition {
  readonly plugin: Class;
  readonly options: PluginOptions;
  /** Stand before the integration's own providers, for tests. */
  readonly overrides: readonly Provider[];
  /** The plugin class, then its services. */
  readonly classes: readonly Class[];
  /** Without those that are limited to other systems. */
  readonly methods: readonly AnnotatedMethod[];
}

/** `Class.method`, for messages. */
export function nameOf({ owner, method }: Pick<AnnotatedMethod, "owner" | "method">): string {
  return `${owner.name}.${String(method)}`;
}

/** `Class.method (file:line:column)`, for what an author has to look up. */
export function placeOf(method: AnnotatedMethod): string {
  const { site } = method;
  return site === undefined ? nameOf(method) : `${nameOf(method)} (${site.file}:${site.line}:${site.column})`;
}
