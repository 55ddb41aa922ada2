import { readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";

/** The package that a module is part of. */
export interface Package {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

/** Finds out to what modules belong. */
export class ModulePlaces {
  readonly #packages = new Map<string, Package | undefined>();

  constructor(private readonly project: string) {}

  /** Whether the author of the project has written it. */
  isOwn(module: string): boolean {
    return this.#packageWith(module)?.folder === this.project;
  }

  /** The package that it comes from; absent for a module of the project, and for one that is no file. */
  packageOf(module: string): Package | undefined {
    const found = this.#packageWith(module);
    return found?.folder === this.project ? undefined : found;
  }

  /** The same on every machine, however the packages are laid out there. */
  nameOf(module: string): string {
    const found = this.#packageWith(module);
    if (!found) return module;
    const path = relative(found.folder, module).split(sep).join("/");
    return found.folder === this.project ? path : `node_modules/${found.name}@${found.version}/${path}`;
  }

  #packageWith(module: string): Package | undefined {
    // The bundler has modules of its own, which are no files.
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
    // One without a name only says of what kind the modules beside it are.
    return name === undefined ? undefined : { folder, name, version: version ?? "0.0.0" };
  } catch {
    return undefined;
  }
}
