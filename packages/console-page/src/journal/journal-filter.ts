import type { JournalRow } from "@galaxy-kit/console";
import { parseFilter } from "./filter-language.js";

export interface JournalFilter {
  /** In the filter language. */
  readonly text: string;
  /** Whether successful pings are shown. */
  readonly pings: boolean;
}

export const noFilter: JournalFilter = { text: "", pings: false };

/** Returns the messages that match. Failed pings are shown even if pings are not. */
export function filterJournal(rows: readonly JournalRow[], { text, pings }: JournalFilter): readonly JournalRow[] {
  const { matches } = parseFilter(text);
  return rows.filter((row) => (pings || row.method !== "ping" || row.failed) && matches(row));
}
