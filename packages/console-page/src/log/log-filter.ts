import type { LogRow } from "@galaxy-kit/console";

export type Level = NonNullable<LogRow["level"]>;

const ranks: Readonly<Record<Level, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

export interface LogFilter {
  readonly text: string;
  readonly least: Level;
}

export const wholeLog: LogFilter = { text: "", least: "debug" };

/** Lines of at least this level; what was written past the log has none, and counts as an error, as it often is one. */
export function filterLog(rows: readonly LogRow[], { text, least }: LogFilter): readonly LogRow[] {
  const wanted = text.trim().toLowerCase();
  const rank = ranks[least];
  return rows.filter(
    (row) =>
      ranks[row.level ?? "error"] >= rank &&
      (wanted === "" || row.text.toLowerCase().includes(wanted) || row.logger?.toLowerCase().includes(wanted)),
  );
}
