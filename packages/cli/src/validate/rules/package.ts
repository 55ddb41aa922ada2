import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { error, warning } from "../../diagnostics/diagnostic.js";
import { ProjectRefusedError } from "../../project/project-refused-error.js";
import { describeBytes } from "../../terminal/text.js";
import { filesBeside } from "../subject/files-beside.js";
import type { ProjectSubject } from "../subject/project-subject.js";
import { ownGuid } from "./own-guid.js";
import type { Rule } from "./rule.js";

const LARGE_FILE_BYTES = 20 * 1024 * 1024;

/** package.json is valid and has every field that a package needs. */
export const packageJson: Rule<ProjectSubject> = async ({ packageJson, project }) => {
  if (packageJson.value === undefined) return packageJson.diagnostics;
  const read = await project();
  if (read.ok) return packageJson.diagnostics;
  if (!(read.reason instanceof ProjectRefusedError)) {
    const { message } = read.reason;
    return [error("unreadable-file", { ...packageJson.place(), message, remedy: "Make the file readable." })];
  }
  return [...packageJson.diagnostics, ...read.reason.diagnostics.map((each) => packageJson.locate(each))];
};

/** The integration has exactly one guid, and it is its own. */
export const guid: Rule<ProjectSubject> = async ({ packageJson, project, description }) => {
  const place = packageJson.place("galaxyKit", "guid");
  const [read, described] = [await project(), await description()];
  const inPackage = read.ok ? read.value.guid : undefined;
  const inClass = described?.ok === true ? described.value.guid : undefined;
  if (inPackage !== undefined && inClass !== undefined && inPackage !== inClass) {
    const message = `is ${inPackage}, but @GalaxyPlugin() sets ${inClass}`;
    return [error("guid-mismatch", { ...place, subject: "galaxyKit.guid", message, remedy: "Keep one of them." })];
  }
  const found = inPackage ?? inClass;
  if (found !== undefined) return await ownGuid(found, place);
  // Unless the class can be asked, it may have a guid.
  if (!read.ok || described?.ok !== true) return [];
  return [
    error("missing-guid", {
      ...place,
      subject: "galaxyKit.guid",
      message: "missing; an integration without a guid cannot be installed",
      remedy: `Use a new one: "galaxyKit": { "guid": "${randomUUID()}" }.`,
    }),
  ];
};

/** Users have a way to report problems. */
export const contact: Rule<ProjectSubject> = async ({ project, packageJson }) => {
  const read = await project();
  if (!read.ok || read.value.url !== undefined || read.value.author.email !== undefined) return [];
  return [
    warning("missing-contact", {
      ...packageJson.place("author"),
      message: "users have no way to report problems: no homepage, GitHub repository or email address",
      remedy: 'Add "homepage": "https://…", or an author such as "Name <name@example.org>".',
    }),
  ];
};

/** Assets exist and can be shipped to a user. */
export const assets: Rule<ProjectSubject> = async ({ assets, packageJson }) => {
  const found = await assets();
  if (found.ok)
    return found.value
      .filter(({ size }) => size > LARGE_FILE_BYTES)
      .map(({ path, size }) =>
        warning("large-file", {
          file: path,
          message: `${describeBytes(size)}, which every user downloads with every release`,
          remedy: "Make it smaller, or download it when it is needed.",
        }),
      );
  if (!(found.reason instanceof ProjectRefusedError)) {
    const { message } = found.reason;
    const place = packageJson.place("galaxyKit", "assets");
    return [error("invalid-asset", { ...place, message, remedy: "Make the files readable." })];
  }
  return found.reason.diagnostics.map((each) => packageJson.locate(each));
};

/** Files that the code reads from the project's folder are also on the user's computer. */
export const unshippedFiles: Rule<ProjectSubject> = async ({ folder, sources, project }) => {
  const read = await project();
  if (!read.ok) return [];
  const shipped = read.value.assets.map((asset) => posix.normalize(asset.replaceAll("\\", "/")).replace(/\/$/, ""));
  const ships = (path: string): boolean => shipped.some((asset) => path === asset || path.startsWith(`${asset}/`));
  const references = (await sources()).filter(({ isTest }) => !isTest).flatMap(filesBeside);
  return references
    .filter(({ path }) => !path.startsWith("..") && !ships(path) && existsSync(join(folder, path)))
    .map(({ path, place }) =>
      error("unshipped-file", {
        ...place,
        message: `the code reads ${path}, which is not shipped`,
        remedy: `Add it to package.json: "galaxyKit": { "assets": [${JSON.stringify(path)}] }.`,
      }),
    );
};
