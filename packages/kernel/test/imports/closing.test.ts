import { BackendTimeout, ImportComplete, ImportContext } from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { type Deferred, deferred, integration, never } from "../support/author.js";
import { errors, kinds, subscriptionGames as games } from "../support/kinds.js";
import { response, type Rig, startRig } from "../support/rig.js";

const endings = [
  {
    how: "by request",
    end: (rig: Rig) => rig.send({ jsonrpc: "2.0", id: "end", method: "shutdown", params: {} }),
    told: [response("end", null)],
  },
  {
    how: "by hanging up",
    end: async (rig: Rig) => {
      rig.wire.hangUp();
      await rig.plugin.closed;
    },
    told: [],
  },
];

describe.each(endings)("an import that is cancelled by closing $how", ({ end, told }) => {
  it.each(kinds)(
    "of $kind, asked for one by one, says nothing more",
    async ({ kind, decorate, start, idsName, value, success }) => {
      const answers = new Map<string, Deferred<unknown>>();
      const signals: AbortSignal[] = [];
      const handle = jest.fn((id: string, _: unknown, signal: AbortSignal) => {
        const answer = deferred<unknown>();
        answers.set(id, answer);
        signals.push(signal);
        return answer.promise;
      });
      const complete = jest.fn();
      const rig = await startRig(
        integration({ handle: [decorate({ concurrency: 2 }), handle], complete: [ImportComplete(kind), complete] }),
      );
      await rig.request(start, { [idsName]: ["1", "2", "3", "4"] });
      answers.get("1")?.resolve(value("1"));
      await rig.settled();
      expect(rig.take().slice(1)).toEqual([success("1")]);

      await end(rig);
      answers.get("2")?.resolve(value("2"));
      answers.get("3")?.reject(new Error("cancelled"));
      await rig.settled();
      expect(rig.take()).toEqual(told);
      expect(handle.mock.calls.map(([id]) => id)).toEqual(["1", "2", "3"]);
      expect(signals.every((signal) => signal.aborted)).toBe(true);
      expect(complete).not.toHaveBeenCalled();
    },
  );

  it.each(kinds)("of $kind, batched, says nothing more", async ({ decorate, start, idsName, value, success }) => {
    const more = deferred();
    const cleanedUp = jest.fn();
    const rig = await startRig(
      integration({
        handle: [
          decorate({ batched: true }),
          async function* () {
            try {
              yield ["1", value("1")];
              await more.promise;
              yield ["2", value("2")];
            } finally {
              cleanedUp();
            }
          },
        ],
      }),
    );
    await rig.request(start, { [idsName]: ["1", "2", "3"] });
    expect(rig.take().slice(1)).toEqual([success("1")]);
    await end(rig);
    more.resolve();
    await rig.settled();
    expect(rig.take()).toEqual(told);
    expect(cleanedUp).toHaveBeenCalledTimes(1);
  });

  it("of subscriptions' games says nothing more, not even that they are finished", async () => {
    const more = deferred();
    const rig = await startRig(
      integration({
        handle: [
          games.decorate(),
          async function* () {
            yield games.page;
            await more.promise;
            yield games.page;
          },
        ],
      }),
    );
    await rig.request(games.start, { subscription_names: ["Pass", "Plus"] });
    expect(rig.take().slice(1)).toEqual([games.success("Pass"), games.success("Plus")]);
    await end(rig);
    more.resolve();
    await rig.settled();
    expect(rig.take()).toEqual(told);
  });

  it("while it is prepared answers that it was cancelled", async () => {
    const [kind] = kinds;
    if (!kind) throw new Error("no kind");
    const handle = jest.fn();
    const rig = await startRig(
      integration({ prepare: [ImportContext(kind.kind), () => never()], handle: [kind.decorate(), handle] }),
    );
    await rig.request(kind.start, { game_ids: ["1"] });
    await end(rig);
    const aborted = { code: -32001, message: "Method aborted", data: { internal_type: "Aborted" } };
    expect(rig.take()).toEqual([{ jsonrpc: "2.0", id: "100", error: aborted }, ...told]);
    expect(handle).not.toHaveBeenCalled();
  });
});

describe("an iterator of the author's own", () => {
  it.each([
    { what: "cannot be told to stop", stop: {} },
    { what: "is told at once", stop: { return: () => ({ done: true, value: undefined }) } },
    {
      what: "throws when it is told",
      stop: {
        return: () => {
          throw new Error("no");
        },
      },
    },
    { what: "hangs when it is told", stop: { return: () => never() } },
    { what: "fails when it is told", stop: { return: () => Promise.reject(new Error("no")) } },
  ])("that $what does no harm", async ({ stop }) => {
    const iterator = { next: () => never(), ...stop };
    const rig = await startRig(
      integration({ handle: [games.decorate(), () => ({ [Symbol.asyncIterator]: () => iterator })] }),
    );
    await rig.request(games.start, { subscription_names: ["Pass"] });
    expect(await rig.request("shutdown")).toEqual({ result: null });
    expect(rig.wire.closed).toBe(true);
  });

  it("that is told to stop at once does not hide why it failed", async () => {
    const [kind] = kinds;
    if (!kind) throw new Error("no kind");
    const iterator = {
      next: () => Promise.reject(new BackendTimeout()),
      return: () => ({ done: true, value: undefined }),
    };
    const handle = () => ({ [Symbol.asyncIterator]: () => iterator });
    const rig = await startRig(integration({ handle: [kind.decorate({ batched: true }), handle] }));
    await rig.request(kind.start, { game_ids: ["1"] });
    expect(rig.take().slice(1)).toEqual([kind.failure("1", errors.backendTimeout), kind.finished]);
  });
});
