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
  type UserInfo,
} from "../src/index.js";
import { friends, games, localGames, type ShopGame, shopGames, subscriptions, type Without } from "./models.js";

declare const untitledGames: Without<Game, "gameTitle">[];
declare const statelessGames: Without<LocalGame, "localGameState">[];
declare const namelessSubscriptions: Without<Subscription, "subscriptionName">[];
declare const namelessFriends: Without<UserInfo, "userName">[];

export class RightOwnedGames {
  @OwnedGames()
  sync(): Game[] {
    return games;
  }

  @OwnedGames()
  async asynchronous(): Promise<Game[]> {
    return games;
  }

  @OwnedGames()
  async subtype(): Promise<ShopGame[]> {
    return shopGames;
  }

  @OwnedGames()
  readonlyResult(): readonly Game[] {
    return games;
  }

  @OwnedGames()
  async deeplyReadonly(): Promise<readonly Readonly<ShopGame>[]> {
    return shopGames;
  }

  @OwnedGames()
  async inferred() {
    return [{ gameId: "1", gameTitle: "One", licenseInfo: { licenseType: LicenseType.SinglePurchase } }];
  }

  @OwnedGames()
  async withDlc(): Promise<Game[]> {
    const licenseInfo = { licenseType: "OtherUserLicense", owner: "Bob" } as const;
    return [{ gameId: "1", gameTitle: "One", dlcs: [{ dlcId: "2", dlcTitle: "Two", licenseInfo }], licenseInfo }];
  }

  @OwnedGames()
  empty() {
    return [];
  }

  @OwnedGames()
  async withSignal(signal: AbortSignal) {
    signal.throwIfAborted();
    return games;
  }

  @OwnedGames({ after: "localGames" })
  later() {
    return games;
  }

  @OwnedGames()
  optionalSignal(signal?: AbortSignal) {
    return signal?.aborted ? [] : games;
  }

  @OwnedGames()
  eitherWay(): Game[] | Promise<Game[]> {
    return games;
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

export class WrongOwnedGames {
  // wrong element type
  // @ts-expect-error a local game is no owned game
  @OwnedGames()
  async wrongElement() {
    return localGames;
  }

  // missing field
  // @ts-expect-error gameTitle is missing
  @OwnedGames()
  async missingField() {
    return untitledGames;
  }

  // wire names
  // @ts-expect-error it is gameId here
  @OwnedGames()
  async wireNames() {
    return [{ game_id: "1", game_title: "One", license_info: { license_type: LicenseType.Unknown } }];
  }

  // wrong field type
  // @ts-expect-error gameId is a string
  @OwnedGames()
  async numericId() {
    return [{ gameId: 1, gameTitle: "One", licenseInfo: { licenseType: LicenseType.Unknown } }];
  }

  // unknown license
  // @ts-expect-error there is no such license
  @OwnedGames()
  async unknownLicense() {
    return [{ gameId: "1", gameTitle: "One", licenseInfo: { licenseType: "Rented" as const } }];
  }

  // null in the place of an absent field
  // @ts-expect-error leave dlcs out
  @OwnedGames()
  async nullField() {
    return games.map((game) => ({ ...game, dlcs: null }));
  }

  // one game
  // @ts-expect-error a list is needed
  @OwnedGames()
  async single() {
    return games[0];
  }

  // another collection
  // @ts-expect-error a Set is no list
  @OwnedGames()
  set() {
    return new Set(games);
  }

  // list of promises
  // @ts-expect-error await Promise.all(…)
  @OwnedGames()
  promises() {
    return games.map(async (game) => game);
  }

  // nothing returned
  // @ts-expect-error a list is needed
  @OwnedGames()
  async nothing() {}

  // async generator
  // @ts-expect-error pages are for subscription games only
  @OwnedGames()
  async *pages() {
    yield games;
  }

  // extra parameter
  // @ts-expect-error there is no second argument
  @OwnedGames()
  async extra(_signal: AbortSignal, _user: string) {
    return games;
  }

  // wrong parameter type
  // @ts-expect-error the only argument is the signal
  @OwnedGames()
  async wrongParameter(_user: string) {
    return games;
  }

  // option typo
  // @ts-expect-error it is after
  @OwnedGames({ afer: "localGames" })
  optionTypo() {
    return games;
  }

  // unknown milestone
  // @ts-expect-error there is no such milestone
  @OwnedGames({ after: "login" })
  unknownMilestone() {
    return games;
  }

  // forgotten call
  // @ts-expect-error write @OwnedGames()
  @OwnedGames
  uncalled() {
    return games;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @OwnedGames()
  arrow = () => games;

  // plain property
  // @ts-expect-error goes on a method
  @OwnedGames()
  property = games;

  // static method
  // @ts-expect-error goes on a method of instances
  @OwnedGames()
  static onClass() {
    return games;
  }

  // getter
  // @ts-expect-error goes on a method
  @OwnedGames()
  get current() {
    return games;
  }

  // setter
  // @ts-expect-error goes on a method
  @OwnedGames()
  set current(_games: Game[]) {}
}

// on a class
// @ts-expect-error goes on a method
@OwnedGames()
export class WrongPlace {}

export class RightLocalGames {
  @LocalGames()
  sync() {
    return localGames;
  }

  @LocalGames()
  async asynchronous(): Promise<readonly LocalGame[]> {
    return localGames;
  }

  @LocalGames()
  async combined() {
    return [{ gameId: "1", localGameState: LocalGameState.Installed | LocalGameState.Running }];
  }

  @LocalGames({ after: "authentication" })
  protected async later(signal: AbortSignal) {
    signal.throwIfAborted();
    return localGames;
  }

  @LocalGames()
  subtype(): (LocalGame & { folder: string })[] {
    return [{ gameId: "1", localGameState: LocalGameState.None, folder: "/games/1" }];
  }
}

export class WrongLocalGames {
  // wrong element type
  // @ts-expect-error an owned game is no local game
  @LocalGames()
  wrongElement() {
    return games;
  }

  // missing field
  // @ts-expect-error localGameState is missing
  @LocalGames()
  async missingField() {
    return statelessGames;
  }

  // state as text
  // @ts-expect-error write LocalGameState.Installed
  @LocalGames()
  async textState() {
    return [{ gameId: "1", localGameState: "Installed" }];
  }

  // state of another kind
  // @ts-expect-error another enum
  @LocalGames()
  async otherEnum() {
    return [{ gameId: "1", localGameState: SubscriptionDiscovery.Automatic }];
  }

  // extra parameter
  // @ts-expect-error there is no second argument
  @LocalGames()
  extra(_signal: AbortSignal, _gameIds: string[]) {
    return localGames;
  }

  // wrong parameter type
  // @ts-expect-error the only argument is the signal
  @LocalGames()
  wrongParameter(_gameIds: string[]) {
    return localGames;
  }

  // option typo
  // @ts-expect-error there is no such milestone
  @LocalGames({ after: "authenticated" })
  optionTypo() {
    return localGames;
  }

  // forgotten call
  // @ts-expect-error write @LocalGames()
  @LocalGames
  uncalled() {
    return localGames;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @LocalGames()
  arrow = () => localGames;

  // static method
  // @ts-expect-error goes on a method of instances
  @LocalGames()
  static onClass() {
    return localGames;
  }

  // getter
  // @ts-expect-error goes on a method
  @LocalGames()
  get current() {
    return localGames;
  }
}

export class RightSubscriptions {
  @Subscriptions()
  sync() {
    return subscriptions;
  }

  @Subscriptions({ after: "authentication" })
  async asynchronous(signal: AbortSignal): Promise<readonly Subscription[]> {
    signal.throwIfAborted();
    return subscriptions;
  }

  @Subscriptions()
  async shortest() {
    return [{ subscriptionName: "Gold" }];
  }

  @Subscriptions()
  private full(): Subscription[] {
    const subscriptionDiscovery = SubscriptionDiscovery.Automatic | SubscriptionDiscovery.UserEnabled;
    return [{ subscriptionName: "Gold", owned: true, endTime: 1_700_000_000, subscriptionDiscovery }];
  }

  uses() {
    return this.full();
  }
}

export class WrongSubscriptions {
  // wrong element type
  // @ts-expect-error a friend is no subscription
  @Subscriptions()
  async wrongElement() {
    return friends;
  }

  // missing field
  // @ts-expect-error subscriptionName is missing
  @Subscriptions()
  async missingField() {
    return namelessSubscriptions;
  }

  // a Date
  // @ts-expect-error endTime is a number of seconds
  @Subscriptions()
  async date() {
    return [{ subscriptionName: "Gold", owned: true, endTime: new Date() }];
  }

  // extra parameter
  // @ts-expect-error there is no second argument
  @Subscriptions()
  async extra(_signal: AbortSignal, _name: string) {
    return subscriptions;
  }

  // wrong parameter type
  // @ts-expect-error the only argument is the signal
  @Subscriptions()
  async wrongParameter(_name: string) {
    return subscriptions;
  }

  // option typo
  // @ts-expect-error it is after
  @Subscriptions({ before: "ownedGames" })
  optionTypo() {
    return subscriptions;
  }

  // forgotten call
  // @ts-expect-error write @Subscriptions()
  @Subscriptions
  uncalled() {
    return subscriptions;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @Subscriptions()
  arrow = async () => subscriptions;

  // static method
  // @ts-expect-error goes on a method of instances
  @Subscriptions()
  static onClass() {
    return subscriptions;
  }

  // getter
  // @ts-expect-error goes on a method
  @Subscriptions()
  get current() {
    return subscriptions;
  }
}

export class RightFriends {
  @Friends()
  sync() {
    return friends;
  }

  @Friends({ after: "ownedGames" })
  async asynchronous(signal: AbortSignal): Promise<readonly UserInfo[]> {
    signal.throwIfAborted();
    return friends;
  }

  @Friends()
  protected async subtype() {
    return friends.map((friend) => ({ ...friend, since: 2020 }));
  }
}

export class WrongFriends {
  // wrong element type
  // @ts-expect-error a game is no friend
  @Friends()
  async wrongElement() {
    return games;
  }

  // missing field
  // @ts-expect-error userName is missing
  @Friends()
  async missingField() {
    return namelessFriends;
  }

  // ids only
  // @ts-expect-error a friend has a name too
  @Friends()
  async ids() {
    return ["1", "2"];
  }

  // extra parameter
  // @ts-expect-error there is no second argument
  @Friends()
  async extra(_signal: AbortSignal, _userId: string) {
    return friends;
  }

  // wrong parameter type
  // @ts-expect-error the only argument is the signal
  @Friends()
  async wrongParameter(_userId: string) {
    return friends;
  }

  // option typo
  // @ts-expect-error there are no batches here
  @Friends({ batched: true })
  optionTypo() {
    return friends;
  }

  // forgotten call
  // @ts-expect-error write @Friends()
  @Friends
  uncalled() {
    return friends;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @Friends()
  arrow = () => friends;

  // static method
  // @ts-expect-error goes on a method of instances
  @Friends()
  static onClass() {
    return friends;
  }

  // getter
  // @ts-expect-error goes on a method
  @Friends()
  get current() {
    return friends;
  }
}
