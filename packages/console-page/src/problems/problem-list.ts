import type { ProblemRow, SessionRow } from "@galaxy-kit/console";
import type { SessionDivider } from "../sessions/divide.js";
import type { FaultRow } from "./faults.js";
import { remedyFor } from "./kinds.js";

/** The heading of the faults of one kind. */
export interface KindHeading {
  readonly heading: ProblemRow["kind"];
  readonly key: string;
  readonly severity: ProblemRow["severity"];
  /** The problems below it. */
  readonly count: number;
}

export type ListRow = SessionDivider | KindHeading | FaultRow;

export interface ProblemFilter {
  readonly text: string;
  readonly severity: "all" | "error";
  readonly sessions: "last" | "all";
}

export const noFilter: ProblemFilter = { text: "", severity: "all", sessions: "last" };

/** Returns the faults that match. */
export function filterFaults(
  faults: readonly FaultRow[],
  { text, severity, sessions }: ProblemFilter,
  last: SessionRow | undefined,
): readonly FaultRow[] {
  const needle = text.trim().toLowerCase();
  return faults.filter(
    (fault) =>
      (sessions === "all" || fault.session?.number === last?.number) &&
      (severity === "all" || fault.severity === "error") &&
      (needle === "" || textOf(fault).includes(needle)),
  );
}

function textOf(fault: FaultRow): string {
  const lines = fault.lines.flatMap(({ message, trace }) => [message, trace]);
  return [fault.text, fault.message, ...fault.itemIds, fault.trace, remedyFor(fault), ...lines]
    .join("\n")
    .toLowerCase();
}

/** Returns the rows of the list: the latest session first, errors before warnings, faults of one kind together. */
export function listRows(faults: readonly FaultRow[]): readonly ListRow[] {
  const bySession = groupBy(faults, ({ session }) => session?.number ?? 0);
  const sessions = [...bySession.values()].reverse();
  return sessions.flatMap((own) => {
    const [first] = own;
    const divider =
      sessions.length > 1 && first?.session && first.session.number > 1 ? [{ session: first.session }] : [];
    return [...divider, ...rowsOfSession(own)];
  });
}

function rowsOfSession(faults: readonly FaultRow[]): readonly ListRow[] {
  const groups = [...groupBy(faults, ({ severity, kind }) => `${severity} ${kind}`)];
  const errorsFirst = groups.sort(
    ([one], [other]) => Number(one.startsWith("warning")) - Number(other.startsWith("warning")),
  );
  return errorsFirst.flatMap(([name, own]) => {
    const [first] = own;
    if (!first) return [];
    const { kind, severity, session } = first;
    const key = `${session?.number ?? 0} ${name}`;
    return [{ heading: kind, key, severity, count: own.reduce((sum, { count }) => sum + count, 0) }, ...own];
  });
}

function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
