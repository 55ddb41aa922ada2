import { type Class, type DefinitionProblem, PluginDefinitionError, type Provider } from "@galaxy-kit/sdk";
import { readDefinition } from "../../src/internal.js";

/** Everything that is wrong with an integration; nothing when it can be read. */
export function problemsOf(plugin: unknown, overrides: readonly Provider[] = []): readonly DefinitionProblem[] {
  return errorOf(plugin, overrides)?.problems ?? [];
}

export function errorOf(plugin: unknown, overrides: readonly Provider[] = []): PluginDefinitionError | undefined {
  try {
    readDefinition(plugin as Class, "linux", overrides);
    return undefined;
  } catch (error) {
    if (error instanceof PluginDefinitionError) return error;
    throw error;
  }
}
