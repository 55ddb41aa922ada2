import type { JournalRow } from "@galaxy-kit/console";

/** Returns the message with this number, if it is still kept. */
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

/** Returns the response to a request, or the request of a response. */
export function counterpart(rows: readonly JournalRow[], row: JournalRow): JournalRow | undefined {
  if (row.requestNumber !== undefined) return findRow(rows, row.requestNumber);
  return row.type === "request" ? rows.find(({ requestNumber }) => requestNumber === row.number) : undefined;
}
