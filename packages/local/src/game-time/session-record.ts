/** A session as far as it is known. The latest line of a session replaces all earlier ones. */
export interface SessionRecord {
  /** The same in each line of the session, and after a restart. */
  readonly session: string;
  /** The run of the integration that has written the line. */
  readonly writer: string;
  readonly gameId: string;
  /** In milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** How long the game was played; less than between start and end if the computer slept. */
  readonly seconds: number;
}

/** The totals of sessions that no longer have a line of their own. */
export interface SumRecord {
  readonly gameId: string;
  readonly seconds: number;
  /** In milliseconds since 1970. */
  readonly endedAt: number;
}

/** A line of the journal. */
export type GameTimeRecord = SessionRecord | SumRecord;

/** Returns whether a line is about one session. */
export function isSession(record: GameTimeRecord): record is SessionRecord {
  return "session" in record;
}

/** Returns undefined for what is not a line of the journal. */
export function parseRecord(value: unknown): GameTimeRecord | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { session, writer, gameId, startedAt, endedAt, seconds } = value as Readonly<Record<string, unknown>>;
  if (typeof gameId !== "string" || !isAmount(endedAt) || !isAmount(seconds)) return undefined;
  if (session === undefined) return { gameId, endedAt, seconds };
  if (typeof session !== "string" || typeof writer !== "string" || !isAmount(startedAt)) return undefined;
  return { session, writer, gameId, startedAt, endedAt, seconds };
}

function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
