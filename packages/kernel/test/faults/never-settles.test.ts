import { Every, ImportComplete, ImportContext, LaunchGame, LocalGames, OnTick, OwnedGames } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration, never } from "../support/author.js";
import { kinds } from "../support/kinds.js";
import { usedMegabytes } from "../support/memory.js";
import { startRig } from "../support/rig.js";

const [{ decorate, start, idsName, value, success, finished }] = kinds as [(typeof kinds)[0]];
const inProgress = { error: expect.objectContaining({ code: 600 }) as unknown };
const importOf = (...ids: string[]): [string, object] => [start, { [idsName]: ids }];

describe("A handler that never settles does not block anything else:", () => {
  it("a request stays open until the integration closes, and others get responses", async () => {
    const rig = await startRig(integration({ handle: [OwnedGames(), () => never()], local: [LocalGames(), () => []] }));
    await rig.send({ jsonrpc: "2.0", id: "open", method: "import_owned_games" });
    await rig.clock.advance("1h");
    expect(await rig.request("import_local_games")).toEqual({ result: { local_games: [] } });
    expect(rig.responseTo("open")).toBeUndefined();
    expect(rig.log.messages("warn")).toEqual([]);
    expect(await rig.request("shutdown")).toEqual({ result: null });
    expect(rig.responseTo("open")).toMatchObject({ error: { code: -32001 } });
  });

  it("a command does not delay the next one", async () => {
    const launched: string[] = [];
    const rig = await startRig(
      integration({
        launch: [
          LaunchGame(),
          (id: string) => {
            launched.push(id);
            return never();
          },
        ],
      }),
    );
    for (const game_id of ["1", "2"]) await rig.notify("launch_game", { game_id });
    expect(launched).toEqual(["1", "2"]);
  });

  it("one item of an import: the other items are sent, the import is not finished, and another one is rejected", async () => {
    const handle = (id: string): unknown => (id === "2" ? never() : value(id));
    const rig = await startRig(integration({ handle: [decorate(), handle], owned: [OwnedGames(), () => []] }));
    expect(await rig.request(...importOf("1", "2", "3"))).toEqual({ result: null });
    expect(rig.take().slice(1)).toEqual([success("1"), success("3")]);
    await rig.clock.advance("1h");
    expect(rig.take()).toEqual([]);
    expect(await rig.request(...importOf("1"))).toEqual(inProgress);
    expect(await rig.request("import_owned_games")).toEqual({ result: { owned_games: [] } });
  });

  it("@ImportContext(): the import gets no response, and another one of its kind is rejected", async () => {
    const rig = await startRig(
      integration({
        prepare: [ImportContext("achievements"), () => never()],
        handle: [decorate(), value],
        owned: [OwnedGames(), () => []],
      }),
    );
    expect(await rig.request(...importOf("1"))).toBeUndefined();
    await rig.clock.advance("1h");
    expect(await rig.request(...importOf("1"))).toEqual(inProgress);
    expect(await rig.request("import_owned_games")).toEqual({ result: { owned_games: [] } });
  });

  it("@ImportComplete(): the next import runs", async () => {
    const rig = await startRig(
      integration({ complete: [ImportComplete("achievements"), () => never()], handle: [decorate(), value] }),
    );
    for (const id of ["1", "2", "3"]) {
      await rig.request(...importOf(id));
      expect(rig.take().slice(1)).toEqual([success(id), finished]);
    }
  });

  it("@OnTick(): it is not called again, and other ticks are", async () => {
    const calls = { stuck: 0, other: 0 };
    const rig = await startRig(
      integration({
        stuck: [
          OnTick(),
          () => {
            calls.stuck++;
            return never();
          },
        ],
        other: [
          OnTick(),
          () => {
            calls.other++;
          },
        ],
      }),
    );
    const before = calls.other;
    await rig.clock.advance("10s");
    expect(calls).toEqual({ stuck: 1, other: before + 10 });
  });

  it("@Every(): it is not called again", async () => {
    let calls = 0;
    const rig = await startRig(
      integration({
        poll: [
          Every("1m"),
          () => {
            calls++;
            return never();
          },
        ],
      }),
    );
    await rig.clock.advance("1h");
    expect(calls).toBe(1);
  });

  it("an endless iterable: requests get responses, and the integration can close", async () => {
    let entries = 0;
    const endless = async function* () {
      for (; ; entries++) yield ["1", value("1")];
    };
    const rig = await startRig(integration({ handle: [decorate({ batched: true }), endless] }));
    await rig.request(...importOf("1"));
    expect(await rig.request("ping")).toEqual({ result: null });
    const before = entries;
    await rig.settled();
    expect(entries).toBeGreaterThan(before);
    expect(await rig.request("shutdown")).toEqual({ result: null });
    await rig.plugin.closed;
    expect(rig.messages).not.toContainEqual(finished);
  });

  it("an endless iterable of unrequested ids: memory stays flat", async () => {
    let entries = 0;
    const endless = async function* () {
      for (; ; entries++) yield [`${entries}${"x".repeat(1000)}`, []];
    };
    const rig = await startRig(integration({ handle: [decorate({ batched: true }), endless] }));
    await rig.request(...importOf("1"));
    const before = usedMegabytes();
    for (const end = entries + 100_000; entries < end;) await rig.settled();
    expect(usedMegabytes() - before).toBeLessThan(5);
    await rig.request("shutdown");
  });

  it("an iterable that ignores return(): the integration closes nevertheless", async () => {
    const stubborn = { [Symbol.asyncIterator]: () => ({ next: () => never(), return: () => never() }) };
    const rig = await startRig(integration({ handle: [decorate({ batched: true }), () => stubborn] }));
    await rig.request(...importOf("1"));
    await rig.send({ jsonrpc: "2.0", id: "end", method: "shutdown" });
    await rig.plugin.closed;
    expect(rig.take().at(-1)).toEqual({ jsonrpc: "2.0", id: "end", result: null });
  });
});
