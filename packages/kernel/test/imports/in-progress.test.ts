import { BackendTimeout, ImportComplete, ImportContext } from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { type Deferred, deferred, integration, never } from "../support/author.js";
import { errors, type Kind, kinds, subscriptionGames as games } from "../support/kinds.js";
import { response, type Rig, startRig } from "../support/rig.js";

const inProgress = {
  error: { code: 600, message: "Import already in progress", data: { internal_type: "ImportInProgress" } },
};
const accepted = { result: null };
const [achievements, gameTimes] = kinds as readonly [Kind, Kind];

/** A handler that waits until the test lets each id through. */
function gated(value: (id: string) => unknown) {
  const open = new Map<string, Deferred<void>>();
  const handle = jest.fn(async (id: string) => {
    const gate = deferred();
    open.set(id, gate);
    await gate.promise;
    return value(id);
  });
  const letThrough = async (rig: Rig, ...ids: string[]): Promise<void> => {
    for (const id of ids) open.get(id)?.resolve();
    await rig.settled();
  };
  const asked = (): readonly string[] => handle.mock.calls.map(([id]) => id);
  return { handle, letThrough, asked };
}

describe.each(kinds)(
  "while an import of $kind runs",
  ({ kind, decorate, start, idsName, value, success, failure, finished }) => {
    it("others are answered at once, and their ids are imported together after it, each once", async () => {
      const { handle, letThrough, asked } = gated(value);
      const prepare = jest.fn((ids: string[]) => ids.join());
      const rig = await startRig(
        integration({ handle: [decorate({ concurrency: 9 }), handle], prepare: [ImportContext(kind), prepare] }),
      );
      for (const ids of [["a"], ["b"], ["c", "b"]])
        expect(await rig.request(start, { [idsName]: ids })).toEqual(accepted);
      rig.take();
      expect(asked()).toEqual(["a"]);

      await letThrough(rig, "a");
      expect(rig.take()).toEqual([success("a"), finished]);
      expect(asked()).toEqual(["a", "b", "c"]);
      await letThrough(rig, "b", "c");
      expect(rig.take()).toEqual([success("b"), success("c"), finished, finished]);
      expect(prepare.mock.calls.map(([ids]) => ids)).toEqual([["a"], ["b", "c"]]);
      expect(handle.mock.calls.map(([, context]: unknown[]) => context)).toEqual(["a", "b,c", "b,c"]);
    });

    it("ids that it has yet to answer are not imported again, and ids that it has answered are", async () => {
      const { handle, letThrough, asked } = gated(value);
      const rig = await startRig(integration({ handle: [decorate({ concurrency: 9 }), handle] }));
      await rig.request(start, { [idsName]: ["a", "b"] });
      await letThrough(rig, "a");
      rig.take();
      expect(await rig.request(start, { [idsName]: ["b"] })).toEqual(accepted);
      expect(await rig.request(start, { [idsName]: [] })).toEqual(accepted);
      expect(await rig.request(start, { [idsName]: ["a", "b"] })).toEqual(accepted);
      rig.take();
      await letThrough(rig, "b");
      expect(rig.take()).toEqual([success("b"), finished, finished, finished]);
      await letThrough(rig, "a");
      expect(rig.take()).toEqual([success("a"), finished]);
      expect(asked()).toEqual(["a", "b", "a"]);
    });

    it("others that arrive during its preparation are answered by it as far as possible", async () => {
      const context = deferred();
      const prepare = jest.fn(() => context.promise);
      const rig = await startRig(integration({ prepare: [ImportContext(kind), prepare], handle: [decorate(), value] }));
      await rig.send({ jsonrpc: "2.0", id: "7", method: start, params: { [idsName]: ["a"] } });
      expect(await rig.request(start, { [idsName]: ["a"] })).toEqual(accepted);
      rig.take();
      context.resolve();
      await rig.settled();
      expect(rig.take()).toEqual([response("7", null), success("a"), finished, finished]);
      expect(prepare).toHaveBeenCalledTimes(1);
    });

    it("others that arrive during a preparation that fails are imported", async () => {
      const context = deferred();
      const prepare = jest.fn(() => context.promise);
      prepare.mockImplementationOnce(() => context.promise).mockResolvedValue(undefined);
      const rig = await startRig(integration({ prepare: [ImportContext(kind), prepare], handle: [decorate(), value] }));
      await rig.send({ jsonrpc: "2.0", id: "7", method: start, params: { [idsName]: ["a"] } });
      expect(await rig.request(start, { [idsName]: ["a"] })).toEqual(accepted);
      rig.take();
      context.reject(new BackendTimeout());
      await rig.settled();
      expect(rig.take()).toEqual([{ jsonrpc: "2.0", id: "7", error: errors.backendTimeout }, success("a"), finished]);
    });

    it("a preparation that fails for others fails their ids, and the next import runs", async () => {
      const { handle, letThrough } = gated(value);
      const prepare = jest.fn<() => Promise<unknown>>().mockResolvedValue(undefined);
      const rig = await startRig(
        integration({ prepare: [ImportContext(kind), prepare], handle: [decorate(), handle] }),
      );
      await rig.request(start, { [idsName]: ["a"] });
      await rig.request(start, { [idsName]: ["b", "c"] });
      rig.take();
      prepare.mockRejectedValueOnce(new BackendTimeout());
      await letThrough(rig, "a");
      const { backendTimeout } = errors;
      expect(rig.take()).toEqual([
        success("a"),
        finished,
        failure("b", backendTimeout),
        failure("c", backendTimeout),
        finished,
      ]);
      expect(rig.log.messages("warn")).toEqual([
        "Author.prepare failed with BackendTimeout: Backend timed out (for 2 ids)",
      ]);
      expect(await rig.request(start, { [idsName]: ["d"] })).toEqual(accepted);
      rig.take();
      await letThrough(rig, "d");
      expect(rig.take()).toEqual([success("d"), finished]);
    });

    it("the second of two that arrive in one chunk is answered before its result", async () => {
      const rig = await startRig(integration({ handle: [decorate(), value] }));
      await rig.send(
        { jsonrpc: "2.0", id: "7", method: start, params: { [idsName]: ["1"] } },
        { jsonrpc: "2.0", id: "8", method: start, params: { [idsName]: ["2"] } },
      );
      const sent = rig.take();
      expect(sent.filter((message) => "method" in message)).toEqual([success("1"), finished, success("2"), finished]);
      expect(sent.findIndex(({ id }) => id === "8")).toBeLessThan(
        sent.findIndex(
          (each) =>
            each["params"] !== null && "method" in each && JSON.stringify(each) === JSON.stringify(success("2")),
        ),
      );
    });

    it("others that wait are dropped when the integration closes", async () => {
      const handle = jest.fn(() => never());
      const rig = await startRig(integration({ handle: [decorate(), handle] }));
      await rig.request(start, { [idsName]: ["a"] });
      await rig.request(start, { [idsName]: ["b"] });
      rig.take();
      expect(await rig.request("shutdown")).toEqual(accepted);
      expect(rig.take()).toHaveLength(1);
      expect(handle).toHaveBeenCalledTimes(1);
    });

    it("another one is accepted during its completion, after the finished message", async () => {
      const rig = await startRig(
        integration({ handle: [decorate(), value], complete: [ImportComplete(kind), () => never()] }),
      );
      await rig.request(start, { [idsName]: ["1"] });
      expect(await rig.request(start, { [idsName]: ["2"] })).toEqual(accepted);
      expect(rig.take().slice(-2)).toEqual([success("2"), finished]);
    });
  },
);

describe.each([
  ...kinds.map(({ kind, decorate, start, idsName, value }) => ({ kind, decorate, start, idsName, value })),
  { ...games, value: () => [games.page] },
])('while an import of $kind with { whileRunning: "refuse" } runs', ({ kind, decorate, start, idsName, value }) => {
  it("others are refused, as by the Python API, and do not affect it", async () => {
    const first = deferred();
    const context = jest.fn(() => first.promise);
    const handle = jest.fn((id: string) => value(id));
    const rig = await startRig(
      integration({
        prepare: [ImportContext(kind), context],
        handle: [decorate({ whileRunning: "refuse" }), handle],
      }),
    );
    await rig.send({ jsonrpc: "2.0", id: "7", method: start, params: { [idsName]: ["1"] } });
    expect(await rig.request(start, { [idsName]: ["2"] })).toEqual(inProgress);
    first.resolve();
    await rig.settled();
    expect(rig.responseTo("7")).toEqual(accepted);
    expect(handle.mock.calls.map(([id]) => id)).toEqual(["1"]);
    expect(await rig.request(start, { [idsName]: ["2"] })).toEqual(accepted);
  });
});

describe("while an import of subscription games runs", () => {
  it("a subscription whose first page was sent is imported again, and the others are not", async () => {
    const more = deferred();
    const handle = jest.fn(async function* (name: string) {
      yield games.page;
      if (name === "Pass") await more.promise;
    });
    const rig = await startRig(integration({ handle: [games.decorate({ concurrency: 1 }), handle] }));
    await rig.request(games.start, { subscription_names: ["Pass", "Plus"] });
    expect(await rig.request(games.start, { subscription_names: ["Pass", "Plus"] })).toEqual(accepted);
    rig.take();
    more.resolve();
    await rig.settled();
    const { success, partialFinished, finished } = games;
    const plus = [success("Plus"), partialFinished("Plus")];
    expect(rig.take()).toEqual([
      partialFinished("Pass"),
      ...plus,
      finished,
      success("Pass"),
      partialFinished("Pass"),
      finished,
    ]);
  });

  it("a subscription that has ended without a page is imported again", async () => {
    const more = deferred();
    const handle = jest.fn(async function* (name: string) {
      if (name === "Pass") yield await more.promise.then(() => games.page);
    });
    const rig = await startRig(integration({ handle: [games.decorate({ concurrency: 2 }), handle] }));
    await rig.request(games.start, { subscription_names: ["Pass", "Empty"] });
    await rig.request(games.start, { subscription_names: ["Empty"] });
    rig.take();
    more.resolve();
    await rig.settled();
    const { success, partialFinished, finished } = games;
    expect(rig.take()).toEqual([
      success("Pass"),
      partialFinished("Pass"),
      finished,
      partialFinished("Empty"),
      finished,
    ]);
  });
});

describe("while imports run", () => {
  it("the storm of single imports after games were added leaves every game complete", async () => {
    const { handle, letThrough } = gated(gameTimes.value);
    const rig = await startRig(integration({ handle: [gameTimes.decorate(), handle] }));
    await rig.request(gameTimes.start, { game_ids: ["a"] });
    const added = Array.from({ length: 50 }, (_, index) => `new${index}`);
    for (const id of added) rig.deliver({ jsonrpc: "2.0", id, method: gameTimes.start, params: { game_ids: [id] } });
    await letThrough(rig, "a");
    for (let batch = 0; batch < 3; batch++) await letThrough(rig, ...added);
    const sent = rig.take();
    for (const id of added) expect(sent).toContainEqual(gameTimes.success(id));
    expect(sent.filter((each) => "error" in each)).toEqual([]);
    expect(sent.filter(({ method }) => method === gameTimes.finished["method"])).toHaveLength(51);
  });

  it("too many ids that wait are refused", async () => {
    const rig = await startRig(integration({ handle: [achievements.decorate(), () => never()] }));
    await rig.request(achievements.start, { game_ids: ["1"] });
    const many = (from: number): string[] => Array.from({ length: 100_000 }, (_, index) => String(from + index));
    for (const from of [100_000, 200_000])
      expect(await rig.request(achievements.start, { game_ids: many(from) })).toEqual(accepted);
    expect(await rig.request(achievements.start, { game_ids: ["2"] })).toEqual(inProgress);
  });

  it("imports of other kinds run concurrently", async () => {
    const rig = await startRig(
      integration({
        achievements: [achievements.decorate(), () => never()],
        times: [gameTimes.decorate(), gameTimes.value],
      }),
    );
    await rig.request(achievements.start, { game_ids: ["1"] });
    await rig.request(gameTimes.start, { game_ids: ["1"] });
    expect(rig.take()).toEqual([
      response("100", null),
      response("101", null),
      gameTimes.success("1"),
      gameTimes.finished,
    ]);
  });

  it("imports of another integration in the same process run concurrently", async () => {
    const plugin = integration({ handle: [achievements.decorate(), () => never()] });
    for (const rig of [await startRig(plugin), await startRig(plugin)]) {
      expect(await rig.request(achievements.start, { game_ids: ["1"] })).toEqual(accepted);
    }
  });
});
