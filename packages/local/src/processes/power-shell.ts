import { type ChildProcess, spawn } from "node:child_process";
import { createInterface, type Interface } from "node:readline";
import type { WindowsProcess } from "../native/native-helper.js";
import { powerShellCommand } from "../native/power-shell-command.js";

/** For each line of its input, writes the processes as one line of JSON. */
const SCRIPT = `
try { [Console]::OutputEncoding = [Text.Encoding]::UTF8 } catch { }
while ($null -ne [Console]::In.ReadLine()) {
  $list = @(Get-CimInstance Win32_Process | ForEach-Object {
    $start = if ($_.CreationDate) { ([DateTimeOffset]$_.CreationDate).ToUnixTimeMilliseconds() } else { 0 }
    ,@($_.ProcessId, $_.ParentProcessId, $start, $_.Name, $_.ExecutablePath, $_.CommandLine)
  })
  [Console]::Out.WriteLine((ConvertTo-Json -Compress -Depth 3 $list))
}`;

type Row = readonly [number, number, number, string, string | null, string | null];

/**
 * Lists the processes of Windows without a launcher, that is during development. PowerShell takes a second to start, so one of it stays,
 * and ends with this process.
 */
export class PowerShell {
  #child: { readonly process: ChildProcess; readonly lines: AsyncIterator<string, undefined> } | undefined;
  #known = new Map<string, WindowsProcess>();

  /** @param command - what reads the script from its arguments */
  constructor(private readonly command = powerShellCommand(SCRIPT)) {}

  /** @throws if PowerShell cannot be started, or has ended */
  async processes(): Promise<readonly WindowsProcess[]> {
    const { process, lines } = (this.#child ??= this.#start());
    process.stdin?.write("\n");
    const answer = await lines.next();
    if (answer.done === true) {
      this.#child = undefined;
      throw new Error("PowerShell has ended. It lists the processes of Windows while an integration is developed.");
    }
    const list = (JSON.parse(answer.value) as Row[]).map((row) => this.#known.get(keyOf(row)) ?? toProcess(row));
    this.#known = new Map(list.map((found) => [`${found.pid} ${found.startTime}`, found]));
    return list;
  }

  #start(): { process: ChildProcess; lines: AsyncIterator<string, undefined> } {
    const [command, ...args] = this.command;
    const process = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"], windowsHide: true });
    const lines: Interface = createInterface(process.stdout);
    process.on("error", () => lines.close());
    process.stdin.on("error", () => undefined);
    process.unref();
    return { process, lines: lines[Symbol.asyncIterator]() };
  }
}

function keyOf([pid, , startTime]: Row): string {
  return `${pid} ${startTime}`;
}

function toProcess([pid, parent, startTime, name, program, commandLine]: Row): WindowsProcess {
  return { pid, parent, startTime, name, program: program ?? undefined, commandLine: commandLine ?? undefined };
}
