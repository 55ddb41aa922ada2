import { parse } from "csv-parse/sync";

const SEPARATORS = [",", ";", "\t"] as const;

/** Parses CSV; loads the library. */
export function parseCsv(text: string): Readonly<Record<string, string>>[] {
  const [heading = ""] = text.split("\n", 1);
  const counts = SEPARATORS.map((separator) => ({ separator, count: heading.split(separator).length }));
  const { separator } = counts.reduce((best, other) => (other.count > best.count ? other : best));
  return parse(text, {
    columns: true,
    delimiter: separator,
    skip_empty_lines: true,
    trim: true,
    relax_column_count: true,
  });
}
