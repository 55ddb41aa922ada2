import { stripVTControlCharacters } from "node:util";
import { FolderRefusedError } from "@galaxy-kit/simulator";
import { type BundleProblem, BundleRefused } from "../../bundling/bundle-refused.js";
import { describeBytes } from "../../terminal/text.js";
import type { ProjectSubject } from "../subject/project-subject.js";
import { error, type Finding, type Place, type Rule, warning } from "../subject/rule.js";
import { describedProblem } from "./described-problem.js";

/** How the compiler tells an error: `src/main.ts:3:7 - error TS2322: Type …`. */
const ERROR = /^(.+?):(\d+):(\d+) - error (TS\d+): (.*)$/;

/** The project's own compiler finds nothing. */
export const compiles: Rule<ProjectSubject> = {
  name: "compiles",
  async find(project) {
    // The compiler is looked up from there.
    if (project.packageJson.value === undefined) return [];
    const built = await project.build();
    if (!built.ok)
      return [error(project.packageJson.place(), built.reason.message, "Without it nothing more can be found out.")];
    if (built.value === undefined || built.value.ok) return [];
    const lines = stripVTControlCharacters(built.value.output).split("\n");
    const found = lines.flatMap((line): Finding[] => {
      const [, file, row, column, code, message] = ERROR.exec(line) ?? [];
      if (file === undefined || code === undefined || message === undefined) return [];
      const place = { file: project.relative(file), line: Number(row), column: Number(column) };
      return [error(place, message, `Correct it (${code}); what needs a build is not looked at before.`)];
    });
    return found.length > 0
      ? found
      : [
          error(
            { file: "tsconfig.json" },
            lines.join(" ").trim(),
            "Correct it; what needs a build is not looked at before.",
          ),
        ];
  },
};

/** The file that is started is there. */
export const entry: Rule<ProjectSubject> = {
  name: "entry",
  async find({ build, opened, packageJson }) {
    const built = await build();
    if (packageJson.value === undefined || !built.ok || built.value?.ok === false) return [];
    const found = await opened();
    if (found.ok) return [];
    const place = packageJson.place("galaxyKit", "entry");
    if (!(found.reason instanceof FolderRefusedError)) return [error(place, found.reason.message, "Correct it there.")];
    return found.reason.diagnostics.map(({ code, file = "", subject, message }) =>
      code === "entry-not-found"
        ? error(
            place,
            `the entry ${file} is not there after the build`,
            'Name the JavaScript file to start: "galaxyKit": { "entry": "dist/main.js" }.',
          )
        : describedProblem({ ...(subject !== undefined && { path: subject }), message }, place),
    );
  },
};

/** One class is the integration. */
export const onePlugin: Rule<ProjectSubject> = {
  name: "one-plugin",
  async find({ classes }) {
    const plugins = (await classes()).filter(
      ({ decorators, isTest }) => !isTest && decorators.includes("GalaxyPlugin"),
    );
    const [first, ...others] = plugins;
    if (!first) return [];
    return others.map(({ name, ...place }) =>
      error(
        place,
        `${name} carries @GalaxyPlugin(), and so does ${first.name} (${first.file}:${first.line ?? 1})`,
        "Keep one of them; each integration is a project of its own.",
      ),
    );
  },
};

/** The integration can be one file: everything is installed, nothing is a native addon. */
export const bundles: Rule<ProjectSubject> = {
  name: "bundles",
  async find(project) {
    const bundled = await project.bundle();
    if (!bundled) return [];
    const entry = await project.entryPlace();
    if (bundled.ok)
      return bundled.value.warnings.map((message) =>
        warning(entry, message, "Look whether it does what you mean, in the packed integration too."),
      );
    if (!(bundled.reason instanceof BundleRefused)) return [error(entry, bundled.reason.message, "Correct it there.")];
    return bundled.reason.problems.map((problem) => {
      const { found, remedy = "Correct the module that is named." } = problem;
      return error(placeOf(problem, project) ?? entry, found, remedy);
    });
  },
};

/** Where package.json names the package, if it does. */
function placeOf({ package: name }: BundleProblem, { packageJson }: ProjectSubject): Place | undefined {
  return name === undefined ? undefined : packageJson.place("dependencies", name);
}

const LARGE = 5 * 1024 * 1024;

/** What starts with GALAXY is small. */
export const bundleSize: Rule<ProjectSubject> = {
  name: "bundle-size",
  async find(project) {
    const bundled = await project.bundle();
    const size = bundled?.ok === true ? Buffer.byteLength(bundled.value.code) : 0;
    if (size <= LARGE) return [];
    return [
      warning(
        project.packageJson.place("dependencies"),
        `the bundle has ${describeBytes(size)}, all of which is read at each start`,
        "Look for a smaller package, or move data into a file among galaxyKit.assets.",
      ),
    ];
  },
};
