import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Identifies a process uniquely until the computer restarts: pids are reused, so the identity is the pid and the start time.
 *
 * @returns undefined if the process does not exist
 */
export async function identify(pid: number): Promise<string | undefined> {
  try {
    const startTime = (await startTimeOf(pid)).trim();
    return startTime === "" ? undefined : `${pid} ${startTime}`;
  } catch {
    return undefined;
  }
}

/** Whether the identified process is still running. */
export async function isAlive(identity: string): Promise<boolean> {
  return (await identify(Number.parseInt(identity, 10))) === identity;
}

/** Returns the start time in a format that depends on the system. */
async function startTimeOf(pid: number): Promise<string> {
  switch (process.platform) {
    case "linux":
      return linuxStartTime(await readFile(`/proc/${pid}/stat`, "utf8"));
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

/** See proc_pid_stat(5). The program name, in parentheses, may itself contain spaces and parentheses. */
function linuxStartTime(stat: string): string {
  const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const hasEnded = state === "Z";
  return hasEnded ? "" : (fields[18] ?? "");
}
