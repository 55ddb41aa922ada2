import { describe, expect, it } from "@jest/globals";
import { type Deferred, deferred, integration } from "../support/author.js";
import { kinds, subscriptionGames as games } from "../support/kinds.js";
import { startRig } from "../support/rig.js";

const ids = Array.from({ length: 60 }, (_, index) => String(index));

const rows = kinds.flatMap((kind) => [
  { ...kind, concurrency: undefined, atOnce: kind.kind === "localSizes" ? 1 : 20 },
  { ...kind, concurrency: 3, atOnce: 3 },
  { ...kind, concurrency: 100, atOnce: 60 },
]);

describe("an import of many ids", () => {
  it.each(rows)(
    "of $kind with { concurrency: $concurrency } requests $atOnce at once, in order",
    async ({ decorate, start, idsName, value, finished, concurrency, atOnce }) => {
      const requested = new Map<string, Deferred<unknown>>();
      const handle = (id: string): Promise<unknown> => {
        const result = deferred<unknown>();
        requested.set(id, result);
        return result.promise;
      };
      const rig = await startRig(
        integration({ handle: [decorate(concurrency === undefined ? undefined : { concurrency }), handle] }),
      );
      await rig.request(start, { [idsName]: ids });
      expect([...requested.keys()]).toEqual(ids.slice(0, atOnce));

      // Every completed id, whichever it is, starts the next one.
      const completeOne = async (id: string): Promise<void> => {
        requested.get(id)?.resolve(value(id));
        await rig.settled();
      };
      await completeOne(String(atOnce - 1));
      expect([...requested.keys()]).toEqual(ids.slice(0, atOnce + 1));

      for (const id of ids) await completeOne(id);
      expect(requested.size).toBe(60);
      expect(rig.take().slice(1)).toHaveLength(61);
      expect(rig.messages.at(-1)).toEqual(finished);
    },
  );

  it.each([
    { options: undefined, atOnce: 20 },
    { options: { concurrency: 2 }, atOnce: 2 },
  ])("of subscription games with $options reads $atOnce at once", async ({ options, atOnce }) => {
    const started: string[] = [];
    // oxlint-disable-next-line require-yield
    const handle = async function* (name: string): AsyncIterable<never> {
      started.push(name);
      await new Promise(() => undefined);
    };
    const rig = await startRig(integration({ handle: [games.decorate(options), handle] }));
    await rig.request(games.start, { subscription_names: ids });
    expect(started).toEqual(ids.slice(0, atOnce));
  });

  it("finishes only after the slowest id", async () => {
    const [kind] = kinds;
    if (!kind) throw new Error("no kind");
    const slow = deferred<unknown>();
    const rig = await startRig(
      integration({ handle: [kind.decorate(), (id: string) => (id === "1" ? slow.promise : kind.value(id))] }),
    );
    await rig.request(kind.start, { game_ids: ["1", "2", "3"] });
    expect(rig.take().slice(1)).toEqual([kind.success("2"), kind.success("3")]);
    slow.resolve(kind.value("1"));
    await rig.settled();
    expect(rig.take()).toEqual([kind.success("1"), kind.finished]);
  });
});
