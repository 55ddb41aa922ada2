import type { JournalRow } from "@galaxy-kit/console";

export type JournalColumn = "time" | "method" | "duration" | "size";

/** The column that messages are sorted by. */
export interface JournalOrder {
  readonly by: JournalColumn;
  readonly reversed: boolean;
}

/** As they came. */
export const asTheyCame: JournalOrder = { by: "time", reversed: false };

type Compare = (one: JournalRow, other: JournalRow) => number;

/** What takes long or is large comes first, since that is what people look for. */
const columns: Readonly<Record<JournalColumn, { readonly ascends: boolean; readonly compare: Compare }>> = {
  time: { ascends: true, compare: (one, other) => one.number - other.number },
  method: {
    ascends: true,
    compare: ({ method: one = "" }, { method: other = "" }) => (one < other ? -1 : Number(one > other)),
  },
  duration: { ascends: false, compare: ({ duration: one = -1 }, { duration: other = -1 }) => other - one },
  size: { ascends: false, compare: (one, other) => other.size - one.size },
};

/** Returns the order after a click on a column: that column, or its reverse. */
export function clicked({ by, reversed }: JournalOrder, column: JournalColumn): JournalOrder {
  const next = { by: column, reversed: column === by && !reversed };
  return next.by === asTheyCame.by && !next.reversed ? asTheyCame : next;
}

export function ascends({ by, reversed }: JournalOrder): boolean {
  return columns[by].ascends !== reversed;
}

/** Returns how to compare messages; undefined if they are shown as they came. What has no duration comes last. */
export function comparison(order: JournalOrder): Compare | undefined {
  if (order === asTheyCame) return undefined;
  const { by, reversed } = order;
  const { compare } = columns[by];
  if (!reversed) return compare;
  if (by !== "duration") return (one, other) => compare(other, one);
  return (one, other) => (one.duration ?? Infinity) - (other.duration ?? Infinity);
}
