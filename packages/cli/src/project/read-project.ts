import { readFile, realpath } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseJsonText } from "@galaxy-kit/simulator";
import validatePackageName from "validate-npm-package-name";
import { CommandError } from "../command-line/command-error.js";
import { type Author, parseAuthor } from "./package-fields.js";
import { gitHubPage } from "./package-fields.js";
import { type ProjectProblem, ProjectRefused } from "./project-refused.js";
import { Settings } from "./settings.js";

/** What the package.json of an integration says about it: the one source of all this. */
export interface Project {
  /** Absolute, without symbolic links. */
  readonly folder: string;
  /** Of the package, without its scope. */
  readonly packageName: string;
  /** Shown to the user. */
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly author: Author;
  readonly url?: string;
  /** The class may have it instead. */
  readonly guid?: string;
  readonly updates?: Updates;
  /** Files and folders that ship beside the bundle, relative to the project. */
  readonly assets: readonly string[];
}

/** How GALAXY finds a newer release. */
export interface Updates {
  /** Where GALAXY reads current_version.json. */
  readonly url: string;
  /** The folder from which GALAXY fetches the files of this release. */
  readonly downloads: string;
}

const VERSION = /^\d+(\.\d+)*([-+.][\w.+-]+)?$/;
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const isAddress = (text: string): boolean => URL.canParse(text) && /^https?:/.test(text);
/** Names of files are made of it. */
const isPackageName = (text: string): boolean => validatePackageName(text).validForOldPackages;
/** Something in the folder, and not all of it. */
const isInside = (path: string): boolean =>
  !/^[./\\]*$/.test(path) && !/^([/\\]|[a-z]:)/i.test(path) && !path.split(/[/\\]/).includes("..");

/** Fails with everything that is wrong with it. */
export async function readProject(path: string): Promise<Project> {
  const { folder, json } = await readPackage(path);
  const problems: ProjectProblem[] = [];
  const settings = new Settings(json, problems);

  const packageName = settings
    .text("name", 'a name for the package, such as "galaxy-itch"', isPackageName)
    .replace(/^@[^/]*\//, "");
  const name = settings.optionalText("galaxyKit.name", 'a name for the user to read, such as "itch.io"') ?? packageName;
  const version = settings.text("version", 'a version such as "1.2.0"', (text) => VERSION.test(text));
  const description = settings.optionalText("description", "a sentence") ?? "";
  const author = parseAuthor(settings.value("author"));
  if (!author)
    settings.refuse(
      "author",
      'whom the user sees as the author, such as "Name <name@example.org>"',
      settings.value("author"),
    );
  const url =
    settings.optionalText("homepage", "the address of a web page", isAddress) ??
    gitHubPage(settings.value("repository"));
  const guid = settings.optionalText(
    "galaxyKit.guid",
    'a GUID such as "1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11"',
    (text) => GUID.test(text),
  );
  const assets = settings.texts(
    "galaxyKit.assets",
    'a list of files and folders in the project, such as ["icons"]',
    isInside,
  );
  const updates = readUpdates(settings, version);

  if (problems.length > 0 || !author) throw new ProjectRefused(folder, problems);
  return {
    ...{ folder, packageName, name, version, description, author, assets },
    ...(url !== undefined && { url }),
    ...(guid !== undefined && { guid }),
    ...(updates && { updates }),
  };
}

function readUpdates(settings: Settings, version: string): Updates | undefined {
  const url = settings.optionalText("galaxyKit.updateUrl", "the address of your current_version.json", isAddress);
  if (url === undefined) return undefined;
  const setting = settings.optionalText(
    "galaxyKit.downloads",
    "the address of the folder that your releases are in",
    isAddress,
  );
  const page = gitHubPage(settings.value("repository"));
  const downloads = setting ?? (page === undefined ? undefined : `${page}/releases/download/{version}/`);
  if (downloads === undefined) {
    const expected =
      'the address of the folder that your releases are in, such as "https://example.org/{version}/", or a "repository" on GitHub';
    settings.refuse("galaxyKit.downloads", expected, undefined);
    return undefined;
  }
  return { url, downloads: downloads.replaceAll("{version}", version).replace(/\/?$/, "/") };
}

async function readPackage(path: string): Promise<{ readonly folder: string; readonly json: unknown }> {
  let folder: string;
  try {
    folder = await realpath(path);
  } catch {
    throw new CommandError(`There is no folder ${path}.`);
  }
  try {
    return { folder, json: await parseJsonText(await readFile(join(folder, "package.json"), "utf8")) };
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new ProjectRefused(folder, [{ file: "package.json", message: error.message }]);
    throw new CommandError(`${basename(folder)} has no package.json: pack works on the project of an integration.`);
  }
}
