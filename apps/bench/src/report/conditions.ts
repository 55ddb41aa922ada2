import { arch, cpus, loadavg, platform, release, totalmem } from "node:os";

/** Where and how a run took place: times can be compared within one run only. */
export interface Conditions {
  readonly date: string;
  readonly system: string;
  readonly processors: string;
  readonly memory: string;
  readonly node: string;
  readonly rounds: number;
  /** Mean number of processes that wanted a processor in the minute before; above zero others were at work. */
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
