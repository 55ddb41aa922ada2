import { execFile } from "node:child_process";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Program } from "../session/program.js";
import { UsageError } from "../usage-error.js";
import type { Python } from "./find-pythons.js";

const run = promisify(execFile);

/** Creates a folder with the Python integration, and a copy of the Python API if its folder is given. */
export function makePythonFolder(folder: string, api: string | undefined): string {
  cpSync(fileURLToPath(new URL("../../python", import.meta.url)), folder, { recursive: true });
  if (api !== undefined) {
    const source = join(api, "galaxy");
    if (!existsSync(join(source, "api", "plugin.py"))) {
      throw new UsageError(`--python-api: '${api}' does not contain galaxy/api/plugin.py.`);
    }
    const copy = join(folder, "galaxy");
    cpSync(source, copy, { recursive: true, filter: (path) => !path.endsWith("__pycache__") });
    repair(join(copy, "api", "jsonrpc.py"));
  }
  return folder;
}

/** Up to 0.71, the Python API passes an argument that Python 3.9 refuses and older versions ignore: no message could be read. */
function repair(file: string): void {
  const source = readFileSync(file, "utf8");
  writeFileSync(file, source.replace(/(json\.loads\(\w+), encoding=(["']).*?\2\)/, "$1)"));
}

/** Starts a folder as GALAXY does: imports plugin.py and calls `main()`. */
export function startedByPython(python: Python, folder: string, env: Readonly<Record<string, string>> = {}): Program {
  return { command: python.path, args: ["-c", "from plugin import main; main()"], env: { ...env, PYTHONPATH: folder } };
}

/** Whether an interpreter finds the Python API, in the folder or among its packages. */
export async function hasPythonApi(python: Python, folder: string): Promise<boolean> {
  const env = { ...process.env, PYTHONPATH: folder };
  return await run(python.path, ["-c", "import galaxy.api.plugin"], { env, windowsHide: true }).then(
    () => true,
    () => false,
  );
}
