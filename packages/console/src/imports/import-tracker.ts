import type { AnyImportKind, Progress, SimulatedClient } from "@galaxy-kit/simulator";
import type { ImportRow } from "../contract/index.js";
import { ImportRate } from "./import-rate.js";

/** Tracks the most recent import of each kind, and measures the times and rates that the client does not keep. */
export class ImportTracker {
  readonly #rates = new Map<AnyImportKind, ImportRate>();

  constructor(private readonly client: SimulatedClient) {
    for (const progress of Object.values(client.imports)) this.update(progress);
  }

  /** Must be called for each step of an import. */
  update(progress: Progress): void {
    // The import of a single added game runs independently of the import of all games.
    if (progress.single) return;
    const now = Date.now();
    const items = progress.done + progress.failed;
    const known = this.#rates.get(progress.kind);
    const rate = known?.canContinueAt(items) ? known : new ImportRate(now, items);
    this.#rates.set(progress.kind, rate);
    rate.update(now, items);
    if (progress.state !== "running") rate.end(now);
  }

  get rows(): readonly ImportRow[] {
    const now = Date.now();
    return Object.values(this.client.imports).flatMap((progress) => {
      const rate = this.#rates.get(progress.kind);
      return rate ? [{ ...progress, ...rate.at(now) }] : [];
    });
  }
}
