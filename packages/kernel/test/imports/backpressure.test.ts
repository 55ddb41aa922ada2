import { AccessDenied, Achievements, SubscriptionGames } from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { integration } from "../support/author.js";
import { kinds, subscriptionGames as games } from "../support/kinds.js";
import { response, type Rig, startRig } from "../support/rig.js";

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));
/** More than is written at once. */
const LARGE = 300 * 1024;
const [achievements] = kinds;
if (!achievements) throw new Error("no achievements");
const { start, finished, value } = achievements;

/** Waits for the last message of an import, which may take many event-loop turns. */
const untilFinished = (rig: Rig): Promise<void> =>
  new Promise((resolve) => {
    rig.wire.onLine = (line) => {
      if (line.includes("_import_finished") && !line.includes("partial")) resolve();
    };
  });

describe("an import to a client that reads slowly", () => {
  it("requests no new ids until the client has read", async () => {
    const handle = jest.fn(value);
    const rig = await startRig(integration({ handle: [Achievements({ concurrency: 4 }) as never, handle] }));
    rig.wire.fill();
    await rig.request(start, { game_ids: ids(5000) });
    const before = handle.mock.calls.length;
    // 256 KiB plus the items in progress: about 1,100 messages.
    expect(before).toBeLessThan(2000);
    await rig.settled();
    expect(handle.mock.calls).toHaveLength(before);
    expect(rig.wire.waiting).toBeGreaterThan(0);

    const done = untilFinished(rig);
    rig.wire.drain();
    await done;
    expect(handle).toHaveBeenCalledTimes(5000);
    expect(rig.take()).toHaveLength(5002);
  });

  it("reads no more from an async iterable either", async () => {
    let taken = 0;
    const handle = async function* (gameIds: string[]): AsyncIterable<[string, unknown]> {
      for (const id of gameIds) {
        taken++;
        await Promise.resolve();
        yield [id, value(id)];
      }
    };
    const rig = await startRig(integration({ handle: [Achievements({ batched: true }) as never, handle] }));
    rig.wire.fill();
    await rig.request(start, { game_ids: ids(5000) });
    const before = taken;
    expect(before).toBeLessThan(5000);
    await rig.settled();
    expect(taken).toBe(before);

    const done = untilFinished(rig);
    rig.wire.drain();
    await done;
    expect(taken).toBe(5000);
  });

  it("reads no more pages either", async () => {
    let taken = 0;
    const handle = async function* () {
      for (; taken < 2000; taken++) {
        await Promise.resolve();
        yield [{ gameId: String(taken), gameTitle: "Tide" }];
      }
    };
    const rig = await startRig(integration({ handle: [games.decorate(), handle] }));
    rig.wire.fill();
    await rig.request(games.start, { subscription_names: ["Pass"] });
    expect(taken).toBeLessThan(2000);
    const done = untilFinished(rig);
    rig.wire.drain();
    await done;
    expect(taken).toBe(2000);
  });

  it.each([
    {
      form: "values",
      decorator: Achievements({ concurrency: 20 }),
      handle: (id: string) => [{ unlockTime: 1, achievementName: id.padEnd(LARGE) }],
      method: start,
      params: { game_ids: ids(20) },
    },
    {
      form: "errors",
      decorator: Achievements({ concurrency: 20 }),
      handle: () => Promise.reject(new AccessDenied("x".repeat(LARGE))),
      method: start,
      params: { game_ids: ids(20) },
    },
    {
      form: "pages",
      decorator: SubscriptionGames({ concurrency: 20 }),
      handle: async function* (name: string) {
        await Promise.resolve();
        yield [{ gameId: name, gameTitle: "x".repeat(LARGE) }];
      },
      method: games.start,
      params: { subscription_names: ids(20) },
    },
  ])("sends large $form of concurrent items one by one", async ({ decorator, handle, method, params }) => {
    const rig = await startRig(integration({ handle: [decorator as never, handle] }));
    rig.wire.fill();
    await rig.request(method, params);
    await rig.settled();
    const large = (): number => rig.wire.lines.filter(({ length }) => length > LARGE).length;
    for (let read = 0; read < 25; read++) {
      const before = large();
      // There is room for one more.
      rig.wire.drain();
      rig.wire.fill();
      await rig.settled();
      expect(large() - before).toBeLessThanOrEqual(1);
    }
    expect(large()).toBe(20);
    expect(rig.messages.at(-1)?.["method"]).toMatch(/_import_finished$/);
  });

  it("can be canceled, and pings get responses meanwhile", async () => {
    const rig = await startRig(integration({ handle: [Achievements({ concurrency: 1 }) as never, value] }));
    rig.wire.fill();
    await rig.request(start, { game_ids: ids(1000) });
    rig.take();
    expect(await rig.request("ping")).toEqual({ result: null });
    expect(await rig.request("shutdown")).toEqual({ result: null });
    rig.wire.drain();
    await rig.settled();
    expect(rig.take()).toEqual([response("101", null), response("102", null)]);
  });
});

describe("a large import of available values", () => {
  const rows = [
    { form: "one by one", handle: value, options: undefined },
    {
      form: "as a Map",
      handle: (gameIds: string[]) => new Map(gameIds.map((id) => [id, value(id)])),
      options: { batched: true },
    },
    { form: "as an empty Map", handle: () => new Map(), options: { batched: true } },
    {
      form: "as an async iterable",
      handle: async function* (gameIds: string[]) {
        for (const id of gameIds) {
          await Promise.resolve();
          yield [id, value(id)];
        }
      },
      options: { batched: true },
    },
  ];

  it.each(rows)("yields to the event loop, $form", async ({ handle, options }) => {
    const rig = await startRig(integration({ handle: [Achievements(options as never) as never, handle] }));
    const done = untilFinished(rig);
    rig.deliver({ jsonrpc: "2.0", id: "7", method: start, params: { game_ids: ids(20_000) } });
    // The next event-loop turn: without yielding, everything would have been sent by then.
    setImmediate(() => {
      rig.deliver({ jsonrpc: "2.0", id: "p", method: "ping", params: {} });
    });
    await done;
    const messages = rig.take();
    expect(messages).toHaveLength(20_003);
    expect(messages.findIndex(({ id }) => id === "p")).toBeLessThan(15_000);
    expect(messages.at(-1)).toEqual(finished);
  });
});
