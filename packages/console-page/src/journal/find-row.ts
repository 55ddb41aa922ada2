import type { JournalRow } from "@galaxy-kit/console";

/** The message with a number, if it is still kept. */
export function findRow(rows: readonly JournalRow[], number: number): JournalRow | undefined {
  let [low, high] = [0, rows.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row === undefined || row.number === number) return row;
    if (row.number < number) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** For a request its answer, for an answer its request. */
export function counterpart(rows: readonly JournalRow[], row: JournalRow): JournalRow | undefined {
  if (row.answers !== undefined) return findRow(rows, row.answers);
  return row.type === "request" ? rows.find(({ answers }) => answers === row.number) : undefined;
}
