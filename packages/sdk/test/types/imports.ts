import {
  BackendError,
  type GameLibrarySettings,
  type GameTime,
  GameTimes,
  ImportComplete,
  ImportContext,
  LibrarySettings,
  LocalGameState,
  LocalSizes,
  OSCompatibilities,
  OSCompatibility,
  type SubscriptionGame,
  SubscriptionGames,
  type UserPresence,
  UserPresences,
} from "../../src/index.js";
import { achievements, decorate, gameTime, instance, librarySettings, presence, subscriptionGames } from "./support.js";

declare function playTimes(gameIds: readonly string[]): Promise<Map<string, number>>;
declare function gold(name: string): AsyncIterable<SubscriptionGame[]>;

// All imports share the type that achievements.ts tests. Only the differences are tested here.

decorate(GameTimes(), async (_id: string) => gameTime);
decorate(GameTimes({ concurrency: 5 }), (_id: string, _context: Set<string>, _signal: AbortSignal) => gameTime);
decorate(GameTimes({ batched: true }), (_ids: string[]) => new Map<string, GameTime | BackendError>());
// @ts-expect-error a list of achievements is not a game time
decorate(GameTimes(), (_id: string) => achievements);
// @ts-expect-error gameId is missing
decorate(GameTimes(), async (_id: string) => ({ timePlayed: 5 }));
// @ts-expect-error a value is needed
decorate(GameTimes(), async (_id: string) => undefined);
// @ts-expect-error a list of achievements is not a game time
decorate(GameTimes({ batched: true }), () => new Map([["1", achievements]]));
// @ts-expect-error write { batched: true }
decorate(GameTimes(), (_ids: string[]) => new Map([["1", gameTime]]));
// @ts-expect-error all ids come at once
decorate(GameTimes({ batched: true }), (_id: string) => gameTime);
// @ts-expect-error the signal comes third
decorate(GameTimes(), (_id: string, _signal: AbortSignal) => gameTime);
// @ts-expect-error it is concurrency
GameTimes({ concurency: 5 });

decorate(LibrarySettings(), async (_id: string) => librarySettings);
decorate(
  LibrarySettings({ concurrency: 5 }),
  (_id: string, _context: Set<string>, _signal: AbortSignal) => librarySettings,
);
decorate(LibrarySettings({ batched: true }), (_ids: string[]) => new Map<string, GameLibrarySettings | BackendError>());
// @ts-expect-error a list of achievements is not the settings of a game
decorate(LibrarySettings(), (_id: string) => achievements);
// @ts-expect-error gameId is missing
decorate(LibrarySettings(), async (_id: string) => ({ tags: ["rpg"] }));
// @ts-expect-error a value is needed
decorate(LibrarySettings(), async (_id: string) => undefined);
// @ts-expect-error a list of achievements is not the settings of a game
decorate(LibrarySettings({ batched: true }), () => new Map([["1", achievements]]));
// @ts-expect-error write { batched: true }
decorate(LibrarySettings(), (_ids: string[]) => new Map([["1", librarySettings]]));
// @ts-expect-error all ids come at once
decorate(LibrarySettings({ batched: true }), (_id: string) => librarySettings);
// @ts-expect-error the signal comes third
decorate(LibrarySettings(), (_id: string, _signal: AbortSignal) => librarySettings);
// @ts-expect-error it is concurrency
LibrarySettings({ concurency: 5 });

decorate(UserPresences(), async (_id: string) => presence);
decorate(UserPresences({ concurrency: 5 }), (_id: string, _context: Set<string>, _signal: AbortSignal) => presence);
decorate(UserPresences({ batched: true }), (_ids: string[]) => new Map<string, UserPresence | BackendError>());
// @ts-expect-error a list of achievements is not a presence
decorate(UserPresences(), (_id: string) => achievements);
// @ts-expect-error presenceState is missing
decorate(UserPresences(), async (_id: string) => ({ gameId: "1" }));
// @ts-expect-error a value is needed
decorate(UserPresences(), async (_id: string) => undefined);
// @ts-expect-error a list of achievements is not a presence
decorate(UserPresences({ batched: true }), () => new Map([["1", achievements]]));
// @ts-expect-error write { batched: true }
decorate(UserPresences(), (_ids: string[]) => new Map([["1", presence]]));
// @ts-expect-error all ids come at once
decorate(UserPresences({ batched: true }), (_id: string) => presence);
// @ts-expect-error the signal comes third
decorate(UserPresences(), (_id: string, _signal: AbortSignal) => presence);
// @ts-expect-error it is concurrency
UserPresences({ concurency: 5 });

decorate(OSCompatibilities(), async (_id: string) => OSCompatibility.Windows);
decorate(
  OSCompatibilities({ concurrency: 5 }),
  (_id: string, _context: Set<string>, _signal: AbortSignal) => OSCompatibility.Windows,
);
decorate(OSCompatibilities(), (_id: string) => undefined);
decorate(OSCompatibilities(), async (_id: string) => null);
decorate(
  OSCompatibilities({ batched: true }),
  (_ids: string[]) => new Map<string, OSCompatibility | null | BackendError>(),
);
// @ts-expect-error another enum
decorate(OSCompatibilities(), (_id: string) => LocalGameState.Installed);
// @ts-expect-error write OSCompatibility.Windows
decorate(OSCompatibilities(), async (_id: string) => "windows");
// @ts-expect-error another enum
decorate(OSCompatibilities({ batched: true }), () => new Map([["1", LocalGameState.Installed]]));
// @ts-expect-error write { batched: true }
decorate(OSCompatibilities(), (_ids: string[]) => new Map([["1", OSCompatibility.Windows]]));
// @ts-expect-error all ids come at once
decorate(OSCompatibilities({ batched: true }), (_id: string) => OSCompatibility.Windows);
// @ts-expect-error the signal comes third
decorate(OSCompatibilities(), (_id: string, _signal: AbortSignal) => OSCompatibility.Windows);
// @ts-expect-error it is concurrency
OSCompatibilities({ concurency: 5 });

decorate(LocalSizes(), async (_id: string) => 5_000);
decorate(LocalSizes({ concurrency: 5 }), (_id: string, _context: Set<string>, _signal: AbortSignal) => 5_000);
decorate(LocalSizes(), (_id: string) => undefined);
decorate(LocalSizes(), async (_id: string) => null);
decorate(LocalSizes({ batched: true }), (_ids: string[]) => new Map<string, number | undefined | BackendError>());
// @ts-expect-error a presence is not a size
decorate(LocalSizes(), (_id: string) => presence);
// @ts-expect-error a number of bytes
decorate(LocalSizes(), async (_id: string) => "5 MB");
// @ts-expect-error a presence is not a size
decorate(LocalSizes({ batched: true }), () => new Map([["1", presence]]));
// @ts-expect-error write { batched: true }
decorate(LocalSizes(), (_ids: string[]) => new Map([["1", 5_000]]));
// @ts-expect-error all ids come at once
decorate(LocalSizes({ batched: true }), (_id: string) => 5_000);
// @ts-expect-error the signal comes third
decorate(LocalSizes(), (_id: string, _signal: AbortSignal) => 5_000);
// @ts-expect-error it is concurrency
LocalSizes({ concurency: 5 });

const goldPages = async function* (_name: string, _context: Set<string>, _signal: AbortSignal) {
  yield subscriptionGames;
  yield null;
};
const namedPages = async function* (subscriptionNames: readonly string[]) {
  for (const name of subscriptionNames) yield [name, subscriptionGames] as const;
  yield ["Silver", null] as const;
  yield ["Bronze", new BackendError()] as const;
};
const wrongPages = async function* (_name: string) {
  yield achievements;
};
const signalSecond = async function* (_name: string, _signal: AbortSignal) {
  yield subscriptionGames;
};
const syncPages = function* (_name: string) {
  yield subscriptionGames;
};
declare const startlessPages: AsyncIterable<{ gameTitle: string }[]>;

decorate(SubscriptionGames(), goldPages);
decorate(SubscriptionGames({ concurrency: 2 }), (name: string) => gold(name));
decorate(SubscriptionGames({ batched: true }), () => new Map([["Gold", subscriptionGames]]));
decorate(SubscriptionGames({ batched: true }), namedPages);
// @ts-expect-error an achievement is not a game of a subscription
decorate(SubscriptionGames(), wrongPages);
// @ts-expect-error gameId is missing
decorate(SubscriptionGames(), (_name: string) => startlessPages);
// @ts-expect-error write async *
decorate(SubscriptionGames(), (_name: string) => subscriptionGames);
// @ts-expect-error write async *
decorate(SubscriptionGames(), async (_name: string) => subscriptionGames);
// @ts-expect-error write async *
decorate(SubscriptionGames(), async (name: string) => gold(name));
// @ts-expect-error write async *
decorate(SubscriptionGames(), syncPages);
// @ts-expect-error the signal comes third
decorate(SubscriptionGames(), signalSecond);
// @ts-expect-error write { batched: true }
decorate(SubscriptionGames(), namedPages);
// @ts-expect-error all names come at once
decorate(SubscriptionGames({ batched: true }), goldPages);
// @ts-expect-error an achievement is not a game of a subscription
decorate(SubscriptionGames({ batched: true }), () => new Map([["Gold", achievements]]));
// @ts-expect-error it is batched
SubscriptionGames({ batch: true });

decorate(ImportContext("gameTimes"), (gameIds: string[]) => playTimes(gameIds));
decorate(GameTimes(), (gameId: string, times: Awaited<ReturnType<typeof playTimes>>) => ({
  gameId,
  timePlayed: times.get(gameId),
}));
decorate(ImportComplete("gameTimes"), () => {});
decorate(ImportContext("librarySettings"), () => {});

decorate(ImportComplete("gameTimes"), async (signal: AbortSignal) => {});
decorate(ImportContext("achievements"), async (gameIds: readonly string[], signal: AbortSignal) => ({
  page: gameIds.length,
}));

export class RightSteps {
  @ImportContext("osCompatibilities")
  @ImportContext("localSizes")
  @ImportContext("userPresences")
  @ImportContext("subscriptionGames")
  several() {
    return "context";
  }

  @ImportComplete("achievements")
  @ImportComplete("librarySettings")
  @ImportComplete("osCompatibilities")
  @ImportComplete("localSizes")
  @ImportComplete("userPresences")
  @ImportComplete("subscriptionGames")
  async doneLater(): Promise<void> {}
}

// @ts-expect-error it is "achievements"
decorate(ImportContext("achievement"), (_gameIds: string[]) => {});
// @ts-expect-error it is "gameTimes"
decorate(ImportContext("GameTimes"), (_gameIds: string[]) => {});
// @ts-expect-error owned games have no context
decorate(ImportContext("ownedGames"), () => {});
// @ts-expect-error a kind is needed
decorate(ImportContext(), (_gameIds: string[]) => {});
// @ts-expect-error all ids come at once
decorate(ImportContext("gameTimes"), (_gameId: string) => {});
// @ts-expect-error the ids come first
decorate(ImportContext("gameTimes"), (_signal: AbortSignal) => {});

// @ts-expect-error write @ImportContext("…")
ImportContext(instance, "method", {});

// @ts-expect-error it is "localSizes"
decorate(ImportComplete("localSize"), () => {});
// @ts-expect-error a kind is needed
decorate(ImportComplete(), () => {});
// @ts-expect-error the only argument is the signal
decorate(ImportComplete("gameTimes"), (_gameIds: string[]) => {});
// @ts-expect-error it would be handed the signal
decorate(ImportComplete("gameTimes"), (_fast = false) => {});
// @ts-expect-error nothing receives the result
decorate(ImportComplete("gameTimes"), async () => 1);

// @ts-expect-error write @ImportComplete("…")
ImportComplete(instance, "method", {});
