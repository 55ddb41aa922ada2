/** The width of a terminal that does not report it. */
const DEFAULT_COLUMNS = 80;
/** In narrower terminals, no table is readable. */
const MIN_COLUMNS = 20;

/** Returns how many columns a line may have; undefined if the stream is not a terminal: files and pipes have room for any line. */
export function columnsOf({ isTTY, columns }: NodeJS.WriteStream): number | undefined {
  const wanted = Number(process.env["COLUMNS"]);
  if (Number.isInteger(wanted) && wanted > 0) return Math.max(wanted, MIN_COLUMNS);
  // A terminal of unknown width reports 0.
  return isTTY ? Math.max(columns || DEFAULT_COLUMNS, MIN_COLUMNS) : undefined;
}
