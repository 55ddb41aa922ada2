import { readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";

/** The package that a module belongs to. */
export interface Package {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

/** Finds the package of each module. */
export class ModulePlaces {
  readonly #packages = new Map<string, Package | undefined>();

  constructor(private readonly project: string) {}

  /** Whether a module is part of the project itself. */
  isOwn(module: string): boolean {
    return this.#packageWith(module)?.folder === this.project;
  }

  /** Returns the package of a module, or undefined for one of the project or one that is not a file. */
  packageOf(module: string): Package | undefined {
    const found = this.#packageWith(module);
    return found?.folder === this.project ? undefined : found;
  }

  /** Returns a name that is the same on every machine, however packages are installed there. */
  nameOf(module: string): string {
    const found = this.#packageWith(module);
    if (!found) return module;
    const path = relative(found.folder, module).split(sep).join("/");
    return found.folder === this.project ? path : `node_modules/${found.name}@${found.version}/${path}`;
  }

  #packageWith(module: string): Package | undefined {
    // The bundler adds modules that are not files.
    return isAbsolute(module) ? this.#packageIn(dirname(module)) : undefined;
  }

  #packageIn(folder: string): Package | undefined {
    if (!this.#packages.has(folder)) this.#packages.set(folder, this.#search(folder));
    return this.#packages.get(folder);
  }

  #search(folder: string): Package | undefined {
    const found = readPackage(folder);
    if (found ?? dirname(folder) === folder) return found;
    return this.#packageIn(dirname(folder));
  }
}

function readPackage(folder: string): Package | undefined {
  try {
    const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Partial<Package>;
    // A package.json without a name only sets the type of the modules in its folder.
    return name === undefined ? undefined : { folder, name, version: version ?? "0.0.0" };
  } catch {
    return undefined;
  }
}
