import type { LogRow } from "@galaxy-kit/console";

export type Level = NonNullable<LogRow["level"]>;

const ranks: Readonly<Record<Level, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

export interface LogFilter {
  readonly text: string;
  readonly minLevel: Level;
}

export const noFilter: LogFilter = { text: "", minLevel: "debug" };

/** Returns the matching lines. Output that bypasses the logger has no level and counts as an error, because it often is one. */
export function filterLog(rows: readonly LogRow[], { text, minLevel }: LogFilter): readonly LogRow[] {
  const needle = text.trim().toLowerCase();
  const rank = ranks[minLevel];
  return rows.filter(
    (row) =>
      ranks[row.level ?? "error"] >= rank &&
      (needle === "" || row.text.toLowerCase().includes(needle) || row.logger?.toLowerCase().includes(needle)),
  );
}
