import type { OptionSpecs, OptionValues } from "../command-line/command.js";

export const devOptions = {
  "no-open": { type: "boolean", description: "do not open the page in a browser" },
  port: { type: "string", value: "N", description: "serve the page on this port (default: a free one)" },
  timings: {
    type: "string",
    choices: ["real", "quick"],
    description: "wait as the real client does, or not (default: real, and quick with --once)",
  },
  fresh: { type: "boolean", description: "forget the login and the cache of earlier runs" },
  browser: {
    type: "string",
    value: "PATH",
    description:
      "show login windows in this Chromium, Chrome or Edge (default: $GALAXY_KIT_BROWSER, or the first one found)",
  },
  once: {
    type: "boolean",
    description: "no page: end when everything is imported; the exit code tells whether all went well",
  },
  json: { type: "boolean", description: "with --once: print JSON to stdout, and everything else to stderr" },
  "show-secrets": { type: "boolean", description: "mask no credentials, cookies and cache in the messages" },
  verbose: { type: "boolean", description: "show the whole log of the integration, not only warnings and errors" },
} as const satisfies OptionSpecs;

export type DevOptions = OptionValues<typeof devOptions>;
