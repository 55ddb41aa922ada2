import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Manifest } from "@galaxy-kit/protocol";
import type { IntegrationCommand } from "../process/integration.js";
import { logCauses } from "./log-causes.js";
import type { Python } from "./python.js";

/** Ships with the package; as far from the sources as from what is built of them. */
const RUNNER = fileURLToPath(new URL("../../runner/run_integration.py", import.meta.url));

/** Neither the variables nor the packages of this user's own Python: GALAXY brings an interpreter that knows neither. */
const ISOLATED = ["-E", "-s"];

/** What is printed is seen when it is printed. */
const UNBUFFERED = ["-u"];

/**
 * Python takes compiled code for current when the source's size is the same, and its time in whole seconds: an edit that is
 * quickly followed by another one would not be seen.
 */
const WITHOUT_COMPILED_CODE = ["-B"];

/**
 * How the client starts a folder with a manifest: its Python runs a runner, which imports the script and calls `main()`.
 *
 * The working directory of the real client is unknown. This one takes the system's folder for temporary files: an
 * integration that relies on being started in its own folder shows it.
 */
export function pythonSource(folder: string, manifest: Manifest, python: Python, logs: string): IntegrationCommand {
  return {
    command: python.command,
    args: [...ISOLATED, ...UNBUFFERED, ...WITHOUT_COMPILED_CODE, RUNNER, folder, manifest.script],
    cwd: tmpdir(),
    env: logCauses,
    logPath: join(logs, `plugin-${manifest.platform}-${manifest.guid}.log`),
    platform: manifest.platform,
  };
}
