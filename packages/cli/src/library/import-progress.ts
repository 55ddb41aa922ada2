import type { Progress } from "@galaxy-kit/simulator";
import { progressLine } from "../terminal/progress-line.js";
import { Speed } from "../terminal/speed.js";
import { nameOfImport } from "./describe-imports.js";
import { formatNumber } from "./format.js";

interface Timed {
  readonly progress: Progress;
  readonly startTime: number;
}

/** Describes the progress of all imports in one line, and each finished import in a separate line. */
export class ImportProgress {
  /** Running imports, and imports that ended while another one was running: the bar must not go back. */
  readonly #imports = new Map<Progress["kind"], Timed>();
  #speed = new Speed();

  /** Returns a line for an import that has ended. */
  update(progress: Progress): string | undefined {
    const { kind, state, single } = progress;
    if (single) return undefined;
    const now = performance.now();
    const known = this.#imports.get(kind);
    if (!known && this.#imports.size === 0) this.#speed = new Speed();
    const startTime = known?.progress.state === "running" ? known.startTime : now;
    this.#imports.set(kind, { progress, startTime });
    if (state === "running") return undefined;
    if (this.#running.length === 0) this.#imports.clear();
    return describeEnd(progress, now - startTime);
  }

  /** Describes the running imports in one line. Returns an empty string if there are none. */
  describe(columns: number): string {
    const running = this.#running;
    const [first] = running;
    if (!first) return "";
    const name = running.length === 1 ? `importing ${nameOfImport(first.progress.kind)}` : `${running.length} imports`;
    const counted = [...this.#imports.values()]
      .map(({ progress }) => progress)
      .filter(({ state }) => state !== "failed");
    const failed = sum(counted, (progress) => progress.failed);
    const done = sum(counted, (progress) => progress.done) + failed;
    return progressLine(
      {
        name: failed === 0 ? name : `${name} (${formatNumber(failed)} failed)`,
        done,
        total: sum(counted, ({ total }) => total),
        perSecond: this.#speed.at(done),
      },
      formatNumber,
      columns,
    );
  }

  get #running(): readonly Timed[] {
    return [...this.#imports.values()].filter(({ progress }) => progress.state === "running");
  }
}

function describeEnd({ kind, state, done, failed, error }: Progress, milliseconds: number): string {
  const name = nameOfImport(kind);
  if (state === "failed") return `${name}: failed${error === undefined ? "" : `: ${error}`}`;
  const failures = failed === 0 ? "" : ` (${formatNumber(failed)} failed)`;
  return `${name}: ${formatNumber(done)} imported${failures} in ${(milliseconds / 1000).toFixed(1)} s`;
}

function sum<T>(all: readonly T[], valueOf: (each: T) => number): number {
  return all.reduce((total, each) => total + valueOf(each), 0);
}
