import { readFileSync } from "node:fs";
import { Session } from "../session/session.js";

/** The environment variable that names the file for the report of the probe. */
export const REPORT_VARIABLE = "BENCH_LOADED_MODULES";

/** The modules that a program loaded before its first response. */
export interface LoadedModules {
  readonly files: number;
  /** Built-in modules that were required, under any name. */
  readonly builtIns: number;
}

/** Starts a program once and counts the modules that it loads. */
export async function loadedModules(script: string, report: string): Promise<LoadedModules> {
  const probe = new URL("module-probe.js", import.meta.url).href;
  const env = { [REPORT_VARIABLE]: report };
  // After the handshake it would load more, and end before or after it has.
  const session = await Session.startToRespond({ command: process.execPath, args: ["--import", probe, script], env });
  await session.end();
  return JSON.parse(readFileSync(report, "utf8")) as LoadedModules;
}
