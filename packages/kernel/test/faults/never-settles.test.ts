import { isDeepStrictEqual } from "node:util";
import { Every, ImportComplete, ImportContext, LaunchGame, LocalGames, OnTick, OwnedGames } from "@galaxy-kit/sdk";
import { eventually } from "@galaxy-kit/test-support";
import { describe, expect, it } from "@jest/globals";
import { deferred, integration, never } from "../support/author.js";
import { kinds, subscriptionGames as games } from "../support/kinds.js";
import { usedMegabytes } from "../support/memory.js";
import { type Rig, startRig } from "../support/rig.js";

const [{ decorate, start, idsName, value, success, failure, finished }] = kinds as [(typeof kinds)[0]];
const tookTooLong = (subject: string, limit: string): object => ({
  code: 3,
  message: `${subject} took longer than ${limit}; set timeLimit if it may take that long`,
  data: { internal_type: "BackendTimeout" },
});
const importOf = (...ids: string[]): [string, object] => [start, { [idsName]: ids }];

/** Waits for a message that is sent after work of the integration that takes an unknown number of turns. */
async function untilSent(rig: Rig, message: object): Promise<void> {
  await eventually(JSON.stringify(message), async () => {
    await rig.settled();
    return rig.messages.some((sent) => isDeepStrictEqual(sent, message)) ? true : undefined;
  });
}

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

  it("one item of an import: the other items are sent, and after 60 s it fails and the import ends", async () => {
    const handle = (id: string): unknown => (id === "2" ? never() : value(id));
    const rig = await startRig(integration({ handle: [decorate(), handle], owned: [OwnedGames(), () => []] }));
    expect(await rig.request(...importOf("1", "2", "3"))).toEqual({ result: null });
    expect(rig.take().slice(1)).toEqual([success("1"), success("3")]);
    expect(await rig.request("import_owned_games")).toEqual({ result: { owned_games: [] } });
    rig.take();
    await rig.clock.advance("59999ms");
    expect(rig.take()).toEqual([]);
    await rig.clock.advance("1ms");
    expect(rig.take()).toEqual([failure("2", tookTooLong("Author.handle (@Achievements())", "60 s")), finished]);
    expect(rig.log.messages("error")).toEqual([
      "Author.handle (@Achievements()) took longer than 60 s; set timeLimit if it may take that long",
    ]);
    expect(await rig.request(...importOf("1"))).toEqual({ result: null });
  });

  it("an item that is late makes room for the next one, and its result is ignored", async () => {
    const late = deferred<unknown>();
    const handle = (id: string): unknown => (id === "1" ? late.promise : value(id));
    const rig = await startRig(integration({ handle: [decorate({ concurrency: 1, timeLimit: "5s" }), handle] }));
    await rig.request(...importOf("1", "2"));
    rig.take();
    await rig.clock.advance("5s");
    const error = tookTooLong("Author.handle (@Achievements())", "5 s");
    expect(rig.take()).toEqual([failure("1", error), success("2"), finished]);
    late.resolve(value("1"));
    await rig.settled();
    expect(rig.take()).toEqual([]);
  });

  it("each item has the whole time, whenever it starts", async () => {
    const handle = async (id: string): Promise<unknown> => {
      await rig.clock.sleep(id === "3" ? 61_000 : 40_000);
      return value(id);
    };
    const rig = await startRig(integration({ handle: [decorate({ concurrency: 1 }), handle] }));
    await rig.request(...importOf("1", "2", "3"));
    rig.take();
    await rig.clock.advance("2m");
    expect(rig.take()).toEqual([success("1"), success("2")]);
    await rig.clock.advance("20s");
    expect(rig.take()).toEqual([failure("3", tookTooLong("Author.handle (@Achievements())", "60 s")), finished]);
  });

  it.each([
    { form: "a Map", hang: () => never(), sent: [] },
    {
      form: "an async iterable",
      hang: async function* () {
        yield ["1", value("1")];
        await never();
      },
      sent: [success("1")],
    },
  ])("a batch as $form: what is missing after 60 s fails", async ({ hang, sent }) => {
    const rig = await startRig(integration({ handle: [decorate({ batched: true }), hang] }));
    await rig.request(...importOf("1", "2"));
    rig.take();
    await rig.clock.advance("60s");
    const error = tookTooLong("Author.handle (@Achievements({ batched: true }))", "60 s");
    const missing = sent.length === 0 ? ["1", "2"] : ["2"];
    expect(rig.take()).toEqual([...missing.map((id) => failure(id, error)), finished]);
  });

  it("a page of subscription games: the subscription fails and is finished", async () => {
    const hang = async function* () {
      yield games.page;
      await never();
    };
    const rig = await startRig(integration({ handle: [games.decorate(), hang] }));
    await rig.request(games.start, { subscription_names: ["Pass"] });
    rig.take();
    await rig.clock.advance("60s");
    const error = tookTooLong("Author.handle (@SubscriptionGames())", "60 s");
    expect(rig.take()).toEqual([games.failure("Pass", error), games.partialFinished("Pass"), games.finished]);
  });

  it("@ImportContext(): after its time limit the import fails, and another one of its kind runs", async () => {
    let hangs = true;
    const rig = await startRig(
      integration({
        prepare: [ImportContext("achievements", { timeLimit: "2m" }), () => (hangs ? never() : undefined)],
        handle: [decorate(), value],
      }),
    );
    await rig.send({ jsonrpc: "2.0", id: "7", method: start, params: { [idsName]: ["1"] } });
    await rig.clock.advance("119s");
    expect(rig.take()).toEqual([]);
    hangs = false;
    await rig.clock.advance("1s");
    expect(rig.take()).toEqual([
      { jsonrpc: "2.0", id: "7", error: tookTooLong('Author.prepare (@ImportContext("achievements"))', "120 s") },
    ]);
    await rig.request(...importOf("1"));
    expect(rig.take().slice(1)).toEqual([success("1"), finished]);
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

  it("@OnTick(): other ticks are called, and after five minutes it is, too", async () => {
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
    await rig.clock.advance("5m");
    expect(calls.stuck).toBe(2);
  });

  it("@Every(): it is called again after five minutes and the interval; one line says so", async () => {
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
    await rig.clock.advance("5m");
    expect(calls).toBe(1);
    await rig.clock.advance("55m");
    expect(calls).toBe(11); // at 0, 6, …, 60 minutes
    expect(rig.log.messages("error")).toEqual([
      'Author.poll (@Every("1m")) took longer than 300 s; set timeLimit if it may take that long',
    ]);
  });

  it.each([
    { what: "the same id", ids: ["1"], rest: [] },
    { what: "the same id of two", ids: ["1", "2"], rest: [failure("2", expect.objectContaining({ code: 0 }))] },
  ])("an endless iterable of $what: it is read no further, and one line says so", async ({ ids, rest }) => {
    const endless = async function* () {
      for (;;) yield ["1", value("1")];
    };
    const rig = await startRig(integration({ handle: [decorate({ batched: true }), endless] }));
    await rig.request(...importOf(...ids));
    await untilSent(rig, finished);
    expect(rig.take().slice(1)).toEqual([success("1"), ...rest, finished]);
    const handle = "Author.handle (@Achievements({ batched: true }))";
    expect(rig.log.messages("error")).toEqual([
      `${handle} returned 1000 further results for ids that already had one, such as "1"`,
      `${handle} returns the same ids again and again, such as "1"`,
    ]);
  });

  it.each([
    { form: "one subscription at a time", options: {}, pageOf: () => games.page },
    { form: "batched", options: { batched: true } as const, pageOf: () => ["Pass", games.page] },
  ])("endless pages with the same games, $form: the subscription fails", async ({ options, pageOf }) => {
    const endless = async function* () {
      for (;;) yield pageOf();
    };
    const rig = await startRig(integration({ handle: [games.decorate(options), endless] }));
    await rig.request(games.start, { subscription_names: ["Pass"] });
    await untilSent(rig, games.finished);
    const sent = rig.take();
    expect(sent.at(-1)).toEqual(games.finished);
    expect(sent.length).toBeLessThan(110);
    expect(rig.log.text).toContain('has returned 100 pages of \\"Pass\\" in a row without a new game');
  });

  it("an endless iterable of unrequested ids: requests get responses, and after 60 s it is read no further", async () => {
    let entries = 0;
    const endless = async function* () {
      for (; ; entries++) yield ["other", value("1")];
    };
    const rig = await startRig(integration({ handle: [decorate({ batched: true }), endless] }));
    await rig.request(...importOf("1"));
    expect(await rig.request("ping")).toEqual({ result: null });
    const before = entries;
    await rig.settled();
    expect(entries).toBeGreaterThan(before);
    rig.take();
    await rig.clock.advance("60s");
    expect(rig.take()).toEqual([
      failure("1", tookTooLong("Author.handle (@Achievements({ batched: true }))", "60 s")),
      finished,
    ]);
  });

  it("an endless iterable of unrequested ids: memory stays flat, and the integration can close", async () => {
    let entries = 0;
    const endless = async function* () {
      for (; ; entries++) yield [`${entries}${"x".repeat(1000)}`, []];
    };
    const rig = await startRig(integration({ handle: [decorate({ batched: true }), endless] }));
    await rig.request(...importOf("1"));
    const before = usedMegabytes();
    for (const end = entries + 20_000; entries < end;) await rig.settled();
    const growth = usedMegabytes() - before;
    expect(await rig.request("shutdown")).toEqual({ result: null });
    await rig.plugin.closed;
    expect(growth).toBeLessThan(5);
    expect(rig.messages).not.toContainEqual(finished);
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
