import {
  fileStore,
  type IntegrationCommand,
  type IntegrationFolder,
  quickTimings,
  type SimulatedClientOptions,
  variedTimings,
} from "@galaxy-kit/simulator";
import { parseBehavior, seedOf } from "./client-flags.js";
import type { ClientOptions } from "./options.js";

/**
 * Returns the settings of a client for an integration, except for its login window. Timings are quick by default.
 *
 * @param print - prints how to repeat the timings, if they were drawn
 */
export function clientSettings(
  integration: IntegrationFolder,
  options: Omit<ClientOptions, "browser">,
  print: (line: string) => void,
): SimulatedClientOptions {
  const { client: version, behavior = [], timings, fresh = false, showSecrets = false } = options;
  const seed = timings === "real" ? seedOf(options, print) : undefined;
  return {
    integration: integrationCommand(integration, options),
    store: fileStore(integration.storeName, { fresh }),
    timings: seed === undefined ? quickTimings : variedTimings(seed),
    behavior: parseBehavior(behavior),
    showSecrets,
    ...(version !== undefined && { version }),
  };
}

/** Returns the command that starts an integration. With `verbose`, the integration writes its whole log. */
export function integrationCommand(
  { source }: Pick<IntegrationFolder, "source">,
  { verbose }: Pick<ClientOptions, "verbose">,
): IntegrationCommand {
  return verbose ? { ...source, env: { ...source.env, GALAXY_KIT_LOG_LEVEL: "debug" } } : source;
}
