import type { AnyImportKind, ImportsProgress, Progress } from "../reporting/progress.js";
import type { Recorder } from "../reporting/recorder.js";

/** Keeps the latest progress of each kind of import, and emits an event for each change. */
export class ProgressBoard {
  readonly #latest = new Map<AnyImportKind, Progress>();

  constructor(private readonly recorder: Recorder) {}

  get all(): ImportsProgress {
    return Object.fromEntries(this.#latest);
  }

  show(progress: Progress): void {
    if (!progress.single) this.#latest.set(progress.kind, progress);
    this.recorder.events.emit("progress", progress);
  }

  /** Imports that were running have failed. */
  abandon(error: string): void {
    for (const progress of this.#latest.values()) {
      if (progress.state === "running") this.show({ ...progress, state: "failed", error });
    }
  }

  clear(): void {
    this.#latest.clear();
  }
}
