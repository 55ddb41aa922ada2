import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { Pacer } from "../../src/imports/pacer.js";
import { LineWriter } from "../../src/rpc/line-writer.js";
import { deferred } from "../support/author.js";
import { WireEnd } from "../support/wire-end.js";

let now = 0;

beforeEach(() => {
  jest.spyOn(performance, "now").mockImplementation(() => now);
});

afterEach(() => {
  jest.restoreAllMocks();
});

/** Moves the clock, as work that does not yield to the event loop does. */
const keepBusy = (milliseconds: number): void => {
  now += milliseconds;
};

describe("a pacer", () => {
  it("does not pause while there is time and buffer space", () => {
    expect(new Pacer({ full: false, writable: () => Promise.resolve() }).due).toBe(false);
  });

  it("pauses after five milliseconds, and again after the next five", async () => {
    const pacer = new Pacer({ full: false, writable: () => Promise.resolve() });
    keepBusy(6);
    expect(pacer.due).toBe(true);
    const turned = deferred<string>();
    setImmediate(() => {
      turned.resolve("another turn");
    });
    await pacer.pause();
    expect(await Promise.race([turned.promise, Promise.resolve("the same turn")])).toBe("another turn");
    expect(pacer.due).toBe(false);
    keepBusy(6);
    expect(pacer.due).toBe(true);
  });

  it("gives concurrent workers one shared pause and one shared time slice", async () => {
    const pacer = new Pacer({ full: false, writable: () => Promise.resolve() });
    keepBusy(6);
    const resumed: number[] = [];
    let turn = 0;
    const nextTurn = (): void => {
      if (turn++ < 10) setImmediate(nextTurn);
    };
    nextTurn();
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        await pacer.pause();
        resumed.push(turn);
        keepBusy(1);
      }),
    );
    expect(new Set(resumed).size).toBe(1);
    expect(pacer.due).toBe(true);
  });

  it("yields to the event loop even if the client reads everything", async () => {
    let full = true;
    const pacer = new Pacer({
      get full() {
        return full;
      },
      writable: () => Promise.resolve(),
    });
    keepBusy(6);
    const turned = deferred<string>();
    setImmediate(() => {
      turned.resolve("another turn");
    });
    await pacer.pause();
    full = false;
    expect(await Promise.race([turned.promise, Promise.resolve("the same turn")])).toBe("another turn");
  });

  it("waits for the writer while it is full", async () => {
    const wire = new WireEnd();
    const writer = new LineWriter(wire);
    const pacer = new Pacer(writer);
    wire.fill();
    writer.send({});
    writer.flush();
    expect(pacer.due).toBe(true);
    let paused = true;
    const pause = pacer.pause().then(() => {
      paused = false;
    });
    await new Promise(setImmediate);
    expect(paused).toBe(true);
    wire.drain();
    await pause;
    expect(pacer.due).toBe(false);
  });
});
