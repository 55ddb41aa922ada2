import { type GameTimeRecord, isSession, type SessionRecord, type SumRecord } from "./session-record.js";

/** How long a game was played in all sessions together. */
export interface GameTotal {
  readonly seconds: number;
  /** The end of the latest session, in milliseconds since 1970. */
  readonly endedAt: number;
}

/** Adds up the sessions of each game. Each session counts once, however many lines it has. */
export function totalsOf(records: readonly GameTimeRecord[]): ReadonlyMap<string, GameTotal> {
  const totals = new Map<string, GameTotal>();
  const add = (gameId: string, seconds: number, endedAt: number): void => {
    const total = totals.get(gameId) ?? { seconds: 0, endedAt: 0 };
    totals.set(gameId, { seconds: total.seconds + seconds, endedAt: Math.max(total.endedAt, endedAt) });
  };
  for (const [gameId, sessions] of byGame(latestOf(records))) {
    for (const { session, seconds } of countedOnce(sessions)) add(gameId, seconds, session.endedAt);
  }
  for (const record of records) if (!isSession(record)) add(record.gameId, record.seconds, record.endedAt);
  return totals;
}

/** Returns fewer lines with the same totals: one for each session since `from`, and one for each game before that. */
export function compact(records: readonly GameTimeRecord[], from: number): readonly GameTimeRecord[] {
  const recent = latestOf(records).filter(({ endedAt }) => endedAt >= from);
  const isRecent = new Set(recent.map(({ session }) => session));
  const old = totalsOf(records.filter((record) => !isSession(record) || !isRecent.has(record.session)));
  const all = totalsOf(records);
  const ofRecent = totalsOf(recent);
  const sums = [...old].map(([gameId, { endedAt }]): SumRecord => {
    // What is left over, so that the totals stay the same to the second.
    const rest = (all.get(gameId)?.seconds ?? 0) - (ofRecent.get(gameId)?.seconds ?? 0);
    return { gameId, seconds: Math.max(0, rest), endedAt };
  });
  return [...sums, ...recent];
}

/** Returns the line of each session with the longest time. */
function latestOf(records: readonly GameTimeRecord[]): readonly SessionRecord[] {
  const latest = new Map<string, SessionRecord>();
  for (const record of records) {
    if (!isSession(record)) continue;
    const known = latest.get(record.session);
    if (!known || record.seconds >= known.seconds) latest.set(record.session, record);
  }
  return [...latest.values()];
}

function byGame(sessions: readonly SessionRecord[]): ReadonlyMap<string, readonly SessionRecord[]> {
  const games = new Map<string, SessionRecord[]>();
  for (const session of sessions) {
    const ofGame = games.get(session.gameId);
    if (ofGame) ofGame.push(session);
    else games.set(session.gameId, [session]);
  }
  return games;
}

/**
 * Yields what each session of a game adds. A game has one session at a time, so sessions of two runs that overlap are the same play time,
 * seen by two processes. Those of one run never are, even if the clock was set. No more is left out than the other sessions have added: one
 * that seems to end in the future, since the clock was wrong, does not swallow all that come after it.
 */
function* countedOnce(
  sessions: readonly SessionRecord[],
): Iterable<{ readonly session: SessionRecord; readonly seconds: number }> {
  const ends = new Map<string, number>();
  /** What the sessions of each run have added and no other session has shared. */
  const added = new Map<string, number>();
  for (const session of [...sessions].sort((a, b) => a.startedAt - b.startedAt)) {
    const { writer, startedAt, endedAt, seconds } = session;
    const othersEnd = Math.max(0, ...[...ends].map(([other, end]) => (other === writer ? 0 : end)));
    let counted = seconds;
    if (othersEnd > startedAt) {
      const room = Math.round(Math.max(0, endedAt - othersEnd) / 1000);
      for (const [other, end] of ends) {
        if (other === writer || end <= startedAt) continue;
        const shared = Math.min(Math.max(0, counted - room), added.get(other) ?? 0);
        counted -= shared;
        added.set(other, (added.get(other) ?? 0) - shared);
      }
    }
    yield { session, seconds: counted };
    ends.set(writer, Math.max(ends.get(writer) ?? 0, endedAt));
    added.set(writer, (added.get(writer) ?? 0) + counted);
  }
}
