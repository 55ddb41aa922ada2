import { type Class, PluginDefinitionError, type Provider } from "@galaxy-kit/sdk";
import { readDefinition } from "../../src/internal.js";

/** A diagnostic about an integration, without its severity, code and place. */
export interface Finding {
  readonly subject: string | undefined;
  readonly message: string;
  readonly remedy: string | undefined;
}

/** Returns all diagnostics about an integration. */
export function diagnosticsOf(plugin: unknown, overrides: readonly Provider[] = []): readonly Finding[] {
  const diagnostics = errorOf(plugin, overrides)?.diagnostics ?? [];
  return diagnostics.map(({ subject, message, remedy }) => ({ subject, message, remedy }));
}

/** Returns the error thrown for an integration, or undefined if its definition is valid. */
export function errorOf(plugin: unknown, overrides: readonly Provider[] = []): PluginDefinitionError | undefined {
  try {
    readDefinition(plugin as Class, "linux", overrides);
    return undefined;
  } catch (error) {
    if (error instanceof PluginDefinitionError) return error;
    throw error;
  }
}
