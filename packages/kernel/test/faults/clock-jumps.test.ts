import { setTimeout as wait } from "node:timers/promises";
import { Every, OnShutdown, OnTick, OwnedGames } from "@galaxy-kit/sdk";
import { FakeClock } from "@galaxy-kit/testing";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { DebuggedClock } from "../../src/lifecycle/debugged-clock.js";
import { SystemClock } from "../../src/lifecycle/system-clock.js";
import { integration, never } from "../support/author.js";
import { startLog } from "../support/log.js";
import { startRig } from "../support/rig.js";

const HOURS = 3_600_000;
const jumps = [
  ["forward by ten hours", 10 * HOURS],
  ["back by ten hours", -10 * HOURS - 300],
  ["back before 1970", -100 * 366 * 24 * HOURS - 300],
] as const;

/** A computer's clock that can be set. Sleeps use a monotonic clock that cannot. */
class AdjustableClock extends FakeClock {
  ahead = 0;

  override now(): number {
    return super.now() + this.ahead;
  }
}

describe.each(jumps)("when the computer's clock is set %s", (_, jump) => {
  it("@OnTick() runs every second, before and after", async () => {
    const clock = new AdjustableClock();
    let ticks = 0;
    await startRig(
      integration({
        tick: [
          OnTick(),
          () => {
            ticks++;
          },
        ],
      }),
      { clock },
    );
    await clock.advance("10s");
    const before = ticks;
    clock.ahead = jump;
    await clock.advance("10s");
    expect(ticks - before).toBe(10);
  });

  it.each<[what: string, decorator: ReturnType<typeof OnTick>, interval: "1s" | "10m"]>([
    ["@OnTick()", OnTick(), "1s"],
    ["@Every()", Every("10m"), "10m"],
  ])("while %s runs, the next run is neither skipped nor repeated", async (__, decorator, interval) => {
    const clock = new AdjustableClock();
    let runs = 0;
    await startRig(
      integration({
        work: [
          decorator,
          () => {
            runs++;
            clock.ahead += jump;
          },
        ],
      }),
      { clock },
    );
    const before = runs;
    for (let number = 1; number <= 3; number++) {
      await clock.advance(interval);
      expect(runs - before).toBe(number);
    }
  });

  it("timeouts stay the same: 60 seconds for a login, 30 for the shutdown", async () => {
    const clock = new AdjustableClock();
    const rig = await startRig(
      integration({ owned: [OwnedGames({ after: "authentication" }), () => []], close: [OnShutdown(), () => never()] }),
      { clock },
    );
    expect(await rig.request("import_owned_games")).toBeUndefined();
    clock.ahead = jump;
    await clock.advance("59s");
    expect(rig.take()).toEqual([]);
    await clock.advance("1s");
    expect(rig.take()).toMatchObject([{ error: { code: 1 } }]);

    await rig.send({ jsonrpc: "2.0", id: "end", method: "shutdown" });
    clock.ahead = 0;
    await clock.advance("29s");
    expect(rig.take()).toEqual([]);
    await clock.advance("1s");
    await rig.plugin.closed;
    expect(rig.take()).toMatchObject([{ id: "end", result: null }]);
  });

  describe("and it is the real clock", () => {
    afterEach(() => {
      jest.restoreAllMocks();
    });

    it("a sleep ends, and a canceled sleep is canceled", async () => {
      const clock = new SystemClock();
      const start = Date.now();
      const asleep = clock.sleep(20);
      const canceled = clock.sleep(24 * HOURS, AbortSignal.timeout(20));
      jest.spyOn(Date, "now").mockImplementation(() => start + jump);
      await asleep;
      await expect(canceled).rejects.toThrow(/abort/i);
      expect(clock.now()).toBe(start + jump);
    });

    it("a log line has the computer's time", () => {
      const now = Date.now();
      jest.useFakeTimers({ now: now + jump, doNotFake: ["nextTick", "setImmediate"] });
      try {
        const { log, captured } = startLog();
        log.info("after");
        expect(captured.entries[0]?.time).toBe(new Date(now + jump).toISOString());
      } finally {
        jest.useRealTimers();
      }
    });
  });
});

describe("When a debugger has held the integration", () => {
  it("a wait goes on, and less than a step of it is lost", async () => {
    const clock = new DebuggedClock(20);
    const ended: string[] = [];
    const asleep = clock.sleep(200).then(() => ended.push("wait"));
    await wait(1);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    await wait(5).then(() => ended.push("look"));
    await asleep;
    expect(ended).toEqual(["look", "wait"]);
    await expect(clock.sleep(1000, AbortSignal.timeout(5))).rejects.toThrow(/abort/i);
  });
});
