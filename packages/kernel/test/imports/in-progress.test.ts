import { ImportComplete, ImportContext } from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { deferred, integration, never } from "../support/author.js";
import { type Kind, kinds } from "../support/kinds.js";
import { response, startRig } from "../support/rig.js";

const inProgress = {
  error: { code: 600, message: "Import already in progress", data: { internal_type: "ImportInProgress" } },
};

describe.each(kinds)(
  "while an import of $kind runs",
  ({ kind, decorate, start, idsName, value, success, finished }) => {
    it("another one of its kind is rejected and does not affect the first", async () => {
      const first = deferred();
      const handle = jest.fn(async (id: string) => {
        await first.promise;
        return value(id);
      });
      const rig = await startRig(integration({ handle: [decorate(), handle] }));
      expect(await rig.request(start, { [idsName]: ["1"] })).toEqual({ result: null });
      expect(await rig.request(start, { [idsName]: ["2"] })).toEqual(inProgress);
      rig.take();
      first.resolve();
      await rig.settled();
      expect(rig.take()).toEqual([success("1"), finished]);
      expect(handle.mock.calls.map(([id]) => id)).toEqual(["1"]);
      await rig.send({ jsonrpc: "2.0", id: "7", method: start, params: { [idsName]: ["2"] } });
      expect(rig.take()).toEqual([response("7", null), success("2"), finished]);
    });

    it("another one is rejected even during preparation", async () => {
      const context = deferred();
      const prepare = jest.fn(() => context.promise);
      const rig = await startRig(integration({ prepare: [ImportContext(kind), prepare], handle: [decorate(), value] }));
      await rig.send({ jsonrpc: "2.0", id: "7", method: start, params: { [idsName]: ["1"] } });
      expect(rig.take()).toEqual([]);
      expect(await rig.request(start, { [idsName]: ["2"] })).toEqual(inProgress);
      rig.take();
      context.resolve();
      await rig.settled();
      expect(rig.take()).toEqual([response("7", null), success("1"), finished]);
      expect(prepare).toHaveBeenCalledTimes(1);
    });

    it("the second of two that arrive in one chunk is rejected", async () => {
      const rig = await startRig(integration({ handle: [decorate(), value] }));
      await rig.send(
        { jsonrpc: "2.0", id: "7", method: start, params: { [idsName]: ["1"] } },
        { jsonrpc: "2.0", id: "8", method: start, params: { [idsName]: ["2"] } },
      );
      expect(rig.responseTo("7")).toEqual({ result: null });
      expect(rig.responseTo("8")).toEqual(inProgress);
      expect(rig.take().filter((message) => "method" in message)).toEqual([success("1"), finished]);
    });

    it("another one is accepted during its completion, after the finished message", async () => {
      const rig = await startRig(
        integration({ handle: [decorate(), value], complete: [ImportComplete(kind), () => never()] }),
      );
      await rig.request(start, { [idsName]: ["1"] });
      expect(await rig.request(start, { [idsName]: ["2"] })).toEqual({ result: null });
    });
  },
);

describe("while imports run", () => {
  it("imports of other kinds run concurrently", async () => {
    const [achievements, gameTimes] = kinds as readonly [Kind, Kind];
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
    const [achievements] = kinds as readonly [Kind];
    const plugin = integration({ handle: [achievements.decorate(), () => never()] });
    for (const rig of [await startRig(plugin), await startRig(plugin)]) {
      expect(await rig.request(achievements.start, { game_ids: ["1"] })).toEqual({ result: null });
    }
  });
});
