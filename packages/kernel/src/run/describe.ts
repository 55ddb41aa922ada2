import { writeSync } from "node:fs";
import { partsFor } from "../parts/load-parts.js";
import { describeRoute } from "../routing/describe-route.js";
import { featuresOf } from "../routing/features.js";
import type { PluginDefinition } from "../scanning/definition.js";
import { decoratedMethods } from "../scanning/scan.js";
import { tasksOf } from "./run-task.js";

/** As its only argument, asks an integration to describe itself instead of running. */
const DESCRIBE = "--describe";

/** GALAXY always passes two arguments. */
export function isAskedToDescribe(argv: readonly string[]): boolean {
  return argv.length === 1 && argv[0] === DESCRIBE;
}

/** Prints everything a tool needs to know about an integration before starting it, as one line of JSON. */
export function describe(definition: PluginDefinition): void {
  const { plugin, options, identity, classes, methods } = definition;
  const { platform, guid, name, variant } = identity;
  const variants = options.variants && Object.keys(options.variants);
  const tasks = tasksOf(definition);
  const features = featuresOf(methods);
  const routes = methods
    .map(describeRoute)
    .filter((route) => route !== undefined)
    // Chat is not announced if a part of it is missing.
    .map((route) => (features.includes(route.feature ?? "") ? route : { ...route, feature: undefined }));
  // Also the parts that only other systems need: one bundle is packed for all of them.
  const parts = partsFor(classes.flatMap(decoratedMethods));
  const described = {
    plugin: plugin.name,
    platform,
    guid,
    name,
    variant,
    variants,
    features,
    classes: classes.map((target) => target.name),
    parts,
    routes,
    ...(tasks.length > 0 && { tasks }),
  };
  writeSync(1, `${JSON.stringify(described)}\n`);
}
