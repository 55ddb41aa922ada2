import { readFileSync } from "node:fs";

/** The most memory that a process has had so far, in megabytes; undefined where the system does not tell. */
export function peakMemory(pid: number): number | undefined {
  if (process.platform !== "linux") return undefined;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1000;
}
