import { wrapLine } from "./wrap.js";

/** Formats two columns; the first is as wide as its longest entry, and the texts of the second are broken to fit. */
export function listing(rows: readonly (readonly [name: string, text: string])[], columns?: number): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows
    .map(([name, text]) => `  ${name.padEnd(width)}${text}`.trimEnd())
    .map((line) => (columns === undefined || line.length <= columns ? line : wrapLine(line, columns, width + 2)))
    .join("\n");
}
