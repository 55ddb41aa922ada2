import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { browserLoginWindow, FolderRefused, openFolder } from "@galaxy-kit/simulator";
import { SAMPLE_LIBRARY } from "./folder-library.plugin.js";
import { HELP, type Options, parseOptions, UsageError } from "./start/options.js";
import { folderLibrary, Show, type Shown } from "./start/show.js";

const WRONG_USAGE = 2;

process.exitCode = await start(process.argv.slice(2));

async function start(argv: readonly string[]): Promise<number> {
  try {
    const options = parseOptions(argv);
    if (options.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const show = new Show(await integrationOf(options), options);
    return await (options.once ? show.once() : show.watch());
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return WRONG_USAGE;
  }
}

async function integrationOf(options: Options): Promise<Shown> {
  if (options.app === undefined) return folderLibrary(await libraryOf(options), options.verbose);
  try {
    const { name, source } = await openFolder(resolve(userFolder(), options.app));
    return { what: name, source, loginWindow: browserLoginWindow() };
  } catch (error) {
    throw error instanceof FolderRefused ? new UsageError(error.message) : error;
  }
}

async function libraryOf(options: Options): Promise<string> {
  const dir = resolve(userFolder(), options.library ?? (process.env["GALAXY_KIT_LIBRARY"] || SAMPLE_LIBRARY));
  const isFolder = await stat(dir).then((found) => found.isDirectory(), () => false);
  if (!isFolder) throw new UsageError(`There is no library folder ${dir}`);
  return dir;
}

/** `npm start` changes to the root of the repository first, and tells where the user is. */
function userFolder(): string {
  return (process.env["npm_lifecycle_event"] === "start" && process.env["INIT_CWD"]) || process.cwd();
}
