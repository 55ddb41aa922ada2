import { tmpdir } from "node:os";
import { relative, resolve, sep } from "node:path";
import { isPlainObject } from "@galaxy-kit/protocol";
import type { IntegrationCommand } from "../process/integration.js";
import { type FolderFinding, FolderRefusedError } from "./folder-refused.js";
import { isFile } from "./is-file.js";
import { logCauses } from "./log-causes.js";
import { missingSourceOf } from "./missing-source.js";
import { partStates } from "./part-states.js";

const FILE = "package.json";

/** The default output path of a build. */
const DEFAULT_ENTRY = "dist/main.js";

/** The description of an integration in its package.json. */
export interface NodeProject {
  /** As users see it, or else the name of the package. */
  readonly name?: string;
  readonly guid?: string;
  /** The file that Node runs. */
  readonly entry: string;
  readonly source: IntegrationCommand;
}

/** Reads the content of a package.json. Node runs `galaxyKit.entry`, which is dist/main.js by default. */
export function nodeProject(folder: string, json: unknown): NodeProject {
  if (!isPlainObject(json)) {
    throw refused(folder, {
      code: "invalid-package-json",
      file: FILE,
      message: "does not contain an object",
      remedy: 'Use an object, such as { "name": "shop", "version": "1.0.0" }.',
    });
  }
  const settings = isPlainObject(json["galaxyKit"]) ? json["galaxyKit"] : {};
  const { entry: setting = DEFAULT_ENTRY, guid } = settings;
  const name = [settings["name"], json["name"]].find((each) => typeof each === "string" && each !== "");
  const entry = checkEntry(folder, setting);
  return {
    ...(typeof name === "string" && { name }),
    ...(typeof guid === "string" && { guid }),
    entry,
    source: {
      command: process.execPath,
      args: ["--enable-source-maps", entry],
      // Not the project's folder, because an installed integration is not started in its own folder either.
      cwd: tmpdir(),
      env: { ...logCauses, ...partStates },
      takesMessages: true,
    },
  };
}

function checkEntry(folder: string, entry: unknown): string {
  const path = typeof entry === "string" ? resolve(folder, entry) : folder;
  const inside = relative(folder, path);
  if (inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || resolve(folder, inside) !== path) {
    throw refused(folder, {
      code: "invalid-entry",
      file: FILE,
      subject: "galaxyKit.entry",
      message: `invalid value ${JSON.stringify(entry)}`,
      remedy: `Use the path of a JavaScript file in the folder, such as "${DEFAULT_ENTRY}".`,
    });
  }
  const file = inside.split(sep).join("/");
  if (isFile(path)) {
    const source = missingSourceOf(folder, path);
    if (source === undefined) return path;
    throw refused(folder, {
      code: "stale-entry",
      file,
      message: `is from an earlier build: its source ${source} no longer exists`,
      remedy: `Delete the output of earlier builds. If ${source} was renamed, set galaxyKit.entry in ${FILE} to what the new file is built to.`,
    });
  }
  throw refused(folder, {
    code: "entry-not-found",
    file,
    message: "does not exist",
    remedy: `Build the project, or set the file to run in ${FILE}: "galaxyKit": { "entry": "${DEFAULT_ENTRY}" }.`,
  });
}

function refused(folder: string, finding: FolderFinding): FolderRefusedError {
  return new FolderRefusedError(folder, [finding]);
}
