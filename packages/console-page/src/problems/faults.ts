import type { ProblemRow } from "@galaxy-kit/console";

/** A fault in the list: its first problem, and what the others add to it. */
export interface FaultRow extends ProblemRow {
  readonly count: number;
  /** The first items that it is about. */
  readonly itemIds: readonly string[];
  readonly hasMoreItems: boolean;
}

const MAX_ITEMS = 5;

/** Returns the faults in the order of their first problem. */
export function faultsIn(rows: readonly ProblemRow[]): readonly FaultRow[] {
  const faults = new Map<string, ProblemRow[]>();
  for (const row of rows) {
    const problems = faults.get(row.fault);
    if (problems) problems.push(row);
    else faults.set(row.fault, [row]);
  }
  return [...faults.values()].flatMap((problems) => {
    const [first] = problems;
    const items = [...new Set(problems.flatMap(({ itemId }) => itemId ?? []))];
    const itemIds = items.slice(0, MAX_ITEMS);
    return first ? [{ ...first, count: problems.length, itemIds, hasMoreItems: items.length > MAX_ITEMS }] : [];
  });
}

/** Returns the first items as a list for people. */
export function nameItems({ itemIds, hasMoreItems }: FaultRow): string | undefined {
  return itemIds.length === 0 ? undefined : itemIds.join(", ") + (hasMoreItems ? ", …" : "");
}
