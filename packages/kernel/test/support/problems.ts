import { type Class, PluginDefinitionError, type Provider } from "@galaxy-kit/sdk";
import { readDefinition } from "../../src/internal.js";

/** What a diagnostic about an integration says, without its severity, code and place. */
export interface Problem {
  readonly subject: string | undefined;
  readonly message: string;
  readonly remedy: string | undefined;
}

/** Everything that is wrong with an integration; nothing if it can be read. */
export function problemsOf(plugin: unknown, overrides: readonly Provider[] = []): readonly Problem[] {
  const diagnostics = errorOf(plugin, overrides)?.diagnostics ?? [];
  return diagnostics.map(({ subject, message, remedy }) => ({ subject, message, remedy }));
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
