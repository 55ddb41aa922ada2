import { BackendTimeout, ImportComplete, ImportContext } from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { type Deferred, deferred, integration, never } from "../support/author.js";
import { errors, kinds, subscriptionGames as games } from "../support/kinds.js";
import { response, type Rig, startRig } from "../support/rig.js";

const endings = [
  {
    how: "by request",
    end: (rig: Rig) => rig.send({ jsonrpc: "2.0", id: "end", method: "shutdown", params: {} }),
    sent: [response("end", null)],
  },
  {
    how: "by hanging up",
    end: async (rig: Rig) => {
      rig.wire.hangUp();
      await rig.plugin.closed;
    },
    sent: [],
  },
];

describe.each(endings)("an import that is canceled by closing $how", ({ end, sent }) => {
  it.each(kinds)(
    "of $kind, one id at a time, sends nothing more",
    async ({ kind, decorate, start, idsName, value, success }) => {
      const results = new Map<string, Deferred<unknown>>();
      const signals: AbortSignal[] = [];
      const handle = jest.fn((id: string, _: unknown, signal: AbortSignal) => {
        const result = deferred<unknown>();
        results.set(id, result);
        signals.push(signal);
        return result.promise;
      });
      const complete = jest.fn();
      const rig = await startRig(
        integration({ handle: [decorate({ concurrency: 2 }), handle], complete: [ImportComplete(kind), complete] }),
      );
      await rig.request(start, { [idsName]: ["1", "2", "3", "4"] });
      results.get("1")?.resolve(value("1"));
      await rig.settled();
      expect(rig.take().slice(1)).toEqual([success("1")]);

      await end(rig);
      results.get("2")?.resolve(value("2"));
      results.get("3")?.reject(new Error("canceled"));
      await rig.settled();
      expect(rig.take()).toEqual(sent);
      expect(handle.mock.calls.map(([id]) => id)).toEqual(["1", "2", "3"]);
      expect(signals.every((signal) => signal.aborted)).toBe(true);
      expect(complete).not.toHaveBeenCalled();
    },
  );

  it.each(kinds)("of $kind, batched, sends nothing more", async ({ decorate, start, idsName, value, success }) => {
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
    expect(rig.take()).toEqual(sent);
    expect(cleanedUp).toHaveBeenCalledTimes(1);
  });

  it("of subscription games sends nothing more, not even finished messages", async () => {
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
    expect(rig.take()).toEqual(sent);
  });

  it("responds with the Aborted error while its context is prepared", async () => {
    const [kind] = kinds;
    if (!kind) throw new Error("no kind");
    const handle = jest.fn();
    const rig = await startRig(
      integration({ prepare: [ImportContext(kind.kind), () => never()], handle: [kind.decorate(), handle] }),
    );
    await rig.request(kind.start, { game_ids: ["1"] });
    await end(rig);
    const aborted = { code: -32001, message: "Method aborted", data: { internal_type: "Aborted" } };
    expect(rig.take()).toEqual([{ jsonrpc: "2.0", id: "100", error: aborted }, ...sent]);
    expect(handle).not.toHaveBeenCalled();
  });
});

describe("an author's own iterator", () => {
  it.each([
    { what: "has no return()", stop: {} },
    { what: "has a synchronous return()", stop: { return: () => ({ done: true, value: undefined }) } },
    {
      what: "throws in return()",
      stop: {
        return: () => {
          throw new Error("no");
        },
      },
    },
    { what: "hangs in return()", stop: { return: () => never() } },
    { what: "rejects in return()", stop: { return: () => Promise.reject(new Error("no")) } },
  ])("that $what does not prevent closing", async ({ stop }) => {
    const iterator = { next: () => never(), ...stop };
    const rig = await startRig(
      integration({ handle: [games.decorate(), () => ({ [Symbol.asyncIterator]: () => iterator })] }),
    );
    await rig.request(games.start, { subscription_names: ["Pass"] });
    expect(await rig.request("shutdown")).toEqual({ result: null });
    expect(rig.wire.closed).toBe(true);
  });

  it("with a synchronous return() does not hide its error", async () => {
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
