import { BackendTimeout, GameTimes } from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { integration } from "../support/author.js";
import { errors, kinds } from "../support/kinds.js";
import { response, startRig } from "../support/rig.js";

describe("an import with one call per id", () => {
  it.each(kinds)(
    "$kind: calls its method and sends the exact messages",
    async ({ decorate, start, idsName, value, success, finished }) => {
      const handle = jest.fn((id: string) => value(id));
      const rig = await startRig(integration({ handle: [decorate(), handle] }));
      await rig.send({ jsonrpc: "2.0", id: "7", method: start, params: { [idsName]: ["1", "2", "3"] } });
      expect(rig.take()).toEqual([response("7", null), success("1"), success("2"), success("3"), finished]);
      const signal = expect.any(AbortSignal);
      expect(handle.mock.calls).toEqual([
        ["1", undefined, signal],
        ["2", undefined, signal],
        ["3", undefined, signal],
      ]);
    },
  );

  it.each(kinds)(
    "$kind: an error fails only its id",
    async ({ decorate, start, idsName, value, success, failure, finished }) => {
      const handle = async (id: string): Promise<unknown> => {
        await Promise.resolve();
        if (id === "slow") throw new BackendTimeout();
        if (id === "broken") throw new Error("a private detail");
        return value(id);
      };
      const rig = await startRig(integration({ handle: [decorate({ concurrency: 1 }), handle] }));
      await rig.send({ jsonrpc: "2.0", id: "7", method: start, params: { [idsName]: ["1", "slow", "broken", "2"] } });
      expect(rig.take()).toEqual([
        response("7", null),
        success("1"),
        failure("slow", errors.backendTimeout),
        failure("broken", errors.unknown),
        success("2"),
        finished,
      ]);
    },
  );

  it("texts that are thrown for many ids are one line of the log, although each names its id", async () => {
    const handle = (id: string): never => {
      throw `an avocado of ${id} after ${id.length} s`;
    };
    const rig = await startRig(integration({ handle: [GameTimes(), handle] }));
    await rig.request("start_game_times_import", { game_ids: ["a", "pear", "(b"] });
    await rig.settled();
    expect(rig.log.entries.filter(({ level }) => level === "error")).toMatchObject([
      { message: "Author.handle threw (for 3 ids)", ids: ["a", "pear", "(b"], error: "an avocado of a after 1 s" },
    ]);
  });

  it.each(kinds)("$kind: works without ids", async ({ decorate, start, idsName, finished }) => {
    const handle = jest.fn();
    const rig = await startRig(integration({ handle: [decorate(), handle] }));
    await rig.send({ jsonrpc: "2.0", id: "7", method: start, params: { [idsName]: [] } });
    expect(rig.take()).toEqual([response("7", null), finished]);
    expect(handle).not.toHaveBeenCalled();
  });

  it.each(kinds)(
    "$kind: an id that is requested twice is imported once",
    async ({ decorate, start, idsName, value, success, finished }) => {
      const rig = await startRig(integration({ handle: [decorate(), value] }));
      await rig.request(start, { [idsName]: ["1", "1"] });
      expect(rig.take().slice(1)).toEqual([success("1"), finished]);
    },
  );

  it.each(kinds)(
    "$kind: rejects parameters that are not a list of ids",
    async ({ decorate, start, idsName, value }) => {
      const rig = await startRig(integration({ handle: [decorate(), value] }));
      for (const params of [
        {},
        { [idsName]: "1" },
        { [idsName]: [1] },
        { [idsName]: null },
        { [idsName]: [], more: 1 },
        { ids: [] },
      ]) {
        expect(await rig.request(start, params)).toEqual({
          error: { code: -32602, message: "Invalid params", data: { internal_type: "InvalidParams" } },
        });
      }
      expect(await rig.request(start, { [idsName]: [] })).toEqual({ result: null });
    },
  );

  it.each(kinds)("$kind: without a handler is an unknown method", async ({ start, idsName }) => {
    const rig = await startRig(integration({}));
    expect(await rig.request(start, { [idsName]: ["1"] })).toMatchObject({ error: { code: -32601 } });
  });

  it.each(kinds.filter(({ kind }) => kind === "osCompatibilities" || kind === "localSizes"))(
    "$kind: undefined is a valid value",
    async ({ decorate, start, idsName, empty, finished }) => {
      const rig = await startRig(
        integration({ handle: [decorate(), (id: string) => (id === "1" ? null : undefined)] }),
      );
      await rig.request(start, { [idsName]: ["1", "2"] });
      expect(rig.take().slice(1)).toEqual([empty("1"), empty("2"), finished]);
    },
  );

  it("omits missing optional fields of a value", async () => {
    const [, gameTimes] = kinds;
    if (!gameTimes) throw new Error("no game times");
    const rig = await startRig(
      integration({ handle: [gameTimes.decorate(), (gameId: string) => ({ gameId, timePlayed: undefined })] }),
    );
    await rig.request(gameTimes.start, { game_ids: ["1"] });
    expect(rig.wire.lines.at(-2)).toBe(
      '{"jsonrpc":"2.0","method":"game_time_import_success","params":{"game_time":{"game_id":"1"}}}',
    );
    expect(rig.wire.lines.at(-1)).toBe('{"jsonrpc":"2.0","method":"game_times_import_finished","params":null}');
  });
});
