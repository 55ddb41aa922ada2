import { Clock } from "@galaxy-kit/sdk";
import { FakeClock } from "@galaxy-kit/testing";
import { describe, expect, it } from "@jest/globals";
import type { ProcessInfo } from "../src/processes/process-info.js";
import { IgnoreList } from "../src/tracking/ignore-list.js";
import { Links } from "../src/tracking/links.js";
import { ProcessTree } from "../src/tracking/process-tree.js";
import type { Sighting } from "../src/tracking/sighting.js";
import { TrackedSession } from "../src/tracking/tracked-session.js";
import { folder, original, tree } from "../src/tracking/tracking-mode.js";
import { TrackingPlan } from "../src/tracking/tracking-plan.js";

const HOUR = 3_600_000;
const tide: ProcessInfo = { pid: 7, id: "7 0", ppid: 1, startTime: 0, name: "tide" };
const seen: Sighting = { processes: [tide], isRecognized: true, hasHelpers: false };

describe("The play time of a session", () => {
  it("does not include the time that the computer slept, whether or not that moves the clock that nobody sets", () => {
    const clock = new ManualClock();
    const session = TrackedSession.launched("id", "tide", new TrackingPlan([tree()]), clock);
    for (const milliseconds of [2000, 8 * HOUR, 2000]) {
      clock.pass(milliseconds);
      session.look(seen);
    }
    expect(session.seconds).toBe(2 + 30 + 2);
  });

  it("goes on after a restart, with what the game was played meanwhile", () => {
    const clock = new ManualClock();
    const before = TrackedSession.launched("id", "tide", new TrackingPlan([original()]), clock);
    clock.pass(20_000);
    before.look(seen);
    const after = TrackedSession.restored(JSON.parse(JSON.stringify(before.store())), clock);
    clock.pass(HOUR);
    after.resume();
    expect(after).toMatchObject({ id: "id", how: "galaxy", startedAt: 0, seconds: 20 + 3600 });
  });
});

/** A clock that leaps, unlike that of the test kit. */
class ManualClock extends Clock {
  #time = 0;

  override now(): number {
    return this.#time;
  }

  override monotonic(): number {
    return this.#time;
  }

  override sleep(): Promise<void> {
    return new Promise(() => undefined);
  }

  pass(milliseconds: number): void {
    this.#time += milliseconds;
  }
}

describe("A pid that belongs to another process now", () => {
  const game: ProcessInfo = { ...tide, pid: 7, id: "7 1000", group: 7, startTime: 1000 };
  const launched = (): TrackedSession => {
    const session = TrackedSession.launched("id", "tide", new TrackingPlan([tree()]), new ManualClock());
    session.started = { pid: 7 };
    return session;
  };
  const isOf = (session: TrackedSession, process: ProcessInfo, ...others: ProcessInfo[]): boolean =>
    new ProcessTree([process, ...others], [session]).sessionOf(process) === session;

  it("makes nobody a child of the game who is older than it", () => {
    const child: ProcessInfo = { ...tide, pid: 8, id: "8 2000", ppid: 7, group: 8, startTime: 2000 };
    expect(isOf(launched(), child, game)).toBe(true);
    expect(isOf(launched(), { ...child, id: "8 500", startTime: 500 }, game)).toBe(false);
  });

  it("is not that of the program that was started, once that has ended", () => {
    const other: ProcessInfo = { ...game, id: "7 5000", group: 3, startTime: 5000 };
    const session = launched();
    expect(isOf(session, game)).toBe(true);
    session.exited(7, 0);
    expect(isOf(session, other)).toBe(false);
  });
});

it("A game that says how long it may be gone is not kept waiting by the other ways to track it", () => {
  expect(new TrackingPlan([tree(), { kind: "installed", options: { settle: "1s" } }]).settle).toBe(1000);
  expect(new TrackingPlan([tree({ settle: "2s" }), folder("/games/tide", { settle: "1s" })]).settle).toBe(2000);
  expect(new TrackingPlan([tree(), folder("/games/tide")])).toMatchObject({ settle: 5000, startWithin: 45_000 });
});

it("A folder on a network drive that does not answer holds nothing up for longer than two seconds, and counts when it does", async () => {
  const clock = new FakeClock();
  let answer: (path: string) => void = () => undefined;
  const dead = new Promise<string>((resolve) => (answer = resolve));
  const asked: string[] = [];
  const links = new Links(clock, (path) => {
    asked.push(path);
    return path === "/dead" ? dead : Promise.resolve(`/disk${path}`);
  });
  const resolved = links.resolve(["/dead", "/tide", "/moth"]);
  await clock.advance("2s");
  await resolved;
  await links.resolve(["/dead", "/tide"]);
  expect(["/dead", "/tide", "/moth"].map((path) => links.formsOf(path).at(-1))).toEqual([
    "/dead",
    "/disk/tide",
    "/disk/moth",
  ]);
  answer("/share");
  await clock.advance("1ms");
  expect([links.formsOf("/dead"), links.version, asked.length]).toEqual([["/dead", "/share"], 3, 3]);
});

it("A helper is ignored each time it is seen, also by a pattern with the flag g", () => {
  const ignored = new IgnoreList([/^Overlay/g]);
  expect(["Overlay.exe", "Overlay.exe", "Overlay.exe"].map((name) => ignored.has(name))).toEqual([true, true, true]);
});
