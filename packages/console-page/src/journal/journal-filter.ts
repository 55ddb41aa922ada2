import type { JournalRow } from "@galaxy-kit/console";

export interface JournalFilter {
  readonly text: string;
  readonly direction: "both" | JournalRow["direction"];
  readonly type: "all" | JournalRow["type"];
  readonly failedOnly: boolean;
  /** Whether successful pings are shown. */
  readonly pings: boolean;
}

export const noFilter: JournalFilter = {
  text: "",
  direction: "both",
  type: "all",
  failedOnly: false,
  pings: false,
};

/** Returns the messages that match. Failed pings are shown even if pings are not. */
export function filterJournal(rows: readonly JournalRow[], filter: JournalFilter): readonly JournalRow[] {
  const text = filter.text.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (filter.pings || row.method !== "ping" || row.failed) &&
      (filter.direction === "both" || row.direction === filter.direction) &&
      (filter.type === "all" || row.type === filter.type) &&
      (!filter.failedOnly || row.failed) &&
      (text === "" || row.method?.toLowerCase().includes(text) || row.excerpt.toLowerCase().includes(text)),
  );
}
