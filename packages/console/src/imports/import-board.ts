import type { AnyImportKind, Progress, SimulatedClient } from "@galaxy-kit/simulator";
import type { ImportRow } from "../contract/index.js";
import { Pace } from "./pace.js";

/** The latest import of each kind, with its times, which the client does not keep. */
export class ImportBoard {
  readonly #paces = new Map<AnyImportKind, Pace>();

  constructor(private readonly client: SimulatedClient) {
    for (const progress of Object.values(client.imports)) this.advance(progress);
  }

  /** To be called at each step of an import. */
  advance(progress: Progress): void {
    // It is about a game that was just added, and the import of all goes on beside it.
    if (progress.single) return;
    const now = Date.now();
    const items = progress.done + progress.failed;
    const known = this.#paces.get(progress.kind);
    const pace = known?.goesOnWith(items) ? known : new Pace(now, items);
    this.#paces.set(progress.kind, pace);
    pace.advance(now, items);
    if (progress.state !== "running") pace.end(now);
  }

  get rows(): readonly ImportRow[] {
    const now = Date.now();
    return Object.values(this.client.imports).flatMap((progress) => {
      const pace = this.#paces.get(progress.kind);
      return pace ? [{ ...progress, ...pace.describe(now) }] : [];
    });
  }
}
