import { readFileSync } from "node:fs";

/** The memory of a process, in megabytes. */
export interface Memory {
  /** Everything that is in memory for it, also what other processes use as well. */
  readonly resident: number;
  /** The same, but what several processes use counts only in part for each: what one more such process takes. */
  readonly share: number;
}

/** Returns the peak memory of a process so far, in megabytes; undefined on systems other than Linux. */
export function peakMemory(pid: number): number | undefined {
  return process.platform === "linux" ? megabytes("VmHWM", `/proc/${pid}/status`) : undefined;
}

/** Returns the memory of a process now; undefined on systems other than Linux. */
export function memoryOf(pid: number): Memory | undefined {
  if (process.platform !== "linux") return undefined;
  const file = `/proc/${pid}/smaps_rollup`;
  const [resident, share] = [megabytes("Rss", file), megabytes("Pss", file)];
  return resident === undefined || share === undefined ? undefined : { resident, share };
}

function megabytes(field: string, file: string): number | undefined {
  const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(readFileSync(file, "utf8")) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1000;
}
