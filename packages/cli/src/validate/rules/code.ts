import { stripVTControlCharacters } from "node:util";
import type { Diagnostic } from "@galaxy-kit/protocol";
import { FolderRefusedError } from "@galaxy-kit/simulator";
import { BundleRefusedError } from "../../bundling/bundle-refused-error.js";
import { type CliDiagnostic, error, warning } from "../../diagnostics/diagnostic.js";
import { missingModules } from "../../project/missing-modules.js";
import { MissingPackagesError } from "../../project/missing-packages.js";
import { describeBytes } from "../../terminal/text.js";
import type { ProjectSubject } from "../subject/project-subject.js";
import type { Rule } from "./rule.js";

/** An error as the compiler prints it: `src/main.ts:3:7 - error TS2322: Type …`. */
const COMPILE_ERROR = /^(.+?):(\d+):(\d+) - error (TS\d+): (.*)$/;
const LARGE_BUNDLE_BYTES = 5 * 1024 * 1024;

/** The project compiles. */
export const compiles: Rule<ProjectSubject> = async (project) => {
  // Finding the compiler takes a readable package.json.
  if (project.packageJson.value === undefined) return [];
  const built = await project.build();
  if (!built.ok && built.reason instanceof MissingPackagesError)
    return [
      error("packages-not-installed", {
        ...project.packageJson.place("dependencies"),
        message: built.reason.found,
        remedy: "Run npm install; checks that need a build are skipped until then.",
      }),
    ];
  if (!built.ok)
    return [
      error("compiler-not-found", {
        ...project.packageJson.place(),
        message: built.reason.message,
        remedy: "Install it; checks that need a build are skipped until then.",
      }),
    ];
  if (built.value === undefined || built.value.ok) return [];
  if (built.value.explanation) {
    const { code, ...explanation } = built.value.explanation;
    return [error(code, { file: "tsconfig.json", ...explanation })];
  }
  const lines = stripVTControlCharacters(built.value.output).split("\n");
  const found = lines.flatMap((line): CliDiagnostic[] => {
    const [, file, row, column, code, message] = COMPILE_ERROR.exec(line) ?? [];
    if (file === undefined || code === undefined || message === undefined) return [];
    const place = { file: project.relative(file), line: Number(row), column: Number(column) };
    const { files, install } = missingModules(project.folder, line);
    const solution =
      files[0] !== undefined
        ? `Import "${files[0].meant}"`
        : install === undefined
          ? `Fix the error (${code})`
          : `Run ${install}`;
    const remedy = `${solution}; checks that need a build are skipped until then.`;
    return [error("compile-error", { ...place, message, remedy })];
  });
  if (found.length > 0) return found;
  const remedy = "Fix the error; checks that need a build are skipped until then.";
  return [error("compile-error", { file: "tsconfig.json", message: lines.join(" ").trim(), remedy })];
};

/** The file that Node starts exists. */
export const entry: Rule<ProjectSubject> = async ({ build, opened, packageJson }) => {
  const built = await build();
  if (packageJson.value === undefined || !built.ok || built.value?.ok === false) return [];
  const found = await opened();
  if (found.ok) return [];
  if (!(found.reason instanceof FolderRefusedError)) throw found.reason;
  const place = packageJson.place("galaxyKit", "entry");
  return found.reason.diagnostics.map((each): Diagnostic =>
    each.code === "entry-not-found"
      ? {
          ...each,
          ...place,
          subject: "galaxyKit.entry",
          message: `${each.file ?? "the entry"} does not exist after the build`,
          remedy: 'Set the JavaScript file to start: "galaxyKit": { "entry": "dist/main.js" }.',
        }
      : each.code === "stale-entry"
        ? { ...each, ...place, subject: "galaxyKit.entry", message: `${each.file ?? "the entry"} ${each.message}` }
        : { ...each, ...place },
  );
};

/** Only one class is a plugin. */
export const singlePlugin: Rule<ProjectSubject> = async ({ classes }) => {
  const plugins = (await classes()).filter(({ decorators, isTest }) => !isTest && decorators.includes("GalaxyPlugin"));
  const [first, ...others] = plugins;
  if (!first) return [];
  return others.map(({ name, file, line, column }) =>
    error("multiple-plugins", {
      file,
      line,
      column,
      subject: name,
      message: `has @GalaxyPlugin(), and so does ${first.name} (${first.file}:${first.line})`,
      remedy: "Keep one of them; each integration needs its own project.",
    }),
  );
};

/** The integration fits in one file: every import is installed, and none is a native addon. */
export const bundles: Rule<ProjectSubject> = async (project) => {
  const bundled = await project.bundle();
  if (!bundled) return [];
  const entry = await project.entryPlace();
  if (bundled.ok) return bundled.value.warnings.map((each) => ({ ...each, ...entry }));
  if (!(bundled.reason instanceof BundleRefusedError)) {
    const { message } = bundled.reason;
    return [error("bundle-error", { ...entry, message, remedy: "Fix the module that the message names." })];
  }
  return bundled.reason.diagnostics.map((each) => ({
    ...each,
    // A package is at fault: package.json may name it.
    ...(each.subject === undefined ? entry : project.packageJson.place("dependencies", each.subject)),
  }));
};

/** Everything that GALAXY loads at every start is small. */
export const bundleSize: Rule<ProjectSubject> = async (project) => {
  const bundled = await project.bundle();
  const size = bundled?.ok === true ? Buffer.byteLength(bundled.value.code) : 0;
  if (size <= LARGE_BUNDLE_BYTES) return [];
  return [
    warning("large-bundle", {
      ...project.packageJson.place("dependencies"),
      message: `the bundle is ${describeBytes(size)}, and Node reads all of it at every start`,
      remedy: "Look for smaller packages, or move data to a file in galaxyKit.assets.",
    }),
  ];
};
