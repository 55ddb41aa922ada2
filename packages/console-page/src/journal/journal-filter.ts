import type { JournalRow } from "@galaxy-kit/console";

export interface JournalFilter {
  readonly text: string;
  readonly direction: "both" | JournalRow["direction"];
  readonly type: "all" | JournalRow["type"];
  readonly failedOnly: boolean;
  readonly pings: boolean;
}

export const wholeJournal: JournalFilter = {
  text: "",
  direction: "both",
  type: "all",
  failedOnly: false,
  pings: false,
};

/** The messages that the user wants to see. A ping that fails is one of them. */
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
