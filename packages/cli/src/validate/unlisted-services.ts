import type { Diagnostic } from "@galaxy-kit/protocol";
import { warning } from "../diagnostics/diagnostic.js";
import type { Description } from "../project/describe-integration.js";
import type { SourceClass } from "./subject/sources.js";

/**
 * Finds the classes with decorated methods that are never called, because no `services` list names them. The running integration
 * cannot: a class that nothing imports is not even loaded.
 *
 * @param classes - the classes of the sources, without tests
 * @param describe - resolves to undefined if the integration cannot be started; called only if there is something to compare
 */
export async function unlistedServices(
  classes: readonly SourceClass[],
  describe: () => Promise<Description | undefined>,
): Promise<readonly Diagnostic[]> {
  const candidates = classes.filter(
    (one) =>
      !one.isAbstract &&
      !one.decorators.includes("GalaxyPlugin") &&
      decoratedMethodOf(one, classes) !== undefined &&
      !classes.some(({ base }) => base === one.name),
  );
  if (candidates.length === 0) return [];
  const described = await describe();
  const listed = described?.classes;
  if (!described || !listed) return [];
  return candidates
    .filter(({ name }) => !listed.includes(name))
    .map(({ name, file, line, column, ...one }) => {
      const method = decoratedMethodOf({ name, ...one }, classes) ?? "";
      return warning("unlisted-service", {
        ...{ file, line, column, subject: name },
        message: `no services list includes it, so its decorated methods, such as ${method}(), are never called`,
        remedy: `Add ${name} to the services of @GalaxyPlugin() on ${described.plugin}, or delete it.`,
      });
    });
}

/** Returns the first decorated method of a class or of its base classes. */
function decoratedMethodOf(
  { decoratedMethods, base }: Pick<SourceClass, "name" | "decoratedMethods" | "base">,
  classes: readonly SourceClass[],
): string | undefined {
  const [first] = decoratedMethods;
  if (first !== undefined || base === undefined) return first;
  const parent = classes.find(({ name }) => name === base);
  return (
    parent &&
    decoratedMethodOf(
      parent,
      classes.filter((one) => one !== parent),
    )
  );
}
