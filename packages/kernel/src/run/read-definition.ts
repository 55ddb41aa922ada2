import { type Class, PluginDefinitionError, type Provider } from "@galaxy-kit/sdk";
import { builtInProviders } from "../injectables/built-ins.js";
import { checkDefinition } from "../scanning/check.js";
import type { PluginDefinition } from "../scanning/definition.js";
import { scan, withClasses } from "../scanning/scan.js";
import { wire, type Wiring } from "../wiring/wire.js";

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
  variant?: string,
): PluginDefinition {
  const { definition: listed, diagnostics } = scan(plugin, system, overrides, variant);
  if (!listed) throw new PluginDefinitionError(diagnostics);
  const { definition, wiring } = complete(listed, system);
  const all = [...diagnostics, ...checkDefinition(definition), ...wiring.diagnostics];
  if (all.length > 0) throw new PluginDefinitionError(all);
  return definition;
}

/** Adds what injected classes bring along, which may inject classes that bring along more. */
function complete(
  definition: PluginDefinition,
  system: NodeJS.Platform,
): { readonly definition: PluginDefinition; readonly wiring: Wiring } {
  const wiring = wire(definition, builtInProviders());
  if (wiring.companions.length === 0) return { definition, wiring };
  return complete(withClasses(definition, wiring.companions, system), system);
}
