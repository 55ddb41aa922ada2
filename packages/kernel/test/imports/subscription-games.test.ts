import { BackendTimeout } from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { deferred, integration } from "../support/author.js";
import { errors, subscriptionGames as games } from "../support/kinds.js";
import { response, startRig } from "../support/rig.js";

const { page, start, success, emptyPage, noPage, failure, partialFinished, finished } = games;

const run = async (handle: (...args: never[]) => unknown, names: readonly string[], options = {}) => {
  const rig = await startRig(integration({ handle: [games.decorate(options), handle] }));
  await rig.send({ jsonrpc: "2.0", id: "7", method: start, params: { subscription_names: names } });
  return rig;
};

describe("subscription games", () => {
  it("are sent page by page, and each subscription is finished separately", async () => {
    const handle = jest.fn(async function* () {
      await Promise.resolve();
      yield page;
      yield [];
      yield null;
    });
    const rig = await run(handle, ["Pass", "Plus"], { concurrency: 1 });
    expect(rig.take()).toEqual([
      response("7", null),
      ...["Pass", "Plus"].flatMap((name) => [success(name), emptyPage(name), noPage(name), partialFinished(name)]),
      finished,
    ]);
    const signal = expect.any(AbortSignal);
    expect(handle.mock.calls).toEqual([
      ["Pass", undefined, signal],
      ["Plus", undefined, signal],
    ]);
  });

  it("without a page are finished", async () => {
    const rig = await run(async function* () {}, ["Pass"]);
    expect(rig.take()).toEqual([response("7", null), partialFinished("Pass"), finished]);
  });

  it("keep the pages sent before an error", async () => {
    const rig = await run(
      async function* (name: string) {
        yield page;
        await Promise.resolve();
        if (name === "Pass") throw new BackendTimeout();
        yield [];
      },
      ["Pass", "Plus"],
      { concurrency: 1 },
    );
    expect(rig.take()).toEqual([
      response("7", null),
      success("Pass"),
      failure("Pass", errors.backendTimeout),
      partialFinished("Pass"),
      success("Plus"),
      emptyPage("Plus"),
      partialFinished("Plus"),
      finished,
    ]);
  });

  it("fail if the method throws before its first page", async () => {
    const rig = await run(() => {
      throw new Error("a private detail");
    }, ["Pass"]);
    expect(rig.take()).toEqual([
      response("7", null),
      failure("Pass", errors.unknown),
      partialFinished("Pass"),
      finished,
    ]);
  });

  it("report the path of an invalid page", async () => {
    const rig = await run(
      async function* () {
        await Promise.resolve();
        yield [{ gameTitle: "Tide" }];
      },
      ["Pass"],
    );
    const message =
      'Author.handle (@SubscriptionGames()) returned an invalid value for "Pass": subscriptionGames[0].gameId: expected a string, found nothing';
    expect(rig.take()).toEqual([
      response("7", null),
      failure("Pass", { ...errors.unknown, message }),
      partialFinished("Pass"),
      finished,
    ]);
  });

  it("are sent as soon as a page is yielded", async () => {
    const more = deferred();
    const rig = await run(
      async function* () {
        yield page;
        await more.promise;
        yield [];
      },
      ["Pass"],
    );
    expect(rig.take()).toEqual([response("7", null), success("Pass")]);
    more.resolve();
    await rig.settled();
    expect(rig.take()).toEqual([emptyPage("Pass"), partialFinished("Pass"), finished]);
  });
});

describe("batched subscription games", () => {
  const batched = { batched: true } as const;

  it("can be in one Map, and missing subscriptions get one null page", async () => {
    const handle = jest.fn(
      () =>
        new Map<string, unknown>([
          ["Pass", page],
          ["Plus", new BackendTimeout()],
          ["Club", null],
        ]),
    );
    const rig = await run(handle, ["Pass", "Plus", "Club", "Gold"], batched);
    expect(rig.take()).toEqual([
      response("7", null),
      success("Pass"),
      failure("Plus", errors.backendTimeout),
      noPage("Club"),
      partialFinished("Pass"),
      partialFinished("Plus"),
      partialFinished("Club"),
      noPage("Gold"),
      partialFinished("Gold"),
      finished,
    ]);
    expect(handle.mock.calls).toEqual([[["Pass", "Plus", "Club", "Gold"], undefined, expect.any(AbortSignal)]]);
  });

  it("can contain a subscription again with its next page", async () => {
    const rig = await run(
      async function* () {
        await Promise.resolve();
        yield ["Pass", page];
        yield ["Plus", page];
        yield ["Pass", []];
      },
      ["Pass", "Plus"],
      batched,
    );
    expect(rig.take()).toEqual([
      response("7", null),
      success("Pass"),
      success("Plus"),
      emptyPage("Pass"),
      partialFinished("Pass"),
      partialFinished("Plus"),
      finished,
    ]);
  });

  it("finish every subscription if the method fails", async () => {
    const rig = await run(() => Promise.reject(new BackendTimeout()), ["Pass", "Plus"], batched);
    const { backendTimeout } = errors;
    expect(rig.take()).toEqual([
      response("7", null),
      failure("Pass", backendTimeout),
      partialFinished("Pass"),
      failure("Plus", backendTimeout),
      partialFinished("Plus"),
      finished,
    ]);
  });
});
