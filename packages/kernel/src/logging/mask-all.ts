/**
 * Masks every occurrence of the values. Overlapping occurrences become one mask. Returns only the beginning of the text if
 * `length` is less than its length; an occurrence that starts there and ends later is masked all the same.
 *
 * A worker gets the text of this function, so it can use nothing from outside.
 */
export function maskAll(text: string, values: Iterable<string>, length = text.length): string {
  const mask = "***";
  /** Shorter values are masked only as whole words: otherwise every line would turn into asterisks. */
  const maxWordLength = 5;

  const isPartOfWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
  const isWholeWord = (start: number, end: number): boolean =>
    !isPartOfWord(text.charAt(start - 1)) && !isPartOfWord(text.charAt(end));

  const spans: (readonly [start: number, end: number])[] = [];
  for (const value of values) {
    for (let start = text.indexOf(value); start !== -1; start = text.indexOf(value, start + value.length)) {
      const end = start + value.length;
      if (value.length > maxWordLength || isWholeWord(start, end)) spans.push([start, end]);
    }
  }
  spans.sort(([a], [b]) => a - b);
  const shown = spans.filter(([start]) => start < length);

  let masked = "";
  let end = 0;
  for (const [start, stop] of shown) {
    if (start >= end) masked += text.slice(end, start) + mask;
    end = Math.max(end, stop);
  }
  return masked + text.slice(end, Math.max(end, length));
}
