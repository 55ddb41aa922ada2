import { dirname, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { RefusedError } from "@galaxy-kit/protocol";
import type { OutputChunk, RolldownLog } from "rolldown";
import { type CliDiagnostic, error, warning } from "../diagnostics/diagnostic.js";
import { BUNDLE_FILE } from "../project/packed-file.js";
import { BundleRefusedError } from "./bundle-refused-error.js";
import { compact, shortVariables } from "./compact.js";
import { entryAwait } from "./entry-await.js";
import { importMeta } from "./import-meta.js";
import { kernelWinston } from "./kernel-winston.js";
import { ModulePlaces, type Package } from "./module-place.js";
import { ownSourceMaps } from "./own-source-maps.js";
import { tsyringeModules } from "./tsyringe-modules.js";
import { unbundleable } from "./unbundleable.js";
import { unusedParts } from "./unused-parts.js";

/** An integration in one file. */
export interface Bundle {
  readonly code: string;
  /** A source map of the author's modules, without their content. */
  readonly map: string;
  /** The packages it contains, sorted by name. */
  readonly packages: readonly Package[];
  /** Problems that may occur at run time. */
  readonly warnings: readonly CliDiagnostic[];
}

/**
 * Bundles the output of a project's compiler. Keeps names and lines, so that the stack traces in a user's log are
 * readable.
 *
 * @param parts - the parts of the kernel that it uses, according to its description; absent if that names none
 */
export async function bundle(project: string, entry: string, parts?: readonly string[]): Promise<Bundle> {
  const { rolldown } = await import("rolldown");
  const places = new ModulePlaces(project);
  // Keyed by message, since the bundler may visit a module more than once.
  const found = new Map<string, CliDiagnostic>();
  const report = (diagnostic: CliDiagnostic): void => void found.set(diagnostic.message, diagnostic);
  try {
    const build = await rolldown({
      cwd: project,
      input: entry,
      platform: "node",
      // The project is already compiled.
      tsconfig: false,
      // Drops the development code of packages, and the time it takes at every start.
      transform: { define: { "process.env.NODE_ENV": JSON.stringify("production") } },
      checks: { circularDependency: true },
      plugins: [
        ownSourceMaps(places),
        tsyringeModules(),
        unusedParts(places, parts),
        kernelWinston(places),
        unbundleable(places, report),
        importMeta(places),
        entryAwait(entry),
        shortVariables(places),
        compact(),
      ],
      onLog: (_level, log) => {
        const diagnostic = diagnose(log, places);
        if (diagnostic) report(diagnostic);
      },
    });
    const { output } = await build.generate({
      format: "cjs",
      entryFileNames: BUNDLE_FILE,
      codeSplitting: false,
      // Modules run in the order of their imports, so that metadata is written before it is read.
      strictExecutionOrder: true,
      // Code that prints the name of a class prints the name the author wrote.
      keepNames: true,
      comments: false,
      // It would print the code again, with all white space.
      minify: false,
      // Without a comment that leads Node to it.
      sourcemap: "hidden",
      sourcemapExcludeSources: true,
      sourcemapPathTransform: (source, map) => places.nameOf(resolve(project, dirname(map), source)),
    });
    await build.close();
    const diagnostics = [...found.values()];
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length > 0) throw new BundleRefusedError(errors);
    return describe(output[0], places, diagnostics);
  } catch (failure) {
    throw explain(
      failure,
      places,
      [...found.values()].filter(({ severity }) => severity === "error"),
    );
  }
}

function describe(chunk: OutputChunk, places: ModulePlaces, warnings: readonly CliDiagnostic[]): Bundle {
  const packages = new Map(
    chunk.moduleIds.flatMap((module) => {
      const found = places.packageOf(module);
      return found ? [[`${found.name}@${found.version}`, found]] : [];
    }),
  );
  const byName = [...packages].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, found]) => found);
  return { code: chunk.code, packages: byName, warnings, map: String(chunk.map) };
}

/** Returns an error for a log entry after which the bundle would fail, and a warning if it might. */
function diagnose({ code, message, ids }: RolldownLog, places: ModulePlaces): CliDiagnostic | undefined {
  switch (code) {
    case "UNRESOLVED_IMPORT":
      return error("unresolved-import", {
        message: textOf(message),
        remedy: "Add it to the dependencies in package.json and install it.",
      });
    case "CIRCULAR_DEPENDENCY":
      // Packages are tested by many people; a cycle among an author's own modules is easily a mistake.
      if (ids?.every((module) => places.isOwn(module)) !== true) return undefined;
      return warning("circular-import", {
        message: `modules import each other: ${ids.map((module) => places.nameOf(module)).join(" → ")}`,
        remedy: "Break the cycle: a class may be undefined when another of these files uses it while loading.",
      });
    case "MISSING_EXPORT":
    case "IMPORT_IS_UNDEFINED":
      return warning("undefined-import", {
        message: textOf(message),
        remedy: "Check the name of the import; it is undefined at run time.",
      });
    default:
      return undefined;
  }
}

/** Returns the first line of a message of the bundler, without its code and colors: the others show the line of the module. */
function textOf(message: string): string {
  const [text = ""] = stripVTControlCharacters(message).split("\n", 1);
  return text.replace(/^\[\w+\] |\.$/g, "");
}

function explain(failure: unknown, places: ModulePlaces, found: readonly CliDiagnostic[]): unknown {
  const { errors } = failure as { readonly errors?: readonly RolldownLog[] };
  // Without a list of errors, it is a bug in this tool.
  if (failure instanceof RefusedError || errors === undefined) return failure;
  const diagnostics = errors.map(({ message, code, loc }) => {
    const place = loc?.file === undefined ? "" : ` (${places.nameOf(loc.file)}:${loc.line})`;
    return code === "INVALID_TLA_FORMAT"
      ? error("top-level-await", {
          message: `only the entry may use await outside functions${place}`,
          remedy: "Move the await into a function.",
        })
      : error("bundle-error", { message: textOf(message) + place, remedy: "Fix the module that the message names." });
  });
  return new BundleRefusedError([...found, ...diagnostics]);
}
