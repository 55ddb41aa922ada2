import { ProjectRefused } from "../project/project-refused.js";
import type { Project } from "../project/read-project.js";
import type { Target } from "../runtimes/runtimes.js";

/** A package that is made: for one system, or for every one that has a Node of its own. */
export type Flavour = Target | "any";

/** GALAXY picks the file whose name has the name of its system in one of these forms. */
const SYSTEM_NAME = /windows|macos|_win|_mac/i;

/**
 * The names of the files. GALAXY's updater tells systems apart, but not processors: it gets the x64 package where there is
 * one, since Windows and macOS run that on ARM, too. Other packages have names that it does not look for.
 */
export function releaseNames(project: Project, flavours: readonly Flavour[]): Map<Flavour, string> {
  const { packageName, version, folder } = project;
  if (SYSTEM_NAME.test(packageName)) {
    const message = `is ${packageName}, and GALAXY would take every file of that name for one of the system in it: choose another`;
    throw new ProjectRefused(folder, [{ file: "package.json", path: "name", message }]);
  }
  return new Map(flavours.map((flavour) => [flavour, `${packageName}-${version}${suffix(flavour, flavours)}.zip`]));
}

function suffix(flavour: Flavour, all: readonly Flavour[]): string {
  switch (flavour) {
    case "any":
      return "_windows_macos";
    case "win-x64":
      return "_windows";
    case "win-arm64":
      return all.includes("win-x64") ? "-win-arm64" : "_windows";
    case "darwin-x64":
      return "_macos";
    case "darwin-arm64":
      return all.includes("darwin-x64") ? "-darwin-arm64" : "_macos";
    case "linux-x64":
      return "-linux-x64";
  }
}

/** What GALAXY reads at the manifest's `update_url`. */
export function currentVersion(version: string, downloads: string, names: Iterable<string>): string {
  const assets = [...names]
    .filter((name) => SYSTEM_NAME.test(name))
    .map((name) => ({ browser_download_url: new URL(name, downloads).href, name }));
  return `${JSON.stringify({ tag_name: version, assets }, null, 2)}\n`;
}
