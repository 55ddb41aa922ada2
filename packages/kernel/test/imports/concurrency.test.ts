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
    "of $kind with { concurrency: $concurrency } asks for $atOnce at once, in their order",
    async ({ decorate, start, idsName, value, finished, concurrency, atOnce }) => {
      const asked = new Map<string, Deferred<unknown>>();
      const handle = (id: string): Promise<unknown> => {
        const answer = deferred<unknown>();
        asked.set(id, answer);
        return answer.promise;
      };
      const rig = await startRig(
        integration({ handle: [decorate(concurrency === undefined ? undefined : { concurrency }), handle] }),
      );
      await rig.request(start, { [idsName]: ids });
      expect([...asked.keys()]).toEqual(ids.slice(0, atOnce));

      // One more is asked for as soon as one is answered, whichever it is.
      const answerOne = async (id: string): Promise<void> => {
        asked.get(id)?.resolve(value(id));
        await rig.settled();
      };
      await answerOne(String(atOnce - 1));
      expect([...asked.keys()]).toEqual(ids.slice(0, atOnce + 1));

      for (const id of ids) await answerOne(id);
      expect(asked.size).toBe(60);
      expect(rig.take().slice(1)).toHaveLength(61);
      expect(rig.messages.at(-1)).toEqual(finished);
    },
  );

  it.each([
    { options: undefined, atOnce: 20 },
    { options: { concurrency: 2 }, atOnce: 2 },
  ])("of subscriptions' games with $options reads $atOnce at once", async ({ options, atOnce }) => {
    const begun: string[] = [];
    // eslint-disable-next-line require-yield
    const handle = async function* (name: string): AsyncIterable<never> {
      begun.push(name);
      await new Promise(() => undefined);
    };
    const rig = await startRig(integration({ handle: [games.decorate(options), handle] }));
    await rig.request(games.start, { subscription_names: ids });
    expect(begun).toEqual(ids.slice(0, atOnce));
  });

  it("holds back its end until the slowest is there", async () => {
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
