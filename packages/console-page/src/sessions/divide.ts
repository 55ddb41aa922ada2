import type { SessionRow } from "@galaxy-kit/console";

/** A row that stands between those of two sessions. */
export interface SessionDivider {
  readonly session: SessionRow;
}

/** Puts a divider before the rows of each restart. Rows and sessions are in the order of their times. */
export function divided<Row extends { readonly time: number }>(
  rows: readonly Row[],
  sessions: readonly SessionRow[],
): readonly (Row | SessionDivider)[] {
  const [first] = rows;
  if (first === undefined) return rows;
  const restarts = sessions.slice(1).filter(({ time }) => time > first.time);
  const all: (Row | SessionDivider)[] = [];
  let next = 0;
  for (const row of rows) {
    for (let session = restarts[next]; session && session.time <= row.time; session = restarts[++next])
      all.push({ session });
    all.push(row);
  }
  for (const session of restarts.slice(next)) all.push({ session });
  return all;
}

export function isDivider(row: object): row is SessionDivider {
  return "session" in row;
}

/** Returns a key that no row with a number has. */
export function dividerKey({ session }: SessionDivider): string {
  return `session ${session.number}`;
}

/** Returns the session that something happened in. Undefined for what happened before the first start. */
export function sessionAt(time: number, sessions: readonly SessionRow[]): SessionRow | undefined {
  return sessions.findLast((session) => session.time <= time);
}
