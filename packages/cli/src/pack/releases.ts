import { packageField, ProjectRefusedError } from "../project/project-refused-error.js";
import type { Project } from "../project/read-project.js";
import type { Target } from "../runtimes/runtimes.js";

/** The systems that a package is for: one, or all on which Node is installed. */
export type PackageTarget = Target | "any";

/** GALAXY picks the file whose name contains its system in one of these forms. */
const SYSTEM_NAME = /windows|macos|_win|_mac/i;

/**
 * Names the files. GALAXY's updater distinguishes systems, but not processors. It gets the x64 package if there is one,
 * since Windows and macOS run that on ARM too; other packages get names that it does not look for.
 */
export function releaseNames(
  { packageName, version, folder }: Project,
  targets: readonly PackageTarget[],
  variant?: string,
): Map<PackageTarget, string> {
  if (SYSTEM_NAME.test(packageName)) {
    const message = `${packageName} contains the name of a system, by which GALAXY would pick the wrong file`;
    const remedy = "Choose a name without windows, macos, _win and _mac.";
    throw new ProjectRefusedError(folder, [packageField("system-in-package-name", "name", message, remedy)]);
  }
  const name = variant === undefined ? packageName : `${packageName}-${variant}`;
  return new Map(targets.map((target) => [target, `${name}-${version}${suffix(target, targets)}.zip`]));
}

function suffix(target: PackageTarget, all: readonly PackageTarget[]): string {
  switch (target) {
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

/** Returns the name of that file; each variant has its own. */
export function currentVersionName(variant: string | undefined): string {
  return variant === undefined ? "current_version.json" : `current_version-${variant}.json`;
}

/** Whether GALAXY's updater installs a package on any system. */
export function isForUpdater(name: string): boolean {
  return SYSTEM_NAME.test(name);
}

/** Returns the file that GALAXY reads at the manifest's `update_url`. */
export function currentVersion(version: string, downloads: string, names: Iterable<string>): string {
  const assets = [...names]
    .filter(isForUpdater)
    .map((name) => ({ browser_download_url: new URL(name, downloads).href, name }));
  return `${JSON.stringify({ tag_name: version, assets }, null, 2)}\n`;
}
