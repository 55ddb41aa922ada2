import { type Diagnostic, RefusedError } from "@galaxy-kit/protocol";

/** Every code of a {@link PluginDefinitionError}, in alphabetical order. */
export const definitionCodes = [
  "built-in-method",
  "circular-dependency",
  "duplicate-decorator",
  "duplicate-name",
  "invalid-concurrency",
  "invalid-connection",
  "invalid-inject",
  "invalid-interval",
  "invalid-option",
  "invalid-provider",
  "invalid-schedule",
  "invalid-source",
  "invalid-time-limit",
  "invalid-while-playing",
  "missing-authenticate",
  "missing-metadata",
  "missing-provider",
  "missing-service-decorator",
  "no-runtime-class",
  "not-a-plugin",
  "not-a-service",
  "step-without-import",
  "unknown-platform",
  "unknown-variant",
  "unlisted-service",
] as const;

/** The code of a mistake in the way an integration is written. `galaxy-kit explain CODE` describes each. */
export type DefinitionCode = (typeof definitionCodes)[number];

/** The integration cannot start the way it is written. Lists everything that is wrong, not just the first mistake. */
export class PluginDefinitionError extends RefusedError<DefinitionCode> {
  override readonly name = "PluginDefinitionError";

  constructor(diagnostics: readonly Diagnostic<DefinitionCode>[]) {
    super("Invalid plugin definition", diagnostics);
  }
}
