import type { Logger } from "@galaxy-kit/sdk";
import { ExitCode } from "./command-line.js";
import type { RunningPlugin } from "./running-plugin.js";

/**
 * Set by the launcher of a packed integration. Standard input then ends when the launcher does. Without a launcher, standard
 * input means nothing: it may have ended before the integration started.
 */
const VARIABLE = "GALAXY_KIT_LAUNCHER";

/** Time for an orderly shutdown: the launcher kills this process a little later. */
const GRACE_MS = 500;

/** Shuts down when the launcher of this process ends or is about to. Does nothing if there is no launcher. */
export function endWithLauncher(running: RunningPlugin, log: Logger, timeScale: number): void {
  if (process.env[VARIABLE] === undefined) return;
  // A process that this one starts has no launcher.
  Reflect.deleteProperty(process.env, VARIABLE);
  const end = (): void => {
    process.stdin.off("end", end).off("error", end);
    log.info("The launcher has ended: the integration is closing");
    setTimeout(() => process.exit(ExitCode.Failed), GRACE_MS * timeScale);
    void running.close();
  };
  process.stdin.on("end", end).on("error", end).resume();
}
