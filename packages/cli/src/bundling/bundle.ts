import { dirname, relative, resolve, sep } from "node:path";
import type { OutputChunk, RolldownLog } from "rolldown";
import { CommandError } from "../command-line/command-error.js";
import { BUNDLE_FILE } from "../project/packed-file.js";
import { type BundleProblem, BundleRefused } from "./bundle-refused.js";
import { entryAwait } from "./entry-await.js";
import { importMeta } from "./import-meta.js";
import { ModulePlaces, type Package } from "./module-place.js";
import { ownSourceMaps } from "./own-source-maps.js";
import { type Findings, unbundleable } from "./unbundleable.js";

/** An integration in one file. */
export interface Bundle {
  readonly code: string;
  readonly map?: string;
  /** What is in it beside the project's own modules, by name. */
  readonly packages: readonly Package[];
  /** What may go wrong at run time. */
  readonly warnings: readonly string[];
}

/**
 * Bundles what a project's compiler has written. Names and lines stay readable, so that a trace in a user's log can be
 * understood.
 */
export async function bundle(
  project: string,
  entry: string,
  options: { readonly sourceMap: boolean },
): Promise<Bundle> {
  const { rolldown } = await import("rolldown");
  const places = new ModulePlaces(project);
  // A module may be met more than once.
  const errors = new Map<string, BundleProblem>();
  const warnings = new Set<string>();
  const findings: Findings = {
    error: (problem) => void errors.set(problem.found, problem),
    warning: (message) => void warnings.add(message),
  };
  try {
    const build = await rolldown({
      cwd: project,
      input: entry,
      platform: "node",
      // It has been compiled.
      tsconfig: false,
      // Leaves out what packages have for their development, and its time at each start.
      transform: { define: { "process.env.NODE_ENV": JSON.stringify("production") } },
      checks: { circularDependency: true },
      plugins: [
        ...(options.sourceMap ? [ownSourceMaps(places)] : []),
        unbundleable(places, findings),
        importMeta(places),
        entryAwait(entry),
      ],
      onLog: (_level, log) => {
        report(log, places, findings);
      },
    });
    const { output } = await build.generate({
      format: "cjs",
      entryFileNames: BUNDLE_FILE,
      codeSplitting: false,
      // Modules run in the order of their imports: metadata is written before it is read.
      strictExecutionOrder: true,
      // What prints the name of a class prints the one that the author wrote.
      keepNames: true,
      comments: false,
      sourcemap: options.sourceMap,
      sourcemapPathTransform: (source, map) => places.nameOf(resolve(project, dirname(map), source)),
    });
    await build.close();
    if (errors.size > 0) throw new BundleRefused([...errors.values()]);
    return describe(output[0], project, places, [...warnings]);
  } catch (error) {
    throw explain(error, [...errors.values()]);
  }
}

function describe(chunk: OutputChunk, project: string, places: ModulePlaces, warnings: readonly string[]): Bundle {
  const packages = new Map(
    chunk.moduleIds.flatMap((module) => {
      const found = places.packageOf(module);
      return found ? [[`${found.name}@${found.version}`, found]] : [];
    }),
  );
  const byName = [...packages].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, found]) => found);
  const headings = new Map(
    chunk.moduleIds.map((module) => [
      `// ${relative(project, module).split(sep).join("/")}`,
      `// ${places.nameOf(module)}`,
    ]),
  );
  const code = chunk.code
    .split("\n")
    .map((line) => headings.get(line) ?? line)
    .join("\n");
  return { code, packages: byName, warnings, ...(chunk.map && { map: chunk.map.toString() }) };
}

/** What rolldown has to say is an error where the bundle would fail, and a warning where it might. */
function report({ code, message, ids }: RolldownLog, places: ModulePlaces, { error, warning }: Findings): void {
  switch (code) {
    case "UNRESOLVED_IMPORT":
      error({ found: firstLine(message), remedy: "Name it among the dependencies in package.json, and install it." });
      return;
    case "CIRCULAR_DEPENDENCY":
      // Packages are tried out by many; a circle among an author's own modules is easily made by mistake.
      if (ids?.every((module) => places.isOwn(module))) {
        warning(
          `these import each other: ${ids.map((module) => places.nameOf(module)).join(" → ")}; a class may be undefined where another file uses it at its start`,
        );
      }
      return;
    case "MISSING_EXPORT":
    case "IMPORT_IS_UNDEFINED":
      warning(firstLine(message));
  }
}

const firstLine = (message: string): string => message.replace(/^\[\w+\] /, "").split("\n", 1)[0] ?? "";

function explain(error: unknown, found: readonly BundleProblem[]): unknown {
  const { errors } = error as { readonly errors?: readonly (Error & { readonly code?: string })[] };
  // Anything else is a mistake of ours.
  if (error instanceof CommandError || errors === undefined) return error;
  const problems = errors.map(({ message, code }) =>
    code === "INVALID_TLA_FORMAT"
      ? {
          found: `Only the entry may wait (await) outside of functions:\n${message}`,
          remedy: "Put it into a function.",
        }
      : { found: message },
  );
  return new BundleRefused([...found, ...problems]);
}
