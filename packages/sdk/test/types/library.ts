import {
  Friends,
  type Game,
  LicenseType,
  type LocalGame,
  LocalGames,
  LocalGameState,
  OwnedGames,
  type Subscription,
  SubscriptionDiscovery,
  Subscriptions,
  UNKNOWN,
  type UserInfo,
} from "../../src/index.js";
import {
  decorate,
  friends,
  games,
  instance,
  localGames,
  type ShopGame,
  shopGames,
  subscriptions,
  type Without,
} from "./support.js";

declare const untitledGames: Without<Game, "gameTitle">[];
declare const statelessGames: Without<LocalGame, "localGameState">[];
declare const namelessSubscriptions: Without<Subscription, "subscriptionName">[];
declare const namelessFriends: Without<UserInfo, "userName">[];
declare const unlicensed: Without<Game, "licenseInfo">[];
const license = LicenseType.SinglePurchase;

decorate(OwnedGames(), (): Game[] => games);
decorate(OwnedGames(), async (): Promise<Game[]> => games);
decorate(OwnedGames(), async (): Promise<ShopGame[]> => shopGames);
decorate(OwnedGames(), (): readonly Game[] => games);
decorate(OwnedGames(), async (): Promise<readonly Readonly<ShopGame>[]> => shopGames);
decorate(OwnedGames(), async () => [
  { gameId: "1", gameTitle: "One", licenseInfo: { licenseType: LicenseType.SinglePurchase } },
]);
decorate(OwnedGames(), () => []);
decorate(OwnedGames({ after: "localGames" }), () => games);
decorate(OwnedGames(), (signal?: AbortSignal) => (signal?.aborted ? [] : games));
decorate(OwnedGames(), (): Game[] | Promise<Game[]> => games);

decorate(OwnedGames(), async (signal: AbortSignal) => games);

export class RightOwnedGames {
  @OwnedGames()
  async withDlc(): Promise<Game[]> {
    const licenseInfo = { licenseType: "OtherUserLicense", owner: "Bob" } as const;
    return [{ gameId: "1", gameTitle: "One", dlcs: [{ dlcId: "2", dlcTitle: "Two", licenseInfo }], licenseInfo }];
  }

  @OwnedGames()
  protected async hidden() {
    return games;
  }

  @OwnedGames()
  private secret() {
    return games;
  }

  uses() {
    return this.secret();
  }
}

// @ts-expect-error a local game is not an owned game
decorate(OwnedGames(), async () => localGames);
// @ts-expect-error gameTitle is missing
decorate(OwnedGames(), async () => untitledGames);
// @ts-expect-error it is gameId here
decorate(OwnedGames(), async () => [
  { game_id: "1", game_title: "One", license_info: { license_type: LicenseType.Unknown } },
]);
// @ts-expect-error gameId is a string
decorate(OwnedGames(), async () => [
  { gameId: 1, gameTitle: "One", licenseInfo: { licenseType: LicenseType.Unknown } },
]);
// @ts-expect-error there is no such license
decorate(OwnedGames(), async () => [
  { gameId: "1", gameTitle: "One", licenseInfo: { licenseType: "Rented" as const } },
]);
// @ts-expect-error leave dlcs out
decorate(OwnedGames(), async () => games.map((game) => ({ ...game, dlcs: null })));
// @ts-expect-error a list is needed
decorate(OwnedGames(), async () => games[0]);
// @ts-expect-error a Set is not a list
decorate(OwnedGames(), () => new Set(games));
// @ts-expect-error await Promise.all(…)
decorate(OwnedGames(), () => games.map(async (game) => game));
// @ts-expect-error a list is needed
decorate(OwnedGames(), async () => {});
// @ts-expect-error there is no second argument
decorate(OwnedGames(), async (_signal: AbortSignal, _user: string) => games);
// @ts-expect-error the only argument is the signal
decorate(OwnedGames(), async (_user: string) => games);
// @ts-expect-error it is after
decorate(OwnedGames({ afer: "localGames" }), () => games);
// @ts-expect-error there is no such milestone
decorate(OwnedGames({ after: "login" }), () => games);

// A license for all of them.
decorate(OwnedGames({ license }), () => unlicensed);
decorate(OwnedGames({ license }), async () => games);
// @ts-expect-error without the option, each game says its license
decorate(OwnedGames(), () => unlicensed);
// @ts-expect-error there is no such license
decorate(OwnedGames({ license: "Rented" }), () => unlicensed);
// @ts-expect-error a friend is not a game
decorate(OwnedGames({ license }), () => friends);
// @ts-expect-error the only argument is the signal
decorate(OwnedGames({ license }), (_user: string) => games);
// @ts-expect-error only a source says both
decorate(OwnedGames({ times: true }), () => games);
// @ts-expect-error a method without refresh has to answer
decorate(OwnedGames(), () => UNKNOWN);

export class WrongOwnedGames {
  // @ts-expect-error pages are for subscription games only
  @OwnedGames()
  async *pages() {
    yield games;
  }

  // @ts-expect-error write @OwnedGames()
  @OwnedGames
  uncalled() {
    return games;
  }

  // @ts-expect-error only methods can be decorated
  @OwnedGames()
  arrow = () => games;

  // @ts-expect-error only methods can be decorated
  @OwnedGames()
  property = games;

  // @ts-expect-error static methods cannot be decorated
  @OwnedGames()
  static onClass() {
    return games;
  }

  // @ts-expect-error only methods can be decorated
  @OwnedGames()
  get current() {
    return games;
  }

  // @ts-expect-error only methods can be decorated
  @OwnedGames()
  set current(_games: Game[]) {}
}

// @ts-expect-error only methods can be decorated
@OwnedGames()
export class WrongPlace {}

// The other decorators share the type of @OwnedGames(): only the differences are tested.

decorate(LocalGames(), () => localGames);
decorate(LocalGames({ after: "authentication" }), async (_signal: AbortSignal) => localGames);
const running = LocalGameState.Installed | LocalGameState.Running;
decorate(LocalGames(), async () => [{ gameId: "1", localGameState: running, folder: "/games/1" }]);
// @ts-expect-error an owned game is not a local game
decorate(LocalGames(), () => games);
// @ts-expect-error localGameState is missing
decorate(LocalGames(), async () => statelessGames);
// @ts-expect-error write LocalGameState.Installed
decorate(LocalGames(), async () => [{ gameId: "1", localGameState: "Installed" }]);
const otherEnum = { gameId: "1", localGameState: SubscriptionDiscovery.Automatic };
// @ts-expect-error another enum
decorate(LocalGames(), async () => [otherEnum]);
// @ts-expect-error the only argument is the signal
decorate(LocalGames(), (_gameIds: string[]) => localGames);
// @ts-expect-error there is no such milestone
LocalGames({ after: "authenticated" });
// @ts-expect-error write @LocalGames()
LocalGames(instance, "method", {});

decorate(Subscriptions(), async (): Promise<readonly Subscription[]> => subscriptions);
decorate(Subscriptions(), (_signal: AbortSignal) => [{ subscriptionName: "Gold", owned: true }]);
decorate(Subscriptions({ after: "ownedGames" }), () => subscriptions);
// @ts-expect-error a friend is not a subscription
decorate(Subscriptions(), () => friends);
// @ts-expect-error subscriptionName is missing
decorate(Subscriptions(), async () => namelessSubscriptions);
// @ts-expect-error endTime is a number of seconds
decorate(Subscriptions(), () => [{ subscriptionName: "Gold", owned: true, endTime: new Date() }]);
// @ts-expect-error the only argument is the signal
decorate(Subscriptions(), (_userId: string) => subscriptions);
// @ts-expect-error it is after
Subscriptions({ afer: "ownedGames" });

decorate(Friends(), () => friends);
decorate(Friends({ after: "authentication" }), async (_signal?: AbortSignal) => friends);
// @ts-expect-error a subscription is not a friend
decorate(Friends(), async () => subscriptions);
// @ts-expect-error userName is missing
decorate(Friends(), async () => namelessFriends);
// @ts-expect-error a Map is not a list
decorate(Friends(), () => new Map(friends.map((friend) => [friend.userId, friend] as const)));
// @ts-expect-error the only argument is the signal
decorate(Friends(), (_userId: string) => friends);
// @ts-expect-error there is no such milestone
Friends({ after: "friends" });
