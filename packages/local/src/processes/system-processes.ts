import { LinuxProcesses } from "./linux-processes.js";
import { MacProcesses } from "./mac-processes.js";
import type { ProcessInfo } from "./process-info.js";

/** The implementation for this system. */
export function systemProcesses(): { list(): Promise<readonly ProcessInfo[]> } {
  return process.platform === "linux" ? new LinuxProcesses() : new MacProcesses();
}
