import type { Compare } from "./game-order.js";

/**
 * Keeps rows sorted while they change. Only rows whose position may change are sorted again, so that a library of 50,000
 * games is not sorted anew for each game time that arrives.
 */
export class OrderedRows<Row> {
  #rows: ReadonlyMap<string, Row> = new Map();
  #compare: Compare<Row> | undefined;
  #ordered: readonly Row[] = [];

  constructor(private readonly idOf: (row: Row) => string) {}

  /** @param compare - must be the same function for the same order */
  order(rows: ReadonlyMap<string, Row>, compare: Compare<Row>): readonly Row[] {
    if (compare !== this.#compare) this.#ordered = [...rows.values()].sort(compare);
    else if (rows !== this.#rows) this.#ordered = this.#update(rows, compare);
    this.#rows = rows;
    this.#compare = compare;
    return this.#ordered;
  }

  #update(rows: ReadonlyMap<string, Row>, compare: Compare<Row>): readonly Row[] {
    const inPlace: Row[] = [];
    const misplaced: Row[] = [];
    for (const before of this.#ordered) {
      const row = rows.get(this.idOf(before));
      if (row === undefined) continue;
      if (row === before || compare(row, before) === 0) inPlace.push(row);
      else misplaced.push(row);
    }
    const hasNew = inPlace.length + misplaced.length < rows.size;
    if (hasNew) for (const [id, row] of rows) if (!this.#rows.has(id)) misplaced.push(row);
    return merge(inPlace, misplaced.sort(compare), compare);
  }
}

/** Finds the position of each of a few rows among many with a binary search. */
function merge<Row>(many: readonly Row[], few: readonly Row[], compare: Compare<Row>): readonly Row[] {
  const merged: Row[] = [];
  let taken = 0;
  for (const row of few) {
    const position = positionOf(row, many, taken, compare);
    while (taken < position) merged.push(many[taken++] as Row);
    merged.push(row);
  }
  while (taken < many.length) merged.push(many[taken++] as Row);
  return merged;
}

function positionOf<Row>(row: Row, rows: readonly Row[], from: number, compare: Compare<Row>): number {
  let [low, high] = [from, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(rows[middle] as Row, row) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
