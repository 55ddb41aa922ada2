import type { ConnectionStep, WayRow } from "@galaxy-kit/console";

/** A step since the last start, with its end. */
export interface TakenStep extends WayRow {
  /** Undefined for the current step. */
  readonly until: number | undefined;
}

/** Returns the steps since the integration was started last, or all of those that are known. */
export function wayTaken(rows: readonly WayRow[]): readonly TakenStep[] {
  const start = rows.findLastIndex(({ step }, index) => step === "starting" && rows[index - 1]?.step !== "starting");
  const way = rows.slice(Math.max(0, start));
  return way.map((row, index) => ({ ...row, until: way[index + 1]?.time }));
}

/** A box of the picture, in units of its grid. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/** The way of a connection without faults is the first row; everything that can go wrong is below. */
export const places: Readonly<Record<ConnectionStep, Place>> = {
  starting: { column: 0, row: 0 },
  handshake: { column: 1, row: 0 },
  "logging in": { column: 2, row: 0 },
  "login window": { column: 3, row: 0 },
  "logged in": { column: 4, row: 0 },
  importing: { column: 5, row: 0 },
  ready: { column: 6, row: 0 },
  closed: { column: 0, row: 1 },
  refused: { column: 1, row: 1 },
  offline: { column: 2, row: 1 },
  "not connected": { column: 3, row: 1 },
  "connection lost": { column: 4, row: 1 },
  "not responding": { column: 5, row: 1 },
  crashed: { column: 6, row: 1 },
};

/** The moves that the way has made, each once. */
export function movesOf(way: readonly TakenStep[]): readonly (readonly [from: ConnectionStep, to: ConnectionStep])[] {
  const moves = way.slice(1).flatMap(({ step }, index) => {
    const from = way[index]?.step;
    return from === undefined || from === step ? [] : [[from, step] as const];
  });
  return [...new Map(moves.map((move) => [move.join(" > "), move])).values()];
}
