/** A range of source code and its replacement. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies edits that do not overlap. If each keeps the line breaks of what it replaces, every line keeps its number. */
export function applyEdits(code: string, edits: readonly Edit[]): string {
  let edited = "";
  let position = 0;
  for (const { start, end, text } of edits.toSorted((one, other) => one.start - other.start)) {
    edited += code.slice(position, start) + text;
    position = end;
  }
  return edited + code.slice(position);
}
