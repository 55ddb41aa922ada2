import { type Class, PluginDefinitionError, type Provider } from "@galaxy-kit/sdk";
import { builtInProviders } from "../injectables/built-ins.js";
import { checkDefinition } from "../scanning/check.js";
import type { PluginDefinition } from "../scanning/definition.js";
import { scan } from "../scanning/scan.js";
import { wire } from "../wiring/wire.js";

/**
 * Reads and checks an integration without constructing any part of it.
 *
 * @param plugin - the class with `@GalaxyPlugin()`
 * @param system - the operating system to read it for, since `@OnlyOn()` limits methods to some
 * @param overrides - providers that replace the integration's own
 * @throws {@link PluginDefinitionError} with every mistake in it
 */
export function readDefinition(
  plugin: Class,
  system: NodeJS.Platform = process.platform,
  overrides: readonly Provider[] = [],
): PluginDefinition {
  const { definition, diagnostics } = scan(plugin, system, overrides);
  if (!definition) throw new PluginDefinitionError(diagnostics);
  const wiring = wire(definition, builtInProviders());
  const all = [...diagnostics, ...checkDefinition(definition), ...wiring.diagnostics];
  if (all.length > 0) throw new PluginDefinitionError(all);
  return definition;
}
