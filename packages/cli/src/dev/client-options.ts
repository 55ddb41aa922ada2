import {
  fileStore,
  type IntegrationCommand,
  type IntegrationFolder,
  quickTimings,
  realTimings,
  type SimulatedClientOptions,
} from "@galaxy-kit/simulator";
import type { DevOptions } from "./options.js";

/** How the client is set up for an integration, but for its login window. */
export function clientOptions(integration: IntegrationFolder, options: DevOptions): SimulatedClientOptions {
  const { fresh, timings, once, "show-secrets": showSecrets } = options;
  return {
    integration: sourceOf(integration, options),
    store: fileStore(integration.storeName, { fresh }),
    timings: (timings ?? (once ? "quick" : "real")) === "quick" ? quickTimings : realTimings,
    showSecrets,
  };
}

/** How the integration is started, with all of its log where that is wanted. */
export function sourceOf({ source }: IntegrationFolder, { verbose }: DevOptions): IntegrationCommand {
  return verbose ? { ...source, env: { ...source.env, GALAXY_KIT_LOG_LEVEL: "debug" } } : source;
}
