import type { ProblemRow, SessionRow } from "@galaxy-kit/console";
import { sessionAt } from "../sessions/divide.js";

/** A fault in the list: its first problem, and what the others add to it. */
export interface FaultRow extends ProblemRow {
  readonly count: number;
  /** The first items that it is about. */
  readonly itemIds: readonly string[];
  readonly hasMoreItems: boolean;
  /** The session that it belongs to. Undefined before the first start. */
  readonly session: SessionRow | undefined;
  /** What the integration has logged about the same failed call. */
  readonly lines: readonly ProblemRow[];
}

interface Draft {
  readonly session: SessionRow | undefined;
  readonly problems: ProblemRow[];
  readonly items: Set<string>;
  readonly lines: ProblemRow[];
}

const MAX_ITEMS = 5;

/** Returns the faults of each session in the order of their first problem. A line about a failed call belongs to the fault of that call. */
export function faultsIn(rows: readonly ProblemRow[], sessions: readonly SessionRow[]): readonly FaultRow[] {
  const drafts = new Map<string, Draft>();
  /** The faults of each failed call. */
  const ofCall = new Map<string, Draft[]>();
  for (const row of rows.filter((each) => !isAboutCall(each))) {
    const draft = draftFor(row, drafts, sessions);
    if (row.failure !== undefined && !ofCall.get(row.failure)?.includes(draft))
      ofCall.set(row.failure, [...(ofCall.get(row.failure) ?? []), draft]);
  }
  for (const line of rows.filter(isAboutCall)) {
    const faults = ofCall.get(line.failure ?? "")?.filter(({ items }) => concerns(line, items)) ?? [];
    if (faults.length === 0) draftFor(line, drafts, sessions);
    for (const { lines } of faults) if (!lines.some(({ fault }) => fault === line.fault)) lines.push(line);
  }
  return [...drafts.values()].flatMap(toFault).sort((one, other) => one.number - other.number);
}

/** Whether it is a line of the log about a call that may have failed. */
function isAboutCall({ kind, failure }: ProblemRow): boolean {
  return kind === "logged-error" && failure !== undefined;
}

function concerns({ ids }: ProblemRow, items: ReadonlySet<string>): boolean {
  return ids === undefined || items.size === 0 || ids.some((id) => items.has(id));
}

function draftFor(row: ProblemRow, drafts: Map<string, Draft>, sessions: readonly SessionRow[]): Draft {
  const session = sessionAt(row.time, sessions);
  const key = `${session?.number ?? 0} ${row.fault}`;
  const draft: Draft = drafts.get(key) ?? { session, problems: [], items: new Set(), lines: [] };
  drafts.set(key, draft);
  draft.problems.push(row);
  for (const id of row.itemId === undefined ? (row.ids ?? []) : [row.itemId]) draft.items.add(id);
  return draft;
}

function toFault({ session, problems, items, lines }: Draft): readonly FaultRow[] {
  const [first] = problems;
  if (!first) return [];
  const itemIds = [...items].slice(0, MAX_ITEMS);
  return [{ ...first, count: problems.length, itemIds, hasMoreItems: items.size > MAX_ITEMS, session, lines }];
}

/** Returns the first items as a list for people. */
export function nameItems({ itemIds, hasMoreItems }: FaultRow): string | undefined {
  return itemIds.length === 0 ? undefined : itemIds.join(", ") + (hasMoreItems ? ", …" : "");
}
