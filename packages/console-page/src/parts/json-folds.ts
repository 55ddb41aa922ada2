/** Returns the last line of each object or list in indented JSON, by its first line. The JSON may be truncated anywhere. */
export function foldsIn(lines: readonly string[]): ReadonlyMap<number, number> {
  const folds = new Map<number, number>();
  const open: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (/^\s*[}\]]/.test(line)) {
      const first = open.pop();
      if (first !== undefined) folds.set(first, index);
    }
    if (/[{[]$/.test(line)) open.push(index);
  }
  return folds;
}

/** Returns the lines that are visible while the objects and lists that begin in some lines are folded. */
export function visibleLines(
  count: number,
  folds: ReadonlyMap<number, number>,
  closed: ReadonlySet<number>,
): readonly number[] {
  const shown: number[] = [];
  for (let index = 0; index < count; index++) {
    shown.push(index);
    // The last line has the closing bracket.
    if (closed.has(index)) index = (folds.get(index) ?? index + 1) - 1;
  }
  return shown;
}
