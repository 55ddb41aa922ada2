import type { OptionSpecs, OptionValues } from "@galaxy-kit/cli";

export const options = {
  library: {
    type: "string",
    value: "DIR",
    description: "take the games in this folder (default: $GALAXY_KIT_LIBRARY, or the sample library)",
  },
  app: {
    type: "string",
    value: "DIR",
    description: "run the integration in this folder instead: its dist/main.js, or what its manifest.json names",
  },
  once: { type: "boolean", description: "end when everything is imported; the exit code tells whether all went well" },
  json: { type: "boolean", description: "print JSON to stdout, and everything else to stderr" },
  realistic: { type: "boolean", description: "wait as the real client does; without it things happen at once" },
  verbose: { type: "boolean", description: "show the whole log of the integration, not only warnings and errors" },
} as const satisfies OptionSpecs;

export type Options = OptionValues<typeof options>;
