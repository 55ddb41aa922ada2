import type { Progress } from "@galaxy-kit/simulator";
import { nameOfImport } from "../library/describe-imports.js";

/** Describes the progress of all imports in one line, and each finished import in a separate line. */
export class ImportProgress {
  readonly #startTimes = new Map<Progress["kind"], number>();
  readonly #running = new Map<Progress["kind"], Progress>();

  /** Returns a line for an import that has ended. */
  update(progress: Progress): string | undefined {
    const { kind, state, single } = progress;
    if (single) return undefined;
    const startTime = this.#startTimes.get(kind) ?? performance.now();
    if (state === "running") {
      this.#startTimes.set(kind, startTime);
      this.#running.set(kind, progress);
      return undefined;
    }
    this.#startTimes.delete(kind);
    this.#running.delete(kind);
    return describeEnd(progress, performance.now() - startTime);
  }

  /** Describes the running imports. Returns an empty string if there are none. */
  describe(): string {
    const parts = [...this.#running.values()].map((progress) => {
      const { kind, done, failed, total } = progress;
      const seconds = (performance.now() - (this.#startTimes.get(kind) ?? 0)) / 1000;
      const counts =
        total === 0 ? "" : ` ${done + failed}/${total}${failures(failed)}, ${rate(done + failed, seconds)}`;
      return `${nameOfImport(kind)}${counts}`;
    });
    return parts.length === 0 ? "" : `importing ${parts.join("; ")}`;
  }
}

function describeEnd({ kind, state, done, failed, error }: Progress, milliseconds: number): string {
  const name = nameOfImport(kind);
  if (state === "failed") return `${name}: failed${error === undefined ? "" : `: ${error}`}`;
  const seconds = milliseconds / 1000;
  return `${name}: ${done} imported${failures(failed)} in ${seconds.toFixed(1)} s`;
}

function failures(failed: number): string {
  return failed === 0 ? "" : ` (${failed} failed)`;
}

function rate(items: number, seconds: number): string {
  return `${Math.round(items / Math.max(seconds, 0.1))} per second`;
}
