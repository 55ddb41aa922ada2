import { wrapAnsi } from "fast-wrap-ansi";
import stringWidth from "string-width";
import { columnsOf } from "./width.js";

const HANGING_INDENT = 2;

/** Breaks the lines that would not fit in the terminal that the stream writes to. Paragraphs of a document hang by 0. */
export function fitted(text: string, stream: NodeJS.WriteStream, hang = HANGING_INDENT): string {
  return wrap(text, columnsOf(stream), hang);
}

/** Rewraps the paragraphs of a text. In blocks with indented lines, which are not paragraphs, breaks only lines that do not fit. */
export function reflowed(text: string, columns: number): string {
  const [start = ""] = /^\n*/.exec(text) ?? [];
  const blocks = text.trim().split("\n\n");
  const filled = blocks.map((block) =>
    /\n /.test(block) ? wrap(block, columns) : wrapLine(block.replaceAll("\n", " "), columns, 0),
  );
  return `${start}${filled.join("\n\n")}\n`;
}

/**
 * Breaks lines between words where they would not fit. Words stay whole, even those that are longer than a line: a path or an
 * address in two parts could be neither clicked nor copied.
 */
function wrap(text: string, columns: number | undefined, hang = HANGING_INDENT): string {
  if (columns === undefined) return text;
  return text
    .split("\n")
    .map((line) => (stringWidth(line) <= columns ? line : wrapLine(line, columns, indentationOf(line) + hang)))
    .join("\n");
}

/**
 * Breaks a line.
 *
 * @param column - where the second line and those after it start
 */
export function wrapLine(line: string, columns: number, column: number): string {
  const indentation = indentationOf(line);
  const start = Math.min(column, Math.floor(columns / 2));
  const [first = "", ...others] = wrapAnsi(line.slice(indentation), columns - start).split("\n");
  return [" ".repeat(indentation) + first, ...others.map((other) => " ".repeat(start) + other)].join("\n");
}

function indentationOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}
