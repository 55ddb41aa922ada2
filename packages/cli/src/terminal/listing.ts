import { wrapLine } from "./wrap.js";

const INDENTATION = 2;
const GAP = 2;
/** In narrower terminals, a text would become a column of single words. */
const MIN_TEXT_COLUMNS = 24;

/** Formats two columns; the first is as wide as its longest entry. In a narrow terminal, each text is below its name. */
export function listing(rows: readonly (readonly [name: string, text: string])[], columns = Infinity): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + GAP;
  const isBelow = columns - INDENTATION - width < MIN_TEXT_COLUMNS;
  const column = isBelow ? 2 * INDENTATION : INDENTATION + width;
  const blanks = " ".repeat(column);
  return rows
    .map(([name, text]) => {
      const start = " ".repeat(INDENTATION) + (isBelow ? name : name.padEnd(width));
      const body = columns === Infinity ? text : wrapLine(text, columns - column, 0).replaceAll("\n", `\n${blanks}`);
      return (isBelow && text !== "" ? `${start}\n${blanks}${body}` : start + body).trimEnd();
    })
    .join("\n");
}
