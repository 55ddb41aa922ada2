import { arch, cpus, loadavg, platform, release, totalmem } from "node:os";

/** Where and how a run took place. Only figures of the same run are comparable. */
export interface Conditions {
  readonly date: string;
  readonly system: string;
  readonly processors: string;
  readonly memory: string;
  readonly node: string;
  readonly rounds: number;
  /** The load average of the last minute before the run. Ideally zero: anything above means that other programs were busy. */
  readonly load: number;
}

export function conditions(rounds: number): Conditions {
  const [first] = cpus();
  return {
    date: new Date().toISOString(),
    system: `${platform()} ${release()} ${arch()}`,
    processors: `${cpus().length} × ${first?.model.trim() ?? "unknown"}`,
    memory: `${Math.round(totalmem() / 1e9)} GB`,
    node: process.versions.node,
    rounds,
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}
