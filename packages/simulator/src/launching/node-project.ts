import { statSync } from "node:fs";
import { tmpdir } from "node:os";
import { relative, resolve, sep } from "node:path";
import { isPlainObject } from "@galaxy-kit/protocol";
import type { IntegrationCommand } from "../process/integration.js";
import { FolderRefused } from "./folder-refused.js";
import { logCauses } from "./log-causes.js";

const FILE = "package.json";

/** Where a build puts it, unless `galaxyKit.entry` says otherwise. */
const USUAL_ENTRY = "dist/main.js";

/** What a package.json says about the integration in its folder. */
export interface NodeProject {
  readonly name?: string;
  readonly guid?: string;
  /** The file that node starts. */
  readonly entry: string;
  readonly source: IntegrationCommand;
}

/** Reads the content of a package.json: node starts `galaxyKit.entry`, or dist/main.js where there is none. */
export function nodeProject(folder: string, json: unknown): NodeProject {
  if (!isPlainObject(json)) throw new FolderRefused(folder, [{ file: FILE, message: "expected an object" }]);
  const settings = isPlainObject(json["galaxyKit"]) ? json["galaxyKit"] : {};
  const { entry: setting = USUAL_ENTRY, guid } = settings;
  const entry = checkEntry(folder, setting);
  return {
    ...(typeof json["name"] === "string" && { name: json["name"] }),
    ...(typeof guid === "string" && { guid }),
    entry,
    source: {
      command: process.execPath,
      args: ["--enable-source-maps", entry],
      // Not the project's folder, as an installed integration is not started in its own either.
      cwd: tmpdir(),
      env: logCauses,
    },
  };
}

function checkEntry(folder: string, entry: unknown): string {
  const path = typeof entry === "string" ? resolve(folder, entry) : folder;
  const inside = relative(folder, path);
  if (inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || resolve(folder, inside) !== path) {
    const expected = `expected the path of a JavaScript file in the folder, such as "${USUAL_ENTRY}"`;
    const message = `${expected}, found ${JSON.stringify(entry)}`;
    throw new FolderRefused(folder, [{ file: FILE, path: "galaxyKit.entry", message }]);
  }
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  const message = `is not there: build the project, or name the file to start as "galaxyKit": { "entry": … } in ${FILE}`;
  throw new FolderRefused(folder, [{ file: inside, message }]);
}
