/**
 * Splits a command line as programs for Windows do (CommandLineToArgvW): quotes keep spaces together, and backslashes escape only quotes.
 */
export function splitCommandLine(line: string): string[] {
  const args: string[] = [];
  let current: string | undefined;
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
    const next = line[at + slashes];
    if (slashes > 0 && next === '"') {
      current = (current ?? "") + "\\".repeat(Math.floor(slashes / 2)) + (slashes % 2 === 1 ? '"' : "");
      at += slashes - (slashes % 2 === 1 ? 0 : 1);
    } else if (slashes > 0) {
      current = (current ?? "") + "\\".repeat(slashes);
      at += slashes - 1;
    } else if (next === '"') {
      isQuoted = !isQuoted;
      current ??= "";
    } else if (!isQuoted && (next === " " || next === "\t")) {
      if (current !== undefined) args.push(current);
      current = undefined;
    } else current = (current ?? "") + (next ?? "");
  }
  return current === undefined ? args : [...args, current];
}
