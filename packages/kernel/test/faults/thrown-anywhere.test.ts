import {
  Achievements,
  Authenticate,
  Every,
  ImportComplete,
  ImportContext,
  LaunchGame,
  OnHandshake,
  OnShutdown,
  OnTick,
  OwnedGames,
  Rpc,
  Service,
  SubscriptionGames,
} from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration, Login, type Methods, pluginOf } from "../support/author.js";
import { Rig, type WireMessage } from "../support/rig.js";
import { thrown } from "./cases/thrown.js";

type Throw = () => never;

interface Place {
  readonly place: string;
  readonly methods: (fail: Throw) => Methods;
  /** The client's message that triggers it after the handshake. */
  readonly request?: { readonly method: string; readonly params?: object };
  readonly notification?: { readonly method: string; readonly params: object };
  /** Summaries of the messages that the client receives. */
  readonly sent: readonly string[];
}

const achievements = { method: "start_achievements_import", params: { game_ids: ["1", "2"] } };
const subscriptions = { method: "start_subscription_games_import", params: { subscription_names: ["1", "2"] } };
const failed = "error 0";

const places: readonly Place[] = [
  {
    place: "a login",
    methods: (fail) => ({ login: [Authenticate(), fail] }),
    request: { method: "init_authentication" },
    sent: [failed],
  },
  {
    place: "a request",
    methods: (fail) => ({ handle: [OwnedGames(), fail] }),
    request: { method: "import_owned_games" },
    sent: [failed],
  },
  {
    place: "a request, asynchronously",
    methods: (fail) => ({ handle: [OwnedGames(), later(fail)] }),
    request: { method: "import_owned_games" },
    sent: [failed],
  },
  {
    place: "a call of the author's own",
    methods: (fail) => ({ handle: [Rpc("mine"), fail] }),
    request: { method: "mine" },
    sent: [failed],
  },
  {
    place: "a command",
    methods: (fail) => ({ handle: [LaunchGame(), fail] }),
    notification: { method: "launch_game", params: { game_id: "1" } },
    sent: [],
  },
  {
    place: "one item of an import",
    methods: (fail) => ({ handle: [Achievements() as never, (id: string) => (id === "1" ? fail() : [])] }),
    request: achievements,
    sent: [
      "result",
      "game_achievements_import_failure 1",
      "game_achievements_import_success 2",
      "achievements_import_finished",
    ],
  },
  {
    place: "a batched import",
    methods: (fail) => ({ handle: [Achievements({ batched: true }), fail] }),
    request: achievements,
    sent: [
      "result",
      "game_achievements_import_failure 1",
      "game_achievements_import_failure 2",
      "achievements_import_finished",
    ],
  },
  {
    place: "a batched import, after its first entry",
    methods: (fail) => ({
      handle: [
        Achievements({ batched: true }),
        async function* () {
          yield ["1", []];
          fail();
        },
      ],
    }),
    request: achievements,
    sent: [
      "result",
      "game_achievements_import_success 1",
      "game_achievements_import_failure 2",
      "achievements_import_finished",
    ],
  },
  {
    place: "an iterable, after its first page",
    methods: (fail) => ({
      handle: [
        SubscriptionGames({ concurrency: 1 }),
        async function* (name: string) {
          yield [];
          if (name === "1") fail();
        },
      ],
    }),
    request: subscriptions,
    sent: [
      "result",
      "subscription_games_import_success 1",
      "subscription_games_import_failure 1",
      "subscription_games_partial_import_finished 1",
      "subscription_games_import_success 2",
      "subscription_games_partial_import_finished 2",
      "subscription_games_import_finished",
    ],
  },
  {
    place: "an iterable, when its first page is requested",
    methods: (fail) => ({
      handle: [
        SubscriptionGames({ concurrency: 1 }),
        (name: string) => (name === "1" ? { [Symbol.asyncIterator]: fail } : (async function* () {})()),
      ],
    }),
    request: subscriptions,
    sent: [
      "result",
      "subscription_games_import_failure 1",
      "subscription_games_partial_import_finished 1",
      "subscription_games_partial_import_finished 2",
      "subscription_games_import_finished",
    ],
  },
  {
    place: "@ImportContext()",
    methods: (fail) => ({ handle: [ImportContext("achievements"), fail], item: [Achievements() as never, () => []] }),
    request: achievements,
    sent: [failed],
  },
  {
    place: "@ImportComplete()",
    methods: (fail) => ({ handle: [ImportComplete("achievements"), fail], item: [Achievements() as never, () => []] }),
    request: achievements,
    sent: [
      "result",
      "game_achievements_import_success 1",
      "game_achievements_import_success 2",
      "achievements_import_finished",
    ],
  },
  { place: "@OnHandshake()", methods: (fail) => ({ handle: [OnHandshake(), fail] }), sent: [] },
  { place: "@OnTick()", methods: (fail) => ({ handle: [OnTick(), fail] }), sent: [] },
  { place: "@Every()", methods: (fail) => ({ handle: [Every("1h"), fail] }), sent: [] },
];

const later = (fail: Throw) => async (): Promise<never> => {
  await Promise.resolve();
  return fail();
};

/** Summarizes a message from the integration. */
function summarize(message: WireMessage): string {
  const { method, params, error } = message as {
    method?: string;
    params?: { game_id?: string; subscription_name?: string } | null;
    error?: { code: number };
  };
  if (error) return `error ${error.code}`;
  if (method === undefined) return "result";
  const id = params?.game_id ?? params?.subscription_name;
  return id === undefined ? method : `${method} ${id}`;
}

/** Runs an integration until the value has been thrown. */
async function run(
  { methods, request, notification }: Omit<Place, "place" | "sent">,
  make: () => unknown,
): Promise<Rig> {
  const rig = new Rig(
    integration(
      methods(() => {
        throw make();
      }),
    ),
  );
  await rig.handshake();
  const first = notification ?? (request && { id: "request", ...request });
  // Before the first tick, and enough for an import.
  rig.take();
  if (first) await rig.send({ jsonrpc: "2.0", ...first });
  return rig;
}

describe.each(places)("any value thrown in $place", ({ sent, ...place }) => {
  it.each(thrown)("is sent as an error and logged, and the integration keeps running: %s", async (_, make) => {
    const rig = await run(place, make);
    expect(rig.take().map(summarize)).toEqual(sent);
    expect(rig.log.entries.filter(({ level }) => level === "error" || level === "warn").length).toBeGreaterThan(0);
    for (const { level, place: where, message } of rig.log.entries.filter((entry) => entry.level === "error")) {
      expect({ level, where, message }).toEqual({
        level,
        where: expect.stringMatching(/^Author\.(handle|login)$/),
        message: expect.stringMatching(/^Author\.(handle|login) threw/),
      });
    }
    expect(Math.max(...rig.log.lines.map((line) => line.length))).toBeLessThan(300_000);
    expect(await rig.request("ping")).toEqual({ result: null });
  });
});

it.each(thrown)(
  "the integration closes and other resources are closed, whatever @OnShutdown() throws: %s",
  async (_, make) => {
    let others = 0;
    const rig = new Rig(
      integration({
        handle: [
          OnShutdown(),
          () => {
            throw make();
          },
        ],
        other: [
          OnShutdown(),
          () => {
            others++;
          },
        ],
      }),
    );
    await rig.handshake();
    rig.take();
    await rig.send({ jsonrpc: "2.0", id: "end", method: "shutdown" });
    await rig.plugin.closed;
    expect(rig.take().map(summarize)).toEqual(["result"]);
    expect(others).toBe(1);
    expect(rig.log.messages("error")).toEqual(["Author.handle threw"]);
  },
);

it.each(thrown)("the start fails with the name of the class, whatever a constructor throws: %s", (_, make) => {
  @Service()
  class Broken {
    constructor() {
      throw make();
    }
  }
  expect(() => new Rig(pluginOf([Broken, Login]))).toThrow(/^Broken could not be created: /);
});
