import { describe, expect, it } from "@jest/globals";
import type { ProcessInfo } from "../src/processes/process-info.js";
import { IgnoreList } from "../src/tracking/ignore-list.js";
import { TrackedSession } from "../src/tracking/tracked-session.js";
import { original, tree } from "../src/tracking/tracking-mode.js";
import { TrackingPlan } from "../src/tracking/tracking-plan.js";

const HOUR = 3_600_000;
const tide: ProcessInfo = { pid: 7, id: "7 0", ppid: 1, startTime: 0, name: "tide" };

// The clock of a test never leaps, so these begin below it.
describe("The play time of a session", () => {
  it("does not include the time that the computer slept, nor a step of the clock", () => {
    const session = TrackedSession.launched("id", "tide", 0, new TrackingPlan([tree()]));
    session.look(2000, [tide]);
    session.look(2000 + 8 * HOUR, [tide]);
    session.look(4000 + 8 * HOUR, [tide]);
    session.look(1000, [tide]);
    session.look(3000, [tide]);
    expect(session.seconds).toBe(2 + 30 + 2 + 0 + 2);
  });

  it("goes on after a restart, with what the game was played meanwhile", () => {
    const before = TrackedSession.launched("id", "tide", 0, new TrackingPlan([original()]));
    before.look(60_000, [tide]);
    const after = TrackedSession.restored(JSON.parse(JSON.stringify(before.store())));
    after.resume(60_000 + HOUR);
    expect(after).toMatchObject({ id: "id", how: "galaxy", startedAt: 0, seconds: 30 + 3600 });
  });
});

it("A helper is ignored each time it is seen, also by a pattern with the flag g", () => {
  const ignored = new IgnoreList([/^Overlay/g]);
  expect(["Overlay.exe", "Overlay.exe", "Overlay.exe"].map((name) => ignored.has(name))).toEqual([true, true, true]);
});
