import { CodecError, isPlainObject, type Manifest, manifest } from "@galaxy-kit/protocol";
import { type FolderProblem, FolderRefused } from "./folder-refused.js";

/** By which an integration's folder describes itself. */
export const MANIFEST_FILE = "manifest.json";

/** Stands in for a member that is wrong, so that the next one is looked at as well. */
const fitting: Readonly<Record<string, string>> = {
  name: "Name",
  platform: "test",
  guid: "00000000-0000-0000-0000-000000000000",
  version: "1.0.0",
  description: "",
  author: "",
  script: "plugin.py",
  email: "",
  url: "",
  update_url: "",
};

/** Reads the content of a manifest.json; fails with everything that is wrong with it. */
export function checkManifest(folder: string, json: unknown, hasFile: (path: string) => boolean): Manifest {
  const problems: FolderProblem[] = [];
  const decoded = decodeAll(json, problems);
  if (decoded && !problems.some(({ path }) => path === "script"))
    problems.push(...checkScript(decoded.script, hasFile));
  if (decoded && problems.length === 0) return decoded;
  throw new FolderRefused(folder, problems);
}

function decodeAll(json: unknown, problems: FolderProblem[]): Manifest | undefined {
  const corrected: Record<string, unknown> = isPlainObject(json) ? { ...json } : {};
  for (;;) {
    try {
      return manifest.decode(isPlainObject(json) ? corrected : json);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      const path = error.where.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
      problems.push({ file: MANIFEST_FILE, path, message: `expected ${error.expected}, found ${error.found}` });
      // The whole is wrong, or what was put in: nothing more can be said.
      if (fitting[path] === undefined || corrected[path] === fitting[path]) return undefined;
      corrected[path] = fitting[path];
    }
  }
}

function checkScript(script: string, hasFile: (path: string) => boolean): FolderProblem[] {
  const where = { file: MANIFEST_FILE, path: "script" };
  const found = JSON.stringify(script);
  if (!script.endsWith(".py"))
    return [{ ...where, message: `expected a Python file such as "plugin.py", found ${found}` }];
  if (hasFile(script)) return [];
  return [{ ...where, message: `expected a file that is in the folder, found ${found}, which is not there` }];
}
