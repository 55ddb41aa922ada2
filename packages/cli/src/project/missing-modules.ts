import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { installCommand } from "./missing-packages.js";

/** What to do about modules that the compiler did not find. */
interface MissingModules {
  /** The command that installs their packages, if they are of packages. */
  readonly install: string | undefined;
  /** Imports of files of the project that are written like those of packages. */
  readonly files: readonly FileImport[];
}

interface FileImport {
  /** The file with the import, as the compiler prints it. */
  readonly file: string;
  /** What it imports, such as `services/games.js`. */
  readonly written: string;
  /** What it has to import instead, such as `./services/games.js`. */
  readonly meant: string;
}

const NOT_FOUND =
  /^(.+?):\d+:\d+ - error TS(?:2307|2882): Cannot find module (?:or type declarations for side-effect import of )?'([^']+)'/gm;

/** The package of a module: `@galaxy-kit/http`, or `ws` of `ws/lib/sender`. */
const PACKAGE = /^(?:@[\w.-]+\/)?[\w-][\w.-]*/;

const codeExtension = /\.[cm]?js$/;
const sourceExtensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs"];

/** @param compilerOutput - without colors */
export function missingModules(folder: string, compilerOutput: string): MissingModules {
  const found = [...compilerOutput.matchAll(NOT_FOUND)].map(([, file = "", written = ""]) => ({
    file,
    written,
    meant: meantFile(folder, file, written),
  }));
  const isFile = (each: (typeof found)[number]): each is FileImport => each.meant !== undefined;
  const others = found.filter((each) => !isFile(each)).flatMap(({ written }) => PACKAGE.exec(written) ?? []);
  return { install: installCommand(folder, [...new Set(others)]), files: found.filter(isFile) };
}

/**
 * Returns how to import a file of the project that was imported like a package, from its folder or from the source folder;
 * undefined if there is no such file.
 */
function meantFile(folder: string, importer: string, written: string): string | undefined {
  // A single word is the name of a package, also next to a file with that name.
  if (!/^\w.*[/.]/.test(written)) return undefined;
  const from = dirname(resolve(importer));
  const base = written.replace(codeExtension, "");
  const hasFile = (start: string) => sourceExtensions.some((extension) => existsSync(join(start, base + extension)));
  const start = [from, resolve(folder, "src"), resolve(folder)].find(hasFile);
  if (start === undefined) return undefined;
  const module = codeExtension.test(written) ? written : `${written}.js`;
  const path = relative(from, join(start, module)).replaceAll(sep, "/");
  return path.startsWith("../") ? path : `./${path}`;
}
