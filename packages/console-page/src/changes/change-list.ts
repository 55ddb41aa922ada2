import type { DifferenceRow } from "@galaxy-kit/console";
import { number } from "../format/amount.js";
import { changedFacts } from "./fact-texts.js";

const kinds = ["added", "removed", "changed"] as const;

export interface ChangeFilter {
  readonly text: string;
  readonly kind: "all" | DifferenceRow["kind"];
}

export const noFilter: ChangeFilter = { text: "", kind: "all" };

const alphabet = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Returns the name, or the id: not everything has a name. */
export function nameOf({ name, id }: Pick<DifferenceRow, "name" | "id">): string {
  return name !== undefined && name.trim() !== "" ? name : id;
}

/** Returns the differences that match: added ones first, then removed ones, in the order of their names. */
export function listChanges(rows: Iterable<DifferenceRow>, { text, kind }: ChangeFilter): readonly DifferenceRow[] {
  const needle = text.trim().toLowerCase();
  return [...rows]
    .filter((row) => (kind === "all" || row.kind === kind) && (needle === "" || textOf(row).includes(needle)))
    .sort(
      (one, other) =>
        kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || alphabet.compare(nameOf(one), nameOf(other)),
    );
}

function textOf(row: DifferenceRow): string {
  const facts = changedFacts(row).flatMap(({ title, before, after }) => [title, before, after]);
  return [row.name, row.id, row.subject, ...facts].join("\n").toLowerCase();
}

/** Returns a summary such as `3 added, 1 removed, 12 changed`. */
export function summaryOf(rows: Iterable<DifferenceRow>): string {
  const counts = { added: 0, removed: 0, changed: 0 };
  for (const { kind } of rows) counts[kind]++;
  return kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${number(counts[kind])} ${kind}`)
    .join(", ");
}
