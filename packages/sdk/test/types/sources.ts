import {
  Friends,
  type Game,
  type GameTime,
  Achievements,
  type AchievementsRun,
  GameTimes,
  type GameTimesRun,
  Inject,
  LicenseType,
  type LocalGame,
  LocalGames,
  OwnedGames,
  type PresencesRun,
  PresenceState,
  type Source,
  sourceOf,
  type SourceRun,
  Subscriptions,
  UNCHANGED,
  UNKNOWN,
  UserPresences,
} from "../../src/index.js";
import { decorate, friends, games, gameTime, localGames, presence, subscriptions, type Without } from "./support.js";

declare const unlicensed: Without<Game, "licenseInfo">[];
declare const source: Source<Game>;
const license = LicenseType.SinglePurchase;

// With refresh, the method returns the complete current state.
decorate(OwnedGames({ refresh: "10m" }), () => games);
decorate(OwnedGames({ refresh: "10m" }), async () => new Set(games));
decorate(OwnedGames({ refresh: "on request" }), async (run: SourceRun<Game>) => (run.signal.aborted ? UNKNOWN : games));
decorate(
  OwnedGames({ refresh: "10m", removals: { confirm: 3, confirmWithin: "1d", grace: "1h", brake: "50%" } }),
  () => UNCHANGED,
);
decorate(LocalGames({ refresh: "5s", startWithin: "1m" }), () => localGames);
decorate(Friends({ refresh: "5m", pace: { perSecond: 5 }, persist: false }), () => friends);
decorate(Subscriptions({ refresh: "1d", alias: (id) => id.toLowerCase() }), () => subscriptions);
decorate(GameTimes({ refresh: "10m" }), (run: GameTimesRun) =>
  run.gameIds.map((gameId) => ({ gameId, timePlayed: 1 })),
);
decorate(Achievements({ refresh: "10m", timeLimit: "1h" }), async function* (run: AchievementsRun) {
  for (const gameId of run.gameIds) yield { gameId, achievements: run.previous?.get(gameId)?.achievements ?? [] };
});
decorate(UserPresences({ refresh: "1m" }), (run: PresencesRun) =>
  run.userIds.map((userId) => ({ userId, presenceState: PresenceState.Online })),
);

// A license for all of them, and play times.
decorate(OwnedGames({ refresh: "10m", license }), async () => new Set(unlicensed));
decorate(OwnedGames({ refresh: "10m", times: true }), () => games.map((game) => ({ ...game, timePlayed: 1 })));
decorate(OwnedGames({ refresh: "10m", times: true, license }), async (_run: SourceRun<Game>) =>
  unlicensed.map((game) => ({ ...game, timePlayed: 1, lastPlayedTime: undefined })),
);
// @ts-expect-error without the option, each game says its license
decorate(OwnedGames({ refresh: "10m" }), () => unlicensed);
// @ts-expect-error a friend is not a game
decorate(OwnedGames({ refresh: "10m", license }), () => friends);
// @ts-expect-error minutes are a number
decorate(OwnedGames({ refresh: "10m", times: true }), () => games.map((game) => ({ ...game, timePlayed: "1h" })));
// @ts-expect-error it is true or false
OwnedGames({ refresh: "10m", times: "minutes" });

export class RightSources {
  constructor(@Inject(sourceOf("ownedGames")) readonly games: Source<Game>) {}

  @OwnedGames({ refresh: "10m" })
  async *owned(run: SourceRun<Game>) {
    for (const game of games) if (run.previous?.has(game.gameId) !== true) yield game;
  }
}

export class WrongSources {
  // @ts-expect-error it is a source of games
  constructor(@Inject(sourceOf("friends")) readonly games: Source<Game>) {}

  // @ts-expect-error a game, not a list of games, is an element
  @OwnedGames({ refresh: "10m" })
  async *pages() {
    yield games;
  }
}

// @ts-expect-error a friend is not a game
decorate(OwnedGames({ refresh: "10m" }), () => friends);
// @ts-expect-error a source of games gets a run, not a signal
decorate(OwnedGames({ refresh: "10m" }), (_signal: AbortSignal) => games);
// @ts-expect-error its run has games
decorate(OwnedGames({ refresh: "10m" }), (_run: SourceRun<LocalGame>) => games);
// @ts-expect-error UNKNOWN is not an element
decorate(OwnedGames({ refresh: "10m" }), () => [UNKNOWN]);
// @ts-expect-error an owned game is not a local game
decorate(LocalGames({ refresh: "5s" }), () => games);
// @ts-expect-error a game is not a friend
decorate(Friends({ refresh: "5m" }), () => games);
// @ts-expect-error a friend is not a subscription
decorate(Subscriptions({ refresh: "1d" }), () => friends);
// @ts-expect-error a friend is not a time
decorate(GameTimes({ refresh: "10m" }), () => friends);
// @ts-expect-error a source says whose achievements they are
decorate(Achievements({ refresh: "10m" }), () => [[{ achievementId: "a", unlockTime: 1 }]]);
// @ts-expect-error an achievement has the time when it was unlocked
decorate(Achievements({ refresh: "10m" }), () => [{ gameId: "1", achievements: [{ achievementId: "a" }] }]);
// @ts-expect-error its run has the ids of games
decorate(Achievements({ refresh: "10m" }), (_run: AchievementsRun & { gameIds: number[] }) => UNKNOWN);
// @ts-expect-error its run has the ids of games
decorate(GameTimes({ refresh: "10m" }), (_run: SourceRun<GameTime> & { gameIds: number[] }) => [gameTime]);
// @ts-expect-error a source says whose presence it is
decorate(UserPresences({ refresh: "1m" }), () => [presence]);
// @ts-expect-error its run has the ids of users
decorate(UserPresences({ refresh: "1m" }), (_run: PresencesRun & { userIds: number[] }) => UNKNOWN);

// @ts-expect-error a duration is text
OwnedGames({ refresh: 600_000 });
// @ts-expect-error a part is a percentage
OwnedGames({ refresh: "10m", removals: { brake: 0.3 } });
// @ts-expect-error a part is a percentage
OwnedGames({ refresh: "10m", removals: { brake: "half" } });
// @ts-expect-error a number of answers
OwnedGames({ refresh: "10m", removals: { confirm: "3" } });
// @ts-expect-error a duration is text
OwnedGames({ refresh: "10m", removals: { confirmWithin: 5 } });
// @ts-expect-error a duration is text
OwnedGames({ refresh: "10m", removals: { grace: 5 } });
// @ts-expect-error a duration is text
OwnedGames({ refresh: "10m", fresh: 5 });
// @ts-expect-error a duration is text
OwnedGames({ refresh: "10m", timeLimit: 5 });
// @ts-expect-error there is no such milestone
OwnedGames({ refresh: "10m", after: "login" });
// @ts-expect-error it is true or false
OwnedGames({ refresh: "10m", persist: "always" });
// @ts-expect-error a number
OwnedGames({ refresh: "10m", pace: { perSecond: "5" } });
// @ts-expect-error ids are strings
OwnedGames({ refresh: "10m", alias: (id: number) => String(id) });
// @ts-expect-error an id is a string
OwnedGames({ refresh: "10m", alias: () => 1 });
// @ts-expect-error only local games are launched
OwnedGames({ refresh: "10m", startWithin: "1m" });
// @ts-expect-error a time is not removed
GameTimes({ refresh: "10m", removals: { confirm: 3 } });
decorate(Achievements({ concurrency: 5, whilePlaying: "5m" }), () => []);
decorate(Achievements({ batched: true, whilePlaying: "5m" }), () => new Map());
// @ts-expect-error a duration is text
Achievements({ whilePlaying: 5 });
// @ts-expect-error a source has its own interval
Achievements({ refresh: "10m", whilePlaying: "5m" });
// @ts-expect-error only achievements are unlocked
GameTimes({ whilePlaying: "5m" });
// @ts-expect-error an achievement stays unlocked
Achievements({ refresh: "10m", removals: { confirm: 3 } });

// @ts-expect-error a friend is not a game
source.put(friends[0]!);
// @ts-expect-error it takes an id
source.delete(games[0]!);
decorate(OwnedGames({ refresh: "10m" }), (run: SourceRun<Game>) => {
  // @ts-expect-error it says why
  run.skip(games[0], 404);
  // @ts-expect-error it is "interval"
  if (run.reason === "timer") return UNKNOWN;
  // @ts-expect-error its values are games
  const previous: ReadonlyMap<string, LocalGame> | undefined = run.previous;
  return previous ? UNKNOWN : games;
});
// @ts-expect-error it is "ownedGames"
export const isOfGames = source.kind === "games";
// @ts-expect-error it is "failing"
export const isFailing = source.state.kind === "failed";
// @ts-expect-error there may be no time yet
export const at: number = source.state.at;
// @ts-expect-error its values are games
export const items: ReadonlyMap<string, LocalGame> = source.items;
// @ts-expect-error it is counted
export const count: string = source.state.count;
