import type { ImportKind } from "@galaxy-kit/protocol";

/** A list that is imported with one request. */
export type ListKind = "ownedGames" | "localGames" | "friends" | "subscriptions" | "rooms";

/** Everything that can be imported. */
export type AnyImportKind = ListKind | ImportKind;

/** How far an import has come. */
export interface Progress {
  readonly kind: AnyImportKind;
  readonly state: "running" | "finished" | "failed";
  /** Items that have arrived. */
  readonly done: number;
  /** Items that the integration could not tell, or left out. */
  readonly failed: number;
  /** Items that were asked for; for a list, as many as there are. */
  readonly total: number;
  /** Asked for one game that has just been added, rather than for all. */
  readonly single: boolean;
  /** Why the import as a whole has failed. */
  readonly error?: string;
}

/** The latest import of each kind; those of single games are not among them. */
export type ImportsProgress = Readonly<Partial<Record<AnyImportKind, Progress>>>;
