import { readFile, realpath } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseJsonText } from "@galaxy-kit/simulator";
import validatePackageName from "validate-npm-package-name";
import { CommandError } from "../command-line/command-error.js";
import { type CliDiagnostic, error } from "../diagnostics/diagnostic.js";
import { type Author, gitHubPage, parseAuthor } from "./package-fields.js";
import { ProjectRefusedError } from "./project-refused-error.js";
import { Settings } from "./settings.js";

/** An integration as its package.json describes it. */
export interface Project {
  /** Absolute, without symbolic links. */
  readonly folder: string;
  /** The name of the package, without its scope. */
  readonly packageName: string;
  /** Shown to the user. */
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly author: Author;
  readonly url?: string;
  /** May be set on the class instead. */
  readonly guid?: string;
  readonly updates?: Updates;
  /** Files and folders that ship next to the bundle, relative to the project. */
  readonly assets: readonly string[];
}

/** How GALAXY finds a newer release. */
export interface Updates {
  /** The URL of current_version.json, which GALAXY reads. */
  readonly url: string;
  /** The URL of the folder that holds the files of this release. */
  readonly downloads: string;
}

const VERSION = /^\d+(\.\d+)*([-+.][\w.+-]+)?$/;
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const isAddress = (text: string): boolean => URL.canParse(text) && /^https?:/.test(text);
/** File names are made from it. */
const isPackageName = (text: string): boolean => validatePackageName(text).validForOldPackages;
/** Something in the folder, but not the folder itself. */
const isInside = (path: string): boolean =>
  !/^[./\\]*$/.test(path) && !/^([/\\]|[a-z]:)/i.test(path) && !path.split(/[/\\]/).includes("..");

/** @throws `ProjectRefusedError` with every reason if the package.json is invalid */
export async function readProject(path: string): Promise<Project> {
  const { folder, json } = await readPackage(path);
  const diagnostics: CliDiagnostic[] = [];
  const settings = new Settings(json, diagnostics);

  const packageName = settings
    .text("name", 'a name for the package, such as "galaxy-itch"', isPackageName)
    .replace(/^@[^/]*\//, "");
  const name = settings.optionalText("galaxyKit.name", 'a name to show to users, such as "itch.io"') ?? packageName;
  const version = settings.text("version", 'a version such as "1.2.0"', (text) => VERSION.test(text));
  const description = settings.optionalText("description", "a sentence") ?? "";
  const author = parseAuthor(settings.value("author"));
  if (!author)
    settings.refuse(
      "author",
      'the author to show to users, such as "Name <name@example.org>"',
      settings.value("author"),
    );
  const url =
    settings.optionalText("homepage", "the URL of a web page", isAddress) ?? gitHubPage(settings.value("repository"));
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

  if (diagnostics.length > 0 || !author) throw new ProjectRefusedError(folder, diagnostics);
  return {
    folder,
    packageName,
    name,
    version,
    description,
    author,
    assets,
    ...(url !== undefined && { url }),
    ...(guid !== undefined && { guid }),
    ...(updates && { updates }),
  };
}

function readUpdates(settings: Settings, version: string): Updates | undefined {
  const url = settings.optionalText("galaxyKit.updateUrl", "the URL of your current_version.json", isAddress);
  if (url === undefined) return undefined;
  const setting = settings.optionalText("galaxyKit.downloads", "the URL of the folder with your releases", isAddress);
  const page = gitHubPage(settings.value("repository"));
  const downloads = setting ?? (page === undefined ? undefined : `${page}/releases/download/{version}/`);
  if (downloads === undefined) {
    const expected =
      'the URL of the folder with your releases, such as "https://example.org/{version}/", or set "repository" to a GitHub repository';
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
    throw new CommandError(`No such folder: ${path}`);
  }
  try {
    return { folder, json: await parseJsonText(await readFile(join(folder, "package.json"), "utf8")) };
  } catch (failure) {
    if (failure instanceof SyntaxError) {
      const { message } = failure;
      throw new ProjectRefusedError(folder, [
        error("invalid-json", { file: "package.json", message, remedy: "Fix the syntax." }),
      ]);
    }
    throw new CommandError(`${basename(folder)} has no package.json. Specify the folder of a project.`);
  }
}
