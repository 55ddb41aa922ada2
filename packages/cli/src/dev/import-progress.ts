import type { Progress } from "@galaxy-kit/simulator";
import { nameOfImport } from "../library/describe-imports.js";

/** How far the imports have come, as one line, and each of them as one more when it is over. */
export class ImportProgress {
  readonly #begun = new Map<Progress["kind"], number>();
  readonly #running = new Map<Progress["kind"], Progress>();

  /** Answers the line for an import that is over. */
  update(progress: Progress): string | undefined {
    const { kind, state, single } = progress;
    if (single) return undefined;
    const begun = this.#begun.get(kind) ?? performance.now();
    if (state === "running") {
      this.#begun.set(kind, begun);
      this.#running.set(kind, progress);
      return undefined;
    }
    this.#begun.delete(kind);
    this.#running.delete(kind);
    return describeEnd(progress, performance.now() - begun);
  }

  /** Of what goes on; empty when nothing does. */
  describe(): string {
    const parts = [...this.#running.values()].map((progress) => {
      const { kind, done, failed, total } = progress;
      const seconds = (performance.now() - (this.#begun.get(kind) ?? 0)) / 1000;
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
