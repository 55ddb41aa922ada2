/**
 * Masks what is covered by any of the values; two that overlap are one.
 *
 * A worker is given this function as text: it knows nothing but what is in it.
 */
export function maskAll(text: string, values: Iterable<string>): string {
  const mask = "***";
  /** Up to here a value is masked as a whole word only: it would turn every line into asterisks otherwise. */
  const longestWord = 5;

  const isPartOfWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
  const isWholeWord = (start: number, end: number): boolean =>
    !isPartOfWord(text.charAt(start - 1)) && !isPartOfWord(text.charAt(end));

  const spans: (readonly [start: number, end: number])[] = [];
  for (const value of values) {
    for (let start = text.indexOf(value); start !== -1; start = text.indexOf(value, start + value.length)) {
      const end = start + value.length;
      if (value.length > longestWord || isWholeWord(start, end)) spans.push([start, end]);
    }
  }
  spans.sort(([a], [b]) => a - b);

  let masked = "";
  let end = 0;
  for (const [start, stop] of spans) {
    if (start >= end) masked += text.slice(end, start) + mask;
    end = Math.max(end, stop);
  }
  return masked + text.slice(end);
}
