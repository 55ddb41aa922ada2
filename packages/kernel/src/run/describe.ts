import { writeSync } from "node:fs";
import { featuresOf } from "../routing/features.js";
import type { PluginDefinition } from "../scanning/definition.js";

/** The only argument of an integration that is to say what it is, and not to run. */
const DESCRIBE = "--describe";

/** GALAXY always passes two arguments. */
export function isAskedToDescribe(argv: readonly string[]): boolean {
  return argv.length === 1 && argv[0] === DESCRIBE;
}

/** Writes what a tool has to know of an integration before it is started, as one line of JSON. */
export function describe({ plugin, options, methods }: PluginDefinition): void {
  const { platform, guid } = options;
  writeSync(1, `${JSON.stringify({ plugin: plugin.name, platform, guid, features: featuresOf(methods) })}\n`);
}
