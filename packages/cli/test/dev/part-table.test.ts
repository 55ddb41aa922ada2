import { isInTrouble, type PartState } from "@galaxy-kit/protocol";
import { describe, expect, it } from "@jest/globals";
import { renderParts } from "../../src/dev/part-table.js";

const plain = (_style: unknown, text: string): string => text;
const at = (time: string): number => new Date(`2026-05-04T${time}`).getTime();

const owned: PartState = {
  kind: "source",
  name: "Library.owned",
  state: "fresh",
  count: 412,
  pending: 0,
  paused: false,
  at: at("14:00:00"),
  nextAt: at("14:10:00"),
};
const sweep: PartState = {
  kind: "schedule",
  name: "Library.sweep",
  running: false,
  ranAt: at("14:00:00"),
  nextAt: at("15:00:00"),
};
const follow: PartState = {
  kind: "connection",
  name: "Friends.follow",
  state: "connected",
  connectedAt: at("13:00:00"),
};
const tracker: PartState = { kind: "games", name: "GameTracker", watched: 2, running: [] };
const settings: PartState = { kind: "settings", name: "RetroArch", file: "/home/jo/settings.jsonc", problems: [] };
const session: PartState = {
  kind: "session",
  name: "ShopSession",
  state: "active",
  expiresAt: at("15:00:00"),
  endsAt: Date.UTC(2026, 5, 1),
  endsSoon: false,
};
const store: PartState = {
  kind: "store",
  name: "offers",
  location: "GALAXY's cache",
  entries: 1,
  bytes: 1_400,
  saved: true,
  savedAt: at("14:00:05"),
  dropped: 0,
};
const cache: PartState = { kind: "cache", name: "Shop.offer", entries: 20, stale: 3, hits: 17, misses: 20, running: 0 };

describe("the table of the state", () => {
  it("has each source, schedule, connection, running game and file of settings", () => {
    const tide = { gameId: "tide", startedAt: at("13:48:00"), seconds: 725, how: "outside" } as const;
    expect(
      renderParts([owned, sweep, follow, { ...tracker, running: [tide] }, settings, session, store, cache], plain),
    ).toEqual([
      "Part            State      Last run  Next run  Details",
      "Library.owned   fresh      14:00:00  14:10:00  412 known",
      "Library.sweep   waiting    14:00:00  15:00:00",
      "Friends.follow  connected                      since 13:00:00",
      "GameTracker     watching                       2 installed games watched",
      "tide            running                        since 13:48:00; played for 12 min 5 s; started outside GALAXY",
      "RetroArch       read                           /home/jo/settings.jsonc",
      "ShopSession     active               15:00:00  ends on 2026-06-01",
      "offers          saved      14:00:05            1 entry, 1.4 kB; GALAXY's cache",
      "Shop.offer      waiting                        20 results, 3 stale; 17 of 37 calls answered",
    ]);
  });

  it("says what is wrong", () => {
    const heldBack = { count: 300, first: ["g1", "g2"], since: 0, answersNeeded: 1, suspicious: true };
    const parts: PartState[] = [
      { ...owned, pending: 1, heldBack },
      { ...owned, state: "failing", error: "the shop is closed" },
      { ...sweep, failingSince: at("12:00:00"), error: "out of ink" },
      {
        kind: "connection",
        name: "Friends.all",
        state: "waiting",
        nextAt: at("14:00:30"),
        failingSince: at("12:00:00"),
        error: "reset",
      },
      { ...tracker, error: "/proc is hidden" },
      { ...settings, problems: ["line 3: a comma is missing"] },
      { ...session, endsSoon: true },
      {
        ...session,
        state: "lost",
        expiresAt: undefined,
        endsAt: undefined,
        error: "the server refused the refresh token",
      },
      { ...store, saved: false, savedAt: undefined, dropped: 2, error: "the disk is full" },
      { ...cache, error: "the shop is closed" },
    ];
    expect(parts.every(isInTrouble)).toBe(true);
    expect([owned, sweep, follow, tracker, settings, session, store, cache].some(isInTrouble)).toBe(false);
    expect(renderParts(parts, plain).slice(1)).toEqual([
      "Library.owned  fresh    14:00:00  14:10:00  412 known; 1 change to report; 300 removals held back: g1, g2",
      "Library.owned  failing  14:00:00  14:10:00  412 known; the shop is closed",
      "Library.sweep  failing  14:00:00  15:00:00  since 12:00:00; out of ink",
      "Friends.all    failing            14:00:30  failing since 12:00:00; reset",
      "GameTracker    failing                      2 installed games watched; /proc is hidden",
      "RetroArch      invalid                      /home/jo/settings.jsonc; line 3: a comma is missing",
      "ShopSession    active             15:00:00  ends on 2026-06-01",
      "ShopSession    lost                         the server refused the refresh token",
      "offers         failing                      1 entry, 1.4 kB; 2 entries dropped; the disk is full; GALAXY's cache",
      "Shop.offer     failing                      20 results, 3 stale; 17 of 37 calls answered; the shop is closed",
    ]);
  });

  it("takes whatever an integration reports for a time", () => {
    expect(renderParts([{ ...session, nextAt: 9e15, endsAt: 9e15 } as PartState], plain)[1]).toContain(
      "ends on 9000000000000000",
    );
  });

  it("is one sentence for an integration without any", () => {
    expect(renderParts([], plain)).toEqual([
      "The integration has no sources, schedules, connections, tracked games, settings, session, stores or caches.",
    ]);
  });
});
