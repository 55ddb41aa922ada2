import type { OptionSpecs, OptionValues } from "../command-line/command.js";

/** The options of every command that runs an integration in the simulated client. */
export const clientOptions = {
  timings: {
    type: "string",
    choices: ["real", "quick"],
    description: "wait as long as the real client, or not at all",
  },
  fresh: { type: "boolean", description: "discard the login and the cache of earlier runs" },
  browser: {
    type: "string",
    value: "PATH",
    description:
      "open login windows in this Chromium, Chrome or Edge (default: $GALAXY_KIT_BROWSER, or the first found)",
  },
  verbose: { type: "boolean", description: "show the whole log of the integration, not only warnings and errors" },
} as const satisfies OptionSpecs;

export const showOptions = {
  once: { type: "boolean", description: "exit when everything is imported; the exit code is 1 if anything failed" },
  json: { type: "boolean", description: "print JSON to stdout, and everything else to stderr" },
  ...clientOptions,
} as const satisfies OptionSpecs;

export type ClientOptions = OptionValues<typeof clientOptions>;
export type ShowOptions = OptionValues<typeof showOptions>;
