import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Where a new project has the framework's packages from. */
export interface Framework {
  /** What stands beside the name of one in package.json. */
  readonly versionOf: (packageName: string) => string;
  /** Whether `npm install` brings it; the commands of a checkout do so themselves for what is in its `apps`. */
  readonly isInstalled: boolean;
  /** What the author has to know about it. */
  readonly note?: string;
}

const cli = fileURLToPath(new URL("../../", import.meta.url));

/** The packages of this version: from the registry, or from the checkout that the command runs from. */
export function frameworkFor(folder: string): Framework {
  const checkout = join(cli, "..", "..");
  if (!existsSync(join(checkout, "pnpm-workspace.yaml"))) {
    const { version } = JSON.parse(readFileSync(join(cli, "package.json"), "utf8")) as { readonly version: string };
    return { versionOf: () => `^${version}`, isInstalled: true };
  }
  if (dirname(realPath(folder)) === join(realpathSync(checkout), "apps")) {
    return { versionOf: () => "workspace:*", isInstalled: false };
  }
  const packages = join(realpathSync(checkout), "packages").split(sep).join("/");
  return {
    versionOf: (packageName) => `file:${packages}/${packageName.replace("@galaxy-kit/", "")}`,
    isInstalled: true,
    note: `Its package.json takes Galaxy Kit from ${packages}, where this command is, and not from the registry.`,
  };
}

/** Of a path that may not be there yet. */
function realPath(path: string): string {
  const absolute = resolve(path);
  return existsSync(absolute)
    ? realpathSync(absolute)
    : join(realPath(dirname(absolute)), absolute.slice(dirname(absolute).length));
}
