import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { shippedFile } from "../shipped-file.js";

/** Where a new project gets the packages of the framework. */
export interface Framework {
  /** Returns the version of a package for package.json. */
  readonly versionOf: (packageName: string) => string;
  /** Whether `npm install` installs them. Projects in the `apps` of a checkout are part of its workspace. */
  readonly isInstalled: boolean;
  /** A note for the author. */
  readonly note?: string;
}

/** Returns the packages of this version: from the registry, or from the checkout that runs this command. */
export function frameworkFor(folder: string): Framework {
  const checkout = shippedFile("../..");
  if (!existsSync(join(checkout, "pnpm-workspace.yaml"))) {
    const { version } = JSON.parse(readFileSync(shippedFile("package.json"), "utf8")) as { readonly version: string };
    return { versionOf: () => `^${version}`, isInstalled: true };
  }
  if (dirname(realPath(folder)) === join(realpathSync(checkout), "apps")) {
    return { versionOf: () => "workspace:*", isInstalled: false };
  }
  const packages = join(realpathSync(checkout), "packages").split(sep).join("/");
  return {
    versionOf: (packageName) => `file:${packages}/${packageName.replace("@galaxy-kit/", "")}`,
    isInstalled: true,
    note: `Its package.json links to Galaxy Kit in ${packages}, where this command runs, not to the registry.`,
  };
}

/** Resolves symbolic links in a path that may not exist yet. */
function realPath(path: string): string {
  const absolute = resolve(path);
  return existsSync(absolute)
    ? realpathSync(absolute)
    : join(realPath(dirname(absolute)), absolute.slice(dirname(absolute).length));
}
