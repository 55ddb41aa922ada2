import { execFile } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { UsageError } from "@galaxy-kit/cli";
import type { Program } from "../session/program.js";
import type { Python } from "./find-pythons.js";

const run = promisify(execFile);

/** A folder with the integration for the Python API, and with that API beside it where it is given. */
export function makePythonFolder(folder: string, api: string | undefined): string {
  cpSync(fileURLToPath(new URL("../../python", import.meta.url)), folder, { recursive: true });
  if (api !== undefined) {
    const source = join(api, "galaxy");
    if (!existsSync(join(source, "api", "plugin.py"))) {
      throw new UsageError(`--python-api: there is no galaxy/api/plugin.py in '${api}'.`);
    }
    cpSync(source, join(folder, "galaxy"), { recursive: true, filter: (path) => !path.endsWith("__pycache__") });
  }
  return folder;
}

/** As GALAXY starts a folder: it imports plugin.py and calls `main()`. */
export function startedByPython(python: Python, folder: string, env: Readonly<Record<string, string>> = {}): Program {
  return { command: python.path, args: ["-c", "from plugin import main; main()"], env: { ...env, PYTHONPATH: folder } };
}

/** Whether an interpreter has the Python API, beside the integration or installed. */
export async function hasPythonApi(python: Python, folder: string): Promise<boolean> {
  const env = { ...process.env, PYTHONPATH: folder };
  return await run(python.path, ["-c", "import galaxy.api.plugin"], { env, windowsHide: true }).then(
    () => true,
    () => false,
  );
}
