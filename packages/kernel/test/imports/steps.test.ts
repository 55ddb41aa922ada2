import { BackendTimeout, GalaxyClient, ImportComplete, ImportContext } from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { integration } from "../support/author.js";
import { errors, type Kind, kinds, subscriptionGames as games } from "../support/kinds.js";
import { notification, response, startRig, type WireMessage } from "../support/rig.js";

const signal = expect.any(AbortSignal);

interface Case extends Pick<Kind, "decorate" | "start" | "idsName" | "finished"> {
  readonly kind: Kind["kind"];
  readonly values: (id: string) => unknown;
  readonly sent: (id: string) => readonly WireMessage[];
}

const cases: readonly Case[] = [
  ...kinds.map((kind) => ({ ...kind, values: kind.value, sent: (id: string) => [kind.success(id)] })),
  {
    ...games,
    values: async function* () {
      await Promise.resolve();
      yield games.page;
    },
    sent: (name) => [games.success(name), games.partialFinished(name)],
  },
];

describe.each(cases)(
  "the steps of an import of $kind",
  ({ kind, decorate, start, idsName, values, sent, finished }) => {
    it("run in order, with the context passed on", async () => {
      const context = { session: 1 };
      // The notifications show the order of the steps and the messages of the import.
      const notify = (step: string): void => {
        rig.plugin.resolve(GalaxyClient).notify(step);
      };
      const prepare = jest.fn(async () => {
        await Promise.resolve();
        notify("prepare");
        return context;
      });
      const handle = jest.fn(values);
      const complete = jest.fn(() => {
        notify("complete");
      });
      const rig = await startRig(
        integration({
          handle: [decorate({ concurrency: 1 }), handle],
          complete: [ImportComplete(kind), complete],
          prepare: [ImportContext(kind), prepare],
        }),
      );
      await rig.send({ jsonrpc: "2.0", id: "7", method: start, params: { [idsName]: ["1", "2"] } });
      expect(rig.take()).toEqual([
        notification("prepare", null),
        response("7", null),
        ...sent("1"),
        ...sent("2"),
        finished,
        notification("complete", null),
      ]);
      expect(prepare.mock.calls).toEqual([[["1", "2"], signal]]);
      expect(handle.mock.calls).toEqual([
        ["1", context, signal],
        ["2", context, signal],
      ]);
      expect(complete.mock.calls).toEqual([[signal]]);
    });

    it("pass the context to a batch", async () => {
      const handle = jest.fn(() => new Map());
      const rig = await startRig(
        integration({
          handle: [decorate({ batched: true }), handle],
          prepare: [ImportContext(kind), () => "the context"],
        }),
      );
      await rig.request(start, { [idsName]: ["1"] });
      expect(handle.mock.calls).toEqual([[["1"], "the context", signal]]);
    });

    it.each([
      { thrown: new BackendTimeout(), error: errors.backendTimeout, what: "the GalaxyError" },
      {
        thrown: new Error("no session"),
        error: { ...errors.unknown, message: "no session" },
        what: "an UnknownError with the error's message",
      },
    ])("stop if the context fails: the response is $what, and the import can run again", async ({ thrown, error }) => {
      const prepare = jest.fn<() => Promise<unknown>>().mockRejectedValueOnce(thrown).mockResolvedValue(null);
      const handle = jest.fn((id: string) => values(id));
      const complete = jest.fn();
      const rig = await startRig(
        integration({
          prepare: [ImportContext(kind), prepare],
          handle: [decorate(), handle],
          complete: [ImportComplete(kind), complete],
        }),
      );
      await rig.send({ jsonrpc: "2.0", id: "7", method: start, params: { [idsName]: ["1"] } });
      expect(rig.take()).toEqual([{ jsonrpc: "2.0", id: "7", error }]);
      expect(handle).not.toHaveBeenCalled();
      expect(complete).not.toHaveBeenCalled();
      await rig.send({ jsonrpc: "2.0", id: "8", method: start, params: { [idsName]: ["1"] } });
      expect(rig.take()).toEqual([response("8", null), ...sent("1"), finished]);
      expect(complete).toHaveBeenCalledTimes(1);
    });

    it("end with the completion, whose errors are only logged", async () => {
      const fail = (): never => {
        throw new Error("could not clean up");
      };
      const rig = await startRig(integration({ handle: [decorate(), values], complete: [ImportComplete(kind), fail] }));
      for (const id of ["7", "8"]) {
        await rig.send({ jsonrpc: "2.0", id, method: start, params: { [idsName]: ["1"] } });
        expect(rig.take()).toEqual([response(id, null), ...sent("1"), finished]);
      }
      expect(rig.log.messages("error")).toEqual(["Author.complete threw", "Author.complete threw"]);
    });
  },
);

describe("the steps of one kind", () => {
  it("do not affect another kind", async () => {
    const [achievements, gameTimes] = kinds as readonly [Kind, Kind];
    const prepare = jest.fn();
    const handle = jest.fn(gameTimes.value);
    const rig = await startRig(
      integration({
        achievements: [achievements.decorate(), achievements.value],
        prepare: [ImportContext("achievements"), prepare],
        times: [gameTimes.decorate(), handle],
      }),
    );
    await rig.request(gameTimes.start, { game_ids: ["1"] });
    expect(prepare).not.toHaveBeenCalled();
    expect(handle.mock.calls).toEqual([["1", undefined, signal]]);
  });

  it("cannot change the requested ids", async () => {
    const [achievements] = kinds as readonly [Kind];
    const rig = await startRig(
      integration({
        prepare: [ImportContext("achievements"), (ids: string[]) => ids.splice(0)],
        handle: [achievements.decorate(), achievements.value],
      }),
    );
    await rig.request(achievements.start, { game_ids: ["1"] });
    expect(rig.take().slice(1)).toEqual([achievements.success("1"), achievements.finished]);
  });
});
