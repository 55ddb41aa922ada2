import type { JournalImport, JournalRow } from "@galaxy-kit/console";
import type { SendRequest } from "../feed/feed.js";

/** As many as one request may load. */
const PAGE_SIZE = 200;
/** Enough to see what to search for instead. */
const MAX_FOUND = 1_000;

/** How far a search has come. */
export interface SearchProgress {
  readonly found: readonly JournalRow[];
  readonly searched: number;
  readonly state: "running" | "ended" | "stopped";
}

/** Searches the messages about items of imports, which are not on the page. Yields after each step. */
export async function* searchItems(
  imports: readonly JournalImport[],
  matches: (row: JournalRow) => boolean,
  send: SendRequest,
): AsyncGenerator<SearchProgress> {
  const found: JournalRow[] = [];
  let searched = 0;
  for (const { id, kept } of imports) {
    for (let from = 0; from < kept.all; from += PAGE_SIZE) {
      const rows = await send("journalItems", { id, of: "all", from, count: PAGE_SIZE });
      searched += rows.length;
      // Each stands for itself, also where its import is shown.
      for (const row of rows) if (matches(row)) found.push({ ...row, partOf: undefined });
      if (found.length >= MAX_FOUND) {
        yield { found: found.slice(0, MAX_FOUND), searched, state: "stopped" };
        return;
      }
      yield { found: [...found], searched, state: "running" };
    }
  }
  yield { found, searched, state: "ended" };
}
