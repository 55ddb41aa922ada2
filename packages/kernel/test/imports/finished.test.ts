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
      subscriptionGames.failure("Pass", {
        ...errors.unknown,
        message: expect.stringContaining('returned an invalid value for "Pass": subscriptionGames: expected an array'),
      }),
      subscriptionGames.partialFinished("Pass"),
      subscriptionGames.finished,
    ]);
  });
});

describe("a fault of many ids", () => {
  it("is one line with the first ids and their number, even if its text names the id", async () => {
    const fail = (id: string): never => {
      throw id === "400" ? new BackendError("no") : new Error(`Game ${id} is not there`);
    };
    const rig = await startRig(integration({ handle: [achievements.decorate(), fail] }));
    const ids = Array.from({ length: 500 }, (_, index) => String(index));
    await rig.request(start, { game_ids: ids });
    while (!rig.wire.lines.at(-1)?.includes("_finished")) await rig.settled();
    expect(rig.take()).toHaveLength(502);
    const lines = rig.log.entries.filter(({ level }) => level === "error" || level === "warn");
    expect(lines).toMatchObject([
      { message: "Author.handle threw (for 499 ids)", ids: ["0", "1", "2", "3", "4"], count: 499 },
      { message: "Author.handle failed with BackendError: no", ids: ["400"] },
    ]);
  });

  it("is logged after ten seconds of a long import, and again at its end", async () => {
    const fail = async (): Promise<never> => {
      await rig.clock.sleep(4000);
      throw new Error("slow and broken");
    };
    const rig = await startRig(integration({ handle: [achievements.decorate({ concurrency: 1 }), fail] }));
    await rig.request(start, { game_ids: ["1", "2", "3", "4", "5"] });
    await rig.clock.advance("14s");
    expect(rig.log.messages("error")).toEqual(["Author.handle threw (for 3 ids)"]);
    await rig.clock.advance("6s");
    expect(rig.log.messages("error").slice(1)).toEqual(["Author.handle threw (for 2 ids)"]);
  });
});
