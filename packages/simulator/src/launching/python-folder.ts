import type { Manifest } from "@galaxy-kit/protocol";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { IntegrationCommand } from "../process/integration.js";
import type { Python } from "./python.js";

/** Ships with the package; as far from the sources as from what is built of them. */
const RUNNER = fileURLToPath(new URL("../../runner/run_integration.py", import.meta.url));

/**
 * How the client starts a folder with a manifest: its Python runs a runner, which imports the script and calls `main()`.
 *
 * The working directory of the real client is unknown. This one takes the system's folder for temporary files: an
 * integration that relies on being started in its own folder shows it.
 */
export function pythonSource(folder: string, manifest: Manifest, python: Python, logs: string): IntegrationCommand {
  return {
    command: python.command,
    // Unbuffered, so that what is printed is seen when it is printed.
    args: ["-u", RUNNER, folder, manifest.script],
    cwd: tmpdir(),
    logPath: join(logs, `plugin-${manifest.platform}-${manifest.guid}.log`),
    platform: manifest.platform,
  };
}
