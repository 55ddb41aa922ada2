import type { Logger } from "@galaxy-kit/sdk";
import { ExitCode } from "./command-line.js";
import type { RunningPlugin } from "./running-plugin.js";

/**
 * Set by the launcher of a packed integration, whose end is then the end of this standard input. Elsewhere standard input
 * tells nothing: it may be at its end from the beginning.
 */
const VARIABLE = "GALAXY_KIT_LAUNCHER";

/** The launcher ends this process a little later. */
const PATIENCE_MS = 500;

/** Shuts down when the launcher of this process has ended, or wants to; there need not be one. */
export function endWithLauncher(running: RunningPlugin, log: Logger): void {
  if (process.env[VARIABLE] === undefined) return;
  // It is not the launcher of what this process starts.
  Reflect.deleteProperty(process.env, VARIABLE);
  const end = (): void => {
    process.stdin.off("end", end).off("error", end);
    log.info("The launcher ends: the integration is closing");
    setTimeout(() => process.exit(ExitCode.Failed), PATIENCE_MS);
    void running.close();
  };
  process.stdin.on("end", end).on("error", end).resume();
}
