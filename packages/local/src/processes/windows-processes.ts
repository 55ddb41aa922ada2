import { realpath } from "node:fs/promises";
import { isAbsolute } from "node:path";
import type { NativeHelper, WindowsProcess } from "../native/native-helper.js";
import type { ProcessInfo } from "./process-info.js";
import { scriptOf } from "./script-of.js";
import { splitCommandLine } from "./windows-arguments.js";

/** Lists processes through a helper: that of the launcher, or PowerShell. */
export class WindowsProcesses {
  readonly #known = new WeakMap<WindowsProcess, ProcessInfo>();

  constructor(private readonly helper: Pick<NativeHelper, "processes">) {}

  async list(): Promise<readonly ProcessInfo[]> {
    const processes = await this.helper.processes();
    return await Promise.all(
      processes.map(async (process) => this.#known.get(process) ?? (await this.#examine(process))),
    );
  }

  async #examine(found: WindowsProcess): Promise<ProcessInfo> {
    const { pid, parent, startTime, name, program, commandLine } = found;
    const exe = program === undefined ? undefined : await withLongNames(program);
    const args = commandLine === undefined ? undefined : splitCommandLine(commandLine);
    const script = exe === undefined || !args ? undefined : scriptOf(exe, args);
    const info: ProcessInfo = {
      pid,
      id: `${pid} ${startTime}`,
      ppid: parent,
      startTime,
      name,
      ...(exe !== undefined && { exe }),
      ...(args && { args }),
      ...(script !== undefined && isAbsolute(script) && { script }),
    };
    this.#known.set(found, info);
    return info;
  }
}

/** Windows returns the path with which a program was started, which may contain names such as `PROGRA~1`. */
async function withLongNames(path: string): Promise<string> {
  return path.includes("~") ? await realpath(path).catch(() => path) : path;
}
