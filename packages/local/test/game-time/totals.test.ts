import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { GameTimeRecord } from "../../src/game-time/session-record.js";
import { compact, totalsOf } from "../../src/game-time/totals.js";

const minute = 60_000;
const line = (session: string, writer: string, from: number, to: number): GameTimeRecord => ({
  session,
  writer,
  gameId: "tide",
  startedAt: from * minute,
  endedAt: to * minute,
  seconds: (to - from) * 60,
});
const minutes = (...records: GameTimeRecord[]) => (totalsOf(records).get("tide")?.seconds ?? 0) / 60;

describe("sessions", () => {
  it("count once, however many lines they have, in any order", () => {
    expect(minutes(line("a", "1", 0, 1), line("a", "1", 0, 3), line("a", "1", 0, 2))).toBe(3);
    expect(minutes(line("a", "1", 0, 3), line("a", "2", 0, 10))).toBe(10);
  });

  it("of two processes that overlap count once", () => {
    expect(minutes(line("a", "1", 0, 10), line("b", "2", 0, 10))).toBe(10);
    expect(minutes(line("a", "1", 0, 10), line("b", "2", 5, 20))).toBe(20);
    expect(minutes(line("a", "1", 0, 20), line("b", "2", 5, 10))).toBe(20);
    expect(minutes(line("a", "1", 0, 10), line("b", "2", 10, 20))).toBe(20);
  });

  it("are not swallowed by one that seems to end in the future, since the clock was wrong", () => {
    const wrong = { ...line("a", "1", 0, 1440), seconds: 600 };
    expect(minutes(wrong, line("b", "2", 60, 70), line("c", "3", 120, 180))).toBe(70);
  });

  it("of one process never overlap: if they seem to, its clock was set back", () => {
    expect(minutes(line("a", "1", 0, 10), line("b", "1", 5, 15))).toBe(20);
  });
});

describe("compacting", () => {
  const record = fc
    .record({
      kind: fc.constantFrom("session", "sum"),
      session: fc.constantFrom("a", "b", "c", "d", "e"),
      writer: fc.constantFrom("1", "2"),
      startedAt: fc.nat(100),
      length: fc.nat(30),
    })
    .map(({ kind, session, writer, startedAt, length }): GameTimeRecord => {
      // A session has one game and one start.
      const gameId = session < "c" ? "tide" : "moth";
      const begin = startedAt - (startedAt % (session.charCodeAt(0) - 90));
      const endedAt = (begin + length) * minute;
      if (kind === "sum") return { gameId, seconds: length * 60, endedAt };
      return { session, writer, gameId, startedAt: begin * minute, endedAt, seconds: length * 60 };
    });

  it("changes no total, and does nothing the second time", () => {
    fc.assert(
      fc.property(fc.array(record), fc.nat(100), (records, from) => {
        const short = compact(records, from * minute);
        const sorted = (lines: readonly GameTimeRecord[]) => [...totalsOf(lines)].sort();
        expect(sorted(short)).toEqual(sorted(records));
        expect(compact(short, from * minute).length).toBeLessThanOrEqual(short.length);
      }),
    );
  });
});
