/** A piece of source code, and what stands in its place. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies edits that do not overlap. Where their texts have the line ends of what they replace, every line keeps its number. */
export function applyEdits(code: string, edits: readonly Edit[]): string {
  let edited = "";
  let position = 0;
  for (const { start, end, text } of edits.toSorted((one, other) => one.start - other.start)) {
    edited += code.slice(position, start) + text;
    position = end;
  }
  return edited + code.slice(position);
}
