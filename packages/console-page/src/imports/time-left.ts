import type { ImportRow } from "@galaxy-kit/console";

/** All imports that are under way, as one. */
export interface Overall {
  readonly done: number;
  readonly failed: number;
  readonly total: number;
  readonly perSecond: number;
  /** Milliseconds. Undefined if it cannot be estimated. */
  readonly left: number | undefined;
}

/** Estimates how long an import will take from now on, in milliseconds. Undefined if nothing is known. */
export function timeLeft({ state, done, failed, total, perSecond }: ImportRow): number | undefined {
  if (state !== "running" || total === 0 || perSecond === 0) return undefined;
  return (Math.max(0, total - done - failed) / perSecond) * 1_000;
}

/** Returns the progress of the running imports, and of those that ended while one of them was running. Undefined if none is running. */
export function overallProgress(imports: readonly ImportRow[]): Overall | undefined {
  const running = imports.filter(({ state }) => state === "running");
  if (running.length === 0) return undefined;
  const begun = Math.min(...running.map(({ startedAt }) => startedAt));
  const counted = imports.filter(({ state, endedAt = Infinity }) => state !== "failed" && endedAt >= begun);
  const sumOf = (field: "done" | "failed" | "total"): number => counted.reduce((sum, { [field]: n }) => sum + n, 0);
  const estimates = running.map(timeLeft).filter((left) => left !== undefined);
  return {
    done: sumOf("done"),
    failed: sumOf("failed"),
    total: sumOf("total"),
    perSecond: running.reduce((sum, { perSecond }) => sum + perSecond, 0),
    left: estimates.length === 0 ? undefined : Math.max(...estimates),
  };
}
