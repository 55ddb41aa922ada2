import { readFileSync } from "node:fs";

/** Returns the peak memory of a process so far, in megabytes; undefined on systems other than Linux. */
export function peakMemory(pid: number): number | undefined {
  if (process.platform !== "linux") return undefined;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1000;
}
