import stringWidth from "string-width";

const GAP = "  ";

/** The heading of a column and the alignment of its cells. */
export interface Column {
  readonly heading: string;
  readonly align?: "left" | "right";
}

/** Aligns text in columns. Measures terminal cells: some characters take two, and colors take none. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const lines = [columns.map((column) => column.heading), ...rows];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => stringWidth(line[index] ?? ""))));
  return lines.map((line) =>
    columns
      .map(({ align }, index) => pad(line[index] ?? "", widths[index] ?? 0, align))
      .join(GAP)
      .trimEnd(),
  );
}

function pad(cell: string, width: number, align: Column["align"]): string {
  const blanks = " ".repeat(Math.max(width - stringWidth(cell), 0));
  return align === "right" ? blanks + cell : cell + blanks;
}
