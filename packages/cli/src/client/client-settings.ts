import {
  fileStore,
  type InspectOptions,
  type IntegrationCommand,
  type IntegrationFolder,
  type SimulatedClientOptions,
} from "@galaxy-kit/simulator";
import type { ClientFlags } from "./client-flags.js";
import type { ClientOptions } from "./options.js";

/** Returns the settings of a client for an integration, except for its login window. */
export function clientSettings(
  integration: IntegrationFolder,
  options: Pick<ClientOptions, "fresh" | "verbose">,
  flags: ClientFlags,
): SimulatedClientOptions {
  return {
    ...flags,
    integration: integrationCommand(integration, options),
    store: fileStore(integration.storeName, { fresh: options.fresh ?? false }),
  };
}

/** Returns the command that starts an integration. With `verbose`, the integration writes its whole log. */
export function integrationCommand(
  { source }: Pick<IntegrationFolder, "source">,
  { verbose }: Pick<ClientOptions, "verbose">,
  inspect?: InspectOptions,
): IntegrationCommand {
  const command = inspect === undefined ? source : { ...source, inspect };
  return verbose ? { ...command, env: { ...source.env, GALAXY_KIT_LOG_LEVEL: "debug" } } : command;
}
