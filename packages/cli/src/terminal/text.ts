import stringWidth from "string-width";

const MAX_NAMED = 3;

/** Makes a text from outside safe to print: replaces line breaks and control characters. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
}

/** Like {@link onOneLine}, but keeps the indentation, which matters in a stack trace. */
export function printableLine(line: string): string {
  const indentation = /^ */.exec(line)?.[0] ?? "";
  return indentation + onOneLine(line);
}

/** Returns a list such as `cave, shelf, tide and 18 more`. */
export function listOf(names: readonly string[]): string {
  // "and 1 more" would not be shorter.
  const shown = names.slice(0, names.length === MAX_NAMED + 1 ? names.length : MAX_NAMED).map(onOneLine);
  const rest = names.length - shown.length;
  const last = rest > 0 ? `${rest} more` : shown.pop();
  return [shown.join(", "), last].filter(Boolean).join(" and ");
}

/** Cuts a text that takes more than a number of terminal cells. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let short = "";
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(short + segment) >= width) break;
    short += segment;
  }
  return `${short}…`;
}

/** Formats a number of bytes for people. */
export function describeBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${amount.toFixed(amount < 100 ? 1 : 0)} ${unit}`;
}
