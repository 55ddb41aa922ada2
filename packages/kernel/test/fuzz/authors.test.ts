import {
  Achievements,
  Authenticate,
  Friends,
  GameTimes,
  LaunchGame,
  LocalGames,
  OnHandshake,
  OnShutdown,
  OnTick,
  OSCompatibilities,
  OwnedGames,
  Rpc,
  SubscriptionGames,
  Subscriptions,
} from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import fc from "fast-check";
import { integration } from "../support/author.js";
import { Rig } from "../support/rig.js";
import { anything, hostile } from "./support/hostile-values.js";
import { readOutgoing } from "./support/outgoing.js";
import { holds, repeatable } from "./support/settings.js";

jest.setTimeout(240_000);

/** Ways in which a method can return or throw a value. */
const ways = {
  returns: (value: unknown) => value,
  resolves: async (value: unknown) => value,
  throws: (value: unknown) => {
    throw value;
  },
  rejects: async (value: unknown) => {
    throw value;
  },
  async *yields(value: unknown) {
    yield value;
    yield value;
  },
  yieldsAtOnce: (value: unknown) => [value, value],
  returnsMap: (value: unknown) =>
    new Map<unknown, unknown>([
      ["a", value],
      ["b", value],
    ]),
};
type Way = keyof typeof ways;

const REQUESTS = [
  "init_authentication",
  "import_owned_games",
  "import_local_games",
  "import_friends",
  "import_subscriptions",
  "call",
];
const IMPORTS = ["start_achievements_import", "start_game_times_import", "start_os_compatibility_import"];

describe(`An integration with hostile methods (${repeatable})`, () => {
  it("sends one response per request and runs until shutdown", async () => {
    // Jest fails the test for an unhandled rejection.
    const names = Object.keys(ways) as Way[];
    const always = hostile.flatMap((make) => names.map((way) => ({ make, way })));
    await holds(
      fc.record({ make: anything, way: fc.constantFrom(...names) }),
      150,
      async ({ make, way }) => {
        const act = (): unknown => ways[way](make());
        const rig = new Rig(
          integration({
            login: [Authenticate(), act],
            owned: [OwnedGames(), act],
            local: [LocalGames(), act],
            friends: [Friends(), act],
            subscriptions: [Subscriptions(), act],
            achievements: [Achievements(), act],
            gameTimes: [GameTimes({ batched: true }) as never, act],
            osContext: [OSCompatibilities(), act],
            subscriptionGames: [SubscriptionGames() as never, act],
            call: [Rpc("call"), act],
            launch: [LaunchGame(), act],
            greet: [OnHandshake(), act],
            tick: [OnTick(), act],
            end: [OnShutdown(), act],
          }),
          { logLevel: "debug" },
        );
        await rig.handshake();
        const lists = IMPORTS.map((method) => ({
          jsonrpc: "2.0",
          id: method,
          method,
          params: { game_ids: ["a", "b"] },
        }));
        const subscriptions = {
          jsonrpc: "2.0",
          id: "s",
          method: "start_subscription_games_import",
          params: { subscription_names: ["a", "b"] },
        };
        await rig.send(...REQUESTS.map((method) => ({ jsonrpc: "2.0", id: method, method })), ...lists, subscriptions);
        await rig.notify("launch_game", { game_id: "1" });
        await rig.clock.advance("3s");
        await rig.send({ jsonrpc: "2.0", id: "ping", method: "ping" });
        expect(rig.responseTo("ping")).toEqual({ result: null });
        await rig.send({ jsonrpc: "2.0", id: "end", method: "shutdown" });
        expect(rig.responseTo("end")).toEqual({ result: null });

        const messages = rig.wire.lines.map(readOutgoing);
        const responses = messages
          .filter(({ type }) => type === "response")
          .map((message) => (message as { id: string }).id);
        expect(responses.sort()).toEqual(
          [...["0", "1"], ...REQUESTS, ...IMPORTS, "s", "ping", "end"].map((id) => JSON.stringify(id)).sort(),
        );
        const countOf = (ending: RegExp): number =>
          messages.filter((message) => message.type === "notification" && ending.test(message.method)).length;
        expect(countOf(/^(game_achievements|game_time|os_compatibility)_import_(success|failure)$/)).toBe(6);
        expect(countOf(/^subscription_games_partial_import_finished$/)).toBe(2);
        expect(countOf(/(achievements|times|compatibility|subscription_games)_import_finished$/)).toBe(4);
        expect(rig.log.entries.length).toBeLessThan(50);
      },
      always,
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
  });
});
