import { readFileSync } from "node:fs";
import { Session } from "../session/session.js";

/** Names the file that the probe writes. */
export const REPORT_VARIABLE = "BENCH_LOADED_MODULES";

/** What a program has loaded, from its start over the handshake to its end. */
export interface LoadedModules {
  readonly files: number;
  /** Modules of Node that were required, by whatever name. */
  readonly builtIns: number;
}

/** Starts a program once and counts what it loads. */
export async function loadedModules(script: string, report: string): Promise<LoadedModules> {
  const probe = new URL("module-probe.js", import.meta.url).href;
  const env = { [REPORT_VARIABLE]: report };
  const session = await Session.start({ command: process.execPath, args: ["--import", probe, script], env });
  await session.end();
  return JSON.parse(readFileSync(report, "utf8")) as LoadedModules;
}
