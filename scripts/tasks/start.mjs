import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { runNodeInForeground } from "../process.mjs";

const INVALID_ARGUMENTS = 2;

/**
 * Shows the folder library: `galaxy-kit show apps/folder-library`, with the same options. Every run starts without a login and
 * a cache. `--library DIR` takes the games from another folder.
 */
export async function run(args) {
  const { library = process.env.GALAXY_KIT_LIBRARY || undefined, options } = takeLibrary(args);
  if (library !== undefined) {
    const folder = resolve(userFolder(), library);
    if (library === "" || !(await isFolder(folder))) {
      console.error(library === "" ? "--library requires a folder: --library DIR" : `${folder} is not a folder.`);
      return INVALID_ARGUMENTS;
    }
    process.env.GALAXY_KIT_LIBRARY = folder;
  }
  await install();
  await build();
  return runNodeInForeground(["packages/cli/dist/main.js", "show", "apps/folder-library", "--fresh", ...options]);
}

/** Removes `--library DIR` or `--library=DIR` from the arguments. The library is "" if DIR is missing. */
function takeLibrary(args) {
  const index = args.findIndex((arg) => arg === "--library" || arg.startsWith("--library="));
  if (index === -1) return { library: undefined, options: args };
  const [, inline] = /^--library=(.*)$/s.exec(args[index]) ?? [];
  const options = args.toSpliced(index, inline === undefined ? 2 : 1);
  return { library: inline ?? args[index + 1] ?? "", options };
}

function isFolder(path) {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** npm runs scripts in the root; the user may be elsewhere. */
function userFolder() {
  return (process.env.npm_lifecycle_event === "start" && process.env.INIT_CWD) || process.cwd();
}
