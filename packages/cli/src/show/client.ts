import {
  fileStore,
  type IntegrationCommand,
  type IntegrationFolder,
  quickTimings,
  realTimings,
  type SimulatedClientOptions,
} from "@galaxy-kit/simulator";
import type { ClientOptions } from "./options.js";

/** Returns the settings of a client for an integration, except for its login window. Timings are quick by default. */
export function clientSettings(
  integration: IntegrationFolder,
  options: Pick<ClientOptions, "fresh" | "timings" | "verbose">,
): SimulatedClientOptions {
  return {
    integration: integrationCommand(integration, options),
    store: fileStore(integration.storeName, { fresh: options.fresh ?? false }),
    timings: options.timings === "real" ? realTimings : quickTimings,
  };
}

/** Returns the command that starts an integration. With `verbose`, the integration writes its whole log. */
export function integrationCommand(
  { source }: IntegrationFolder,
  { verbose }: Pick<ClientOptions, "verbose">,
): IntegrationCommand {
  return verbose ? { ...source, env: { ...source.env, GALAXY_KIT_LOG_LEVEL: "debug" } } : source;
}
