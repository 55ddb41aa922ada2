import type { ImportKind } from "@galaxy-kit/protocol";

/** The lists that are imported with one request each. */
export type ListKind = "ownedGames" | "localGames" | "friends" | "subscriptions" | "rooms";

/** Everything that can be imported. */
export type AnyImportKind = ListKind | ImportKind;

/** The progress of an import. */
export interface Progress {
  readonly kind: AnyImportKind;
  readonly state: "running" | "finished" | "failed";
  /** Items that were received. */
  readonly done: number;
  /** Items that the integration failed to import or omitted. */
  readonly failed: number;
  /** Items that were requested; for a list, its length. */
  readonly total: number;
  /** Whether it comes in addition to the import of all games: for one that was just added, or as a repetition. */
  readonly single: boolean;
  /** Why the import as a whole failed. */
  readonly error?: string;
}

/** The latest import of each kind, without those of single games. */
export type ImportsProgress = Readonly<Partial<Record<AnyImportKind, Progress>>>;
