import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Tells a process from every other, for as long as the computer runs: its pid, which is used again and again, and when it
 * was started. Undefined when there is no such process.
 */
export async function identify(pid: number): Promise<string | undefined> {
  try {
    const born = (await birthOf(pid)).trim();
    return born === "" ? undefined : `${pid} ${born}`;
  } catch {
    return undefined;
  }
}

/** Whether the process that was identified still runs. */
export async function isAlive(identity: string): Promise<boolean> {
  return (await identify(Number.parseInt(identity, 10))) === identity;
}

/** In whatever form the system tells it. */
async function birthOf(pid: number): Promise<string> {
  switch (process.platform) {
    case "linux":
      return linuxBirth(await readFile(`/proc/${pid}/stat`, "utf8"));
    case "win32":
      return (
        await run("powershell.exe", ["-NoProfile", "-Command", `(Get-Process -Id ${pid}).StartTime.Ticks`], {
          windowsHide: true,
        })
      ).stdout;
    default:
      return (await run("ps", ["-o", "lstart=", "-p", String(pid)], { env: { ...process.env, LC_ALL: "C" } })).stdout;
  }
}

/** See proc_pid_stat(5). The name of the program, in parentheses, may hold blanks and parentheses itself. */
function linuxBirth(stat: string): string {
  const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const hasEnded = state === "Z";
  return hasEnded ? "" : (fields[18] ?? "");
}
