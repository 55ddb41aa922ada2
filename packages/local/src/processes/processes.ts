import { recordRecipe } from "@galaxy-kit/sdk/extend";
import { NATIVE_HELPER, type NativeHelper } from "../native/native-helper.js";
import type { ProcessInfo } from "./process-info.js";
import { systemProcesses } from "./system-processes.js";

/**
 * The processes of this computer. Inject it:
 *
 * ```ts
 * constructor(private readonly processes: Processes) {}
 * ```
 *
 * In a test, provide your own to see processes that do not exist.
 */
export abstract class Processes {
  /**
   * Resolves to the running processes, without those that have ended and only wait for their parent. A process that did not change
   * since the last call is the same object.
   *
   * @throws if the system does not reveal them
   */
  abstract list(): Promise<readonly ProcessInfo[]>;
}

recordRecipe(Processes, {
  inject: [NATIVE_HELPER],
  make: (helper: NativeHelper | undefined) => systemProcesses(helper),
});
