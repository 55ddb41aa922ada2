import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { ProjectRefused } from "../../project/project-refused.js";
import { isExampleGuid } from "../../project/templates.js";
import { describeBytes } from "../../terminal/text.js";
import { filesBeside } from "../subject/files-beside.js";
import type { ProjectSubject } from "../subject/project-subject.js";
import { error, type Rule, warning } from "../subject/rule.js";
import { describedProblem } from "./described-problem.js";

/** package.json says what a package needs. */
export const packageJson: Rule<ProjectSubject> = {
  name: "package-json",
  async find({ packageJson, project }) {
    if (packageJson.value === undefined) return packageJson.problems;
    const read = await project();
    if (read.ok) return packageJson.problems;
    if (!(read.reason instanceof ProjectRefused))
      return [...packageJson.problems, error(packageJson.place(), read.reason.message, "Correct it there.")];
    const problems = read.reason.problems.map((problem) =>
      describedProblem(problem, packageJson.place(...(problem.path ?? "").split("."))),
    );
    return [...packageJson.problems, ...problems];
  },
};

/** An integration has a guid, only one, and one of its own. */
export const guid: Rule<ProjectSubject> = {
  name: "guid",
  async find({ packageJson, project, description }) {
    const place = packageJson.place("galaxyKit", "guid");
    const write = `Write a new one: "guid": "${randomUUID()}".`;
    const [read, described] = [await project(), await description()];
    const inPackage = read.ok ? read.value.guid : undefined;
    const inClass = described?.ok === true ? described.value.guid : undefined;
    if (inPackage !== undefined && inClass !== undefined && inPackage !== inClass) {
      return [error(place, `galaxyKit.guid is ${inPackage}, and @GalaxyPlugin() says ${inClass}`, "Keep one of them.")];
    }
    const found = inPackage ?? inClass;
    if (found !== undefined) {
      return (await isExampleGuid(found))
        ? [
            error(
              place,
              `the guid ${found} is that of an example: GALAXY takes two integrations with one guid for the same`,
              write,
            ),
          ]
        : [];
    }
    // Whether the class has one is only known when it can be asked.
    if (!read.ok || described?.ok !== true) return [];
    return [
      error(
        place,
        "there is no galaxyKit.guid, without which an integration cannot be installed",
        `Write a new one: "galaxyKit": { "guid": "${randomUUID()}" }.`,
      ),
    ];
  },
};

/** A user in trouble finds somebody. */
export const contact: Rule<ProjectSubject> = {
  name: "contact",
  async find({ project, packageJson }) {
    const read = await project();
    if (!read.ok || read.value.url !== undefined || read.value.author.email !== undefined) return [];
    return [
      warning(
        packageJson.place("author"),
        "there is neither a homepage, nor a repository on GitHub, nor an e-mail address",
        'Write "homepage": "https://…", or an author such as "Name <name@example.org>".',
      ),
    ];
  },
};

const LARGE = 20 * 1024 * 1024;

/** Assets are there, and can be sent to a user. */
export const assets: Rule<ProjectSubject> = {
  name: "assets",
  async find({ assets, packageJson }) {
    const place = packageJson.place("galaxyKit", "assets");
    const found = await assets();
    if (found.ok) {
      return found.value
        .filter(({ size }) => size > LARGE)
        .map(({ path, size }) =>
          warning(
            { file: path },
            `has ${describeBytes(size)}, which every user downloads with each release`,
            "Make it smaller, or fetch it when it is needed.",
          ),
        );
    }
    const problems =
      found.reason instanceof ProjectRefused ? found.reason.problems : [{ message: found.reason.message }];
    return problems.map(({ message }) =>
      error(place, `galaxyKit.assets ${message}`, "List files and folders that are in the project; links are none."),
    );
  },
};

/** What the code reads from the project's folder is there on the user's computer, too. */
export const unshippedFiles: Rule<ProjectSubject> = {
  name: "unshipped-files",
  async find({ folder, sources, project }) {
    const read = await project();
    if (!read.ok) return [];
    const shipped = read.value.assets.map((asset) => posix.normalize(asset.replaceAll("\\", "/")).replace(/\/$/, ""));
    const ships = (path: string): boolean => shipped.some((asset) => path === asset || path.startsWith(`${asset}/`));
    const references = (await sources()).filter(({ isTest }) => !isTest).flatMap(filesBeside);
    return references
      .filter(({ path }) => !path.startsWith("..") && !ships(path) && existsSync(join(folder, path)))
      .map(({ path, place }) =>
        error(
          place,
          `${path} is read from beside the code, and would not ship`,
          `Add it to package.json: "galaxyKit": { "assets": [${JSON.stringify(path)}] }.`,
        ),
      );
  },
};
