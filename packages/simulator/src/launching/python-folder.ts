import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Manifest } from "@galaxy-kit/protocol";
import type { IntegrationCommand } from "../process/integration.js";
import { shippedFile } from "../shipped-file.js";
import { logCauses } from "./log-causes.js";
import type { Python } from "./python.js";

const RUNNER = shippedFile("runner/run_integration.py");

/** Ignores the environment variables and all packages of this user's Python: the interpreter of GALAXY has only its library. */
const ISOLATED = ["-E", "-s", "-S"];

/** Output appears when it is printed. */
const UNBUFFERED = ["-u"];

/**
 * Python considers compiled code current if the source has the same size and the same time in whole seconds. It would miss an
 * edit that quickly follows another.
 */
const WITHOUT_COMPILED_CODE = ["-B"];

/**
 * Returns how the client starts a folder with a manifest: Python runs a runner, which imports the script and calls `main()`.
 *
 * The working directory of the real client is unknown. This client uses the system's temporary folder, which exposes an
 * integration that relies on being started in its own folder.
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
