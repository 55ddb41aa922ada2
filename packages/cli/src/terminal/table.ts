import stringWidth from "string-width";
import { cut } from "./text.js";

const GAP = "  ";
/** Enough to recognize a title or a path. */
const MIN_CUT_WIDTH = 10;

/** The heading of a column and the alignment of its cells. */
export interface Column {
  readonly heading: string;
  readonly align?: "left" | "right";
  /** Whether its texts may be cut where the table would be too wide. */
  readonly isCut?: boolean;
}

/**
 * Aligns text in columns. Measures terminal cells: some characters take two, and colors take none.
 *
 * @param room - the columns of the terminal: a wider table is cut, and its last columns are left out if that is not enough
 */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[], room?: number): string[] {
  const lines = [columns.map((column) => column.heading), ...rows];
  const widths = columns.map((_, index) =>
    lines.reduce((widest, line) => Math.max(widest, stringWidth(line[index] ?? "")), 0),
  );
  const shown = room === undefined ? widths : narrowed(columns, widths, room);
  return lines.map((line) =>
    shown
      .map((width, index) => pad(cut(line[index] ?? "", width), width, columns[index]?.align))
      .join(GAP)
      .trimEnd(),
  );
}

/** Returns the widths of the columns that fit. Cuts the widest ones first. */
function narrowed(columns: readonly Column[], widths: readonly number[], room: number): readonly number[] {
  const total = (some: readonly number[]): number => some.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  const least = widths.map((width, index) => (columns[index]?.isCut ? Math.min(width, MIN_CUT_WIDTH) : width));
  let count = widths.length;
  while (count > 1 && total(least.slice(0, count)) > room) count -= 1;
  const fitting = widths.slice(0, count);
  while (total(fitting) > room) {
    const spare = fitting.map((width, index) => (width > (least[index] ?? 0) ? width : 0));
    const widest = Math.max(...spare);
    if (widest === 0) break;
    fitting[spare.indexOf(widest)] = widest - 1;
  }
  return fitting;
}

function pad(cell: string, width: number, align: Column["align"]): string {
  const blanks = " ".repeat(Math.max(width - stringWidth(cell), 0));
  return align === "right" ? blanks + cell : cell + blanks;
}
