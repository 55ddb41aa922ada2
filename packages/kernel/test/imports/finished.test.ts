import { Achievements, BackendError } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration } from "../support/author.js";
import { errors, kinds, subscriptionGames } from "../support/kinds.js";
import { startRig } from "../support/rig.js";

const [achievements] = kinds;
if (!achievements) throw new Error("no achievements");
const { start, finished, value } = achievements;

/** Throws on every access, even to its prototype. */
const untouchable = new Proxy(
  {},
  {
    has: () => {
      throw new Error("closed");
    },
    getPrototypeOf: () => {
      throw new Error("closed");
    },
  },
);

const unreadable = Object.defineProperty(new BackendError(), "message", {
  get: () => {
    throw new Error("lazy");
  },
});

const rejected = (thrown: unknown) => async (): Promise<never> => {
  await Promise.resolve();
  throw thrown;
};
const throwing = (thrown: unknown) => (): never => {
  throw thrown;
};

const forms = [
  { form: "per item", options: { concurrency: 1 } },
  { form: "batched", options: { batched: true } },
];
const failures = [
  { what: "throws a value that cannot be inspected", handle: throwing(untouchable) },
  { what: "rejects with a value that cannot be inspected", handle: rejected(untouchable) },
  { what: "throws an error whose message cannot be read", handle: throwing(unreadable) },
];
const rows = forms.flatMap((form) => failures.map((failure) => ({ ...form, ...failure })));

describe("an import sends its finished message and can run again", () => {
  it.each(rows)("even if its method $what, $form", async ({ options, handle }) => {
    let broken = true;
    const valid = (requested: string | string[]): unknown =>
      Array.isArray(requested) ? new Map(requested.map((id) => [id, value(id)])) : value(requested);
    const method = (requested: string | string[]): unknown => (broken ? handle() : valid(requested));
    const rig = await startRig(integration({ handle: [Achievements(options as never) as never, method] }));
    await rig.request(start, { game_ids: ["1"] });
    expect(rig.take().slice(1)).toEqual([achievements.failure("1", errors.unknown), finished]);
    expect(rig.log.messages("error")).toEqual(["Author.handle threw a value that cannot be read"]);
    broken = false;
    expect(await rig.request(start, { game_ids: ["1"] })).toEqual({ result: null });
    expect(rig.take().slice(1)).toEqual([achievements.success("1"), finished]);
  });

  it("even if it yields a value that cannot be inspected", async () => {
    const rig = await startRig(
      integration({
        batched: [Achievements({ batched: true }) as never, () => [["1", untouchable]]],
        pages: [subscriptionGames.decorate(), () => [untouchable]],
      }),
    );
    await rig.request(start, { game_ids: ["1"] });
    expect(rig.take().slice(1)).toEqual([achievements.failure("1", errors.unknown), finished]);
    await rig.request(subscriptionGames.start, { subscription_names: ["Pass"] });
    expect(rig.take().slice(1)).toEqual([
      subscriptionGames.failure("Pass", errors.unknown),
      subscriptionGames.partialFinished("Pass"),
      subscriptionGames.finished,
    ]);
  });
});
