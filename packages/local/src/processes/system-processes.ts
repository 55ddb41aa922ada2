import type { NativeHelper } from "../native/native-helper.js";
import { LinuxProcesses } from "./linux-processes.js";
import { MacProcesses } from "./mac-processes.js";
import { PowerShell } from "./power-shell.js";
import type { ProcessInfo } from "./process-info.js";
import { WindowsProcesses } from "./windows-processes.js";

/** The implementation for a system. */
export function systemProcesses(
  helper: NativeHelper | undefined,
  system = process.platform,
): { list(): Promise<readonly ProcessInfo[]> } {
  switch (system) {
    case "win32":
      return new WindowsProcesses(helper ?? new PowerShell());
    case "linux":
      return new LinuxProcesses();
    default:
      return new MacProcesses();
  }
}
