import { OnHandshake, OnTick } from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { deferred, integration } from "../support/author.js";
import { startRig } from "../support/rig.js";

describe("@OnTick", () => {
  it("runs at the handshake and every second after that", async () => {
    const times: number[] = [];
    const rig = await startRig(integration({ tick: [OnTick(), () => void times.push(rig.clock.now())] }), {
      handshake: false,
    });
    await rig.clock.advance("5s");
    expect(times).toEqual([]);
    const start = rig.clock.now();
    await rig.greet();
    await rig.clock.advance("3s");
    expect(times.map((time) => time - start)).toEqual([0, 1000, 2000, 3000]);
  });

  it("receives the abort signal", async () => {
    const tick = jest.fn();
    await startRig(integration({ tick: [OnTick(), tick] }));
    expect(tick.mock.calls).toEqual([[expect.any(AbortSignal)]]);
  });

  it("waits for @OnHandshake()", async () => {
    const greeted = deferred();
    const tick = jest.fn();
    const rig = await startRig(integration({ greet: [OnHandshake(), () => greeted.promise], tick: [OnTick(), tick] }));
    await rig.clock.advance("5s");
    expect(tick).not.toHaveBeenCalled();
    greeted.resolve();
    await rig.settled();
    expect(tick).toHaveBeenCalledTimes(1);
  });

  it("never overlaps: a long run skips ticks, and the next one is at a whole second", async () => {
    let running = 0;
    let maxRunning = 0;
    const times: number[] = [];
    const rig = await startRig(
      integration({
        tick: [
          OnTick(),
          async () => {
            times.push(rig.clock.now() - start);
            maxRunning = Math.max(maxRunning, ++running);
            await rig.clock.sleep(2500);
            running--;
          },
        ],
      }),
      { handshake: false },
    );
    const start = rig.clock.now();
    await rig.greet();
    await rig.clock.advance("8s");
    expect(times).toEqual([0, 3000, 6000]);
    expect(maxRunning).toBe(1);
  });

  it.each([
    {
      what: "synchronously",
      fail: () => {
        throw new Error("odd");
      },
    },
    { what: "asynchronously", fail: () => Promise.reject(new Error("odd")) },
  ])("that fails $what runs again; the log has the error once", async ({ fail }) => {
    const tick = jest.fn(fail);
    const rig = await startRig(integration({ tick: [OnTick(), tick] }));
    await rig.clock.advance("2s");
    expect(tick).toHaveBeenCalledTimes(3);
    expect(rig.log.messages("error")).toEqual(["Author.tick threw"]);
  });

  it("does not run once the integration closes", async () => {
    const tick = jest.fn();
    const rig = await startRig(integration({ tick: [OnTick(), tick] }));
    await rig.request("shutdown");
    await rig.clock.advance("1m");
    expect(tick).toHaveBeenCalledTimes(1);
  });

  it("runs concurrently with other ticks", async () => {
    const other = jest.fn();
    const rig = await startRig(
      integration({ slow: [OnTick(), () => new Promise(() => undefined)], other: [OnTick(), other] }),
    );
    await rig.clock.advance("2s");
    expect(other).toHaveBeenCalledTimes(3);
  });
});
