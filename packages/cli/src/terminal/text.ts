/** A text from outside, for a terminal: without line ends and control characters, which could do anything there. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
}

/** A line from outside that keeps its indentation, as that of a trace says something. */
export function printableLine(line: string): string {
  const indentation = /^ */.exec(line)?.[0] ?? "";
  return indentation + onOneLine(line);
}

/** A number of bytes for a person to read. */
export function describeBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${amount.toFixed(amount < 100 ? 1 : 0)} ${unit}`;
}
