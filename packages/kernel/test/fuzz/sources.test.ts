import {
  Authenticate,
  BackendNotAvailable,
  GalaxyClient,
  type Game,
  LicenseType,
  OwnedGames,
  type Snapshot,
  sourceOf,
  UNCHANGED,
  UNKNOWN,
} from "@galaxy-kit/sdk";
import { expect, it, jest } from "@jest/globals";
import fc from "fast-check";
import { integration } from "../support/author.js";
import { type Rig, startRig, type WireMessage } from "../support/rig.js";
import { holds, repeatable } from "./support/settings.js";

jest.setTimeout(120_000);

const licenseInfo = { licenseType: LicenseType.SinglePurchase };

/** Games by id, with their titles. */
type Titles = Readonly<Record<string, string>>;

const gameId = fc.constantFrom("a", "b", "c", "d", "e", "f");
const title = fc.constantFrom("one", "two");
const titles: fc.Arbitrary<Titles> = fc.dictionary(gameId, title, { maxKeys: 6 });

const step = fc.oneof(
  fc.record({ do: fc.constant("answer" as const), titles }),
  fc.record({ do: fc.constant("break off" as const), titles }),
  fc.record({ do: fc.constantFrom("throw" as const, "unknown" as const, "unchanged" as const, "import" as const) }),
  fc.record({ do: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 25 }) }),
  fc.record({ do: fc.constantFrom("put" as const, "add" as const), gameId, title }),
  fc.record({ do: fc.constantFrom("delete" as const, "remove" as const), gameId }),
  fc.record({ do: fc.constant("put during an import" as const), gameId, title, turns: fc.nat(40) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const toGame = ([id, gameTitle]: readonly [string, string]): Game => ({ gameId: id, gameTitle, licenseInfo });
const toGames = (all: Titles): Game[] => Object.entries(all).map(toGame);

/** What the client knows after everything that it has received, in order; undefined before its first import. */
function libraryOf(messages: readonly WireMessage[]): Titles | undefined {
  let library: Map<string, string> | undefined;
  for (const { method, params, result } of messages as readonly Record<string, never>[]) {
    const owned = (result as { owned_games?: WireGame[] } | null | undefined)?.owned_games;
    if (owned) library = new Map(owned.map((game) => [game.game_id, game.game_title]));
    const { owned_game: game, game_id: id } = (params ?? {}) as { owned_game?: WireGame; game_id?: string };
    if (method === "owned_game_added" || method === "owned_game_updated") library?.set(game!.game_id, game!.game_title);
    if (method === "owned_game_removed") library?.delete(id!);
  }
  return library && Object.fromEntries([...library].sort());
}

interface WireGame {
  readonly game_id: string;
  readonly game_title: string;
}

/** These have failed before. */
const always: Step[][] = [
  [
    { do: "put during an import", gameId: "a", title: "one", turns: 1 },
    { do: "answer", titles: { b: "one" } },
    { do: "wait", minutes: 10 },
    { do: "answer", titles: {} },
  ],
];

it(`A source and GALAXY agree in the end, whatever happens in between (${repeatable})`, async () => {
  await holds(
    fc.array(step, { minLength: 1, maxLength: 15 }),
    150,
    async (steps) => {
      let answer = (): Snapshot<Game> => [];
      const rig = await startRig(
        integration({
          login: [Authenticate(), () => ({ userId: "1", userName: "Ada" })],
          owned: [OwnedGames({ refresh: "10m", pace: { perSecond: 5 } }), () => answer()],
        }),
      );
      await rig.request("init_authentication");
      for (const one of steps) answer = (await take(rig, one)) ?? answer;
      // Nothing is left to happen but what has been announced.
      answer = () => UNKNOWN;
      await rig.clock.advance("5m");

      const source = rig.plugin.resolve(sourceOf("ownedGames"));
      const library = libraryOf(rig.messages);
      const known = Object.fromEntries([...source.items].map(([id, game]) => [id, game.gameTitle] as const).sort());
      if (library) expect({ steps, library }).toEqual({ steps, library: known });
      expect(source.state.pending).toBe(0);
      await rig.plugin.close();
    },
    always,
  );
});

/** Returns what the method answers from now on, if that changes. */
async function take(rig: Rig, one: Step): Promise<(() => Snapshot<Game>) | undefined> {
  const source = rig.plugin.resolve(sourceOf("ownedGames"));
  const galaxy = rig.plugin.resolve(GalaxyClient);
  switch (one.do) {
    case "answer":
      return () => toGames(one.titles);
    case "break off":
      return async function* () {
        for (const game of toGames(one.titles)) yield await Promise.resolve(game);
        throw new BackendNotAvailable();
      };
    case "throw":
      return () => {
        throw new BackendNotAvailable();
      };
    case "unknown":
      return () => UNKNOWN;
    case "unchanged":
      return () => UNCHANGED;
    case "import":
      await rig.request("import_owned_games");
      return undefined;
    case "wait":
      await rig.clock.advance(`${one.minutes}m`);
      return undefined;
    case "put":
      source.put(toGame([one.gameId, one.title]));
      return undefined;
    case "add":
      galaxy.addGame(toGame([one.gameId, one.title]));
      return undefined;
    case "delete":
      source.delete(one.gameId);
      return undefined;
    case "remove":
      galaxy.removeGame(one.gameId);
      return undefined;
    case "put during an import":
      rig.deliver({ jsonrpc: "2.0", id: "i", method: "import_owned_games", params: {} });
      for (let turn = 0; turn < one.turns; turn++) await Promise.resolve();
      source.put(toGame([one.gameId, one.title]));
      await rig.settled();
      return undefined;
  }
}
