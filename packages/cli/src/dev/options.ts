import type { OptionSpecs, OptionValues } from "../command-line/command.js";
import { clientOptions, showOptions } from "../show/options.js";

export const devOptions = {
  "no-open": { type: "boolean", description: "do not open the page in a browser" },
  port: { type: "string", value: "N", description: "serve the page on this port (default: a free port)" },
  ...clientOptions,
  once: { type: "boolean", description: "same as galaxy-kit show --once: no page, exit when everything is imported" },
  json: { ...showOptions.json, description: `with --once: ${showOptions.json.description}` },
  "show-secrets": { type: "boolean", description: "show credentials, cookies and the cache unmasked in the journal" },
} as const satisfies OptionSpecs;

export type DevOptions = OptionValues<typeof devOptions>;
