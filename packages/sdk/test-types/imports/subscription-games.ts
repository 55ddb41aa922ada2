import { BackendError, type SubscriptionGame, SubscriptionGames } from "../../src/index.js";
import { games, subscriptionGames } from "../models.js";

declare function pages(name: string): AsyncIterable<SubscriptionGame[]>;

export class RightSubscriptionGames {
  @SubscriptionGames()
  async *generator(subscriptionName: string) {
    for await (const page of pages(subscriptionName)) yield page;
  }

  @SubscriptionGames()
  async *delegating(subscriptionName: string) {
    yield* pages(subscriptionName);
  }

  @SubscriptionGames()
  async *nullPage() {
    yield null;
  }

  @SubscriptionGames()
  async *subtype() {
    yield subscriptionGames.map((game) => ({ ...game, tier: 1 }));
  }

  @SubscriptionGames()
  async *declared(_subscriptionName: string): AsyncGenerator<readonly SubscriptionGame[] | null, void> {
    yield subscriptionGames;
  }

  @SubscriptionGames({ concurrency: 2 })
  passedOn(subscriptionName: string): AsyncIterable<readonly SubscriptionGame[]> {
    return pages(subscriptionName);
  }

  @SubscriptionGames({ batched: false })
  async *withSignal(_subscriptionName: string, _context: Set<string>, signal: AbortSignal) {
    signal.throwIfAborted();
    yield subscriptionGames;
  }

  @SubscriptionGames()
  protected async *hidden(_subscriptionName: string) {
    yield subscriptionGames;
  }

  @SubscriptionGames()
  private secret(subscriptionName: string) {
    return pages(subscriptionName);
  }

  uses() {
    return this.secret("Gold");
  }
}

export class RightBatchedSubscriptionGames {
  @SubscriptionGames({ batched: true })
  map(subscriptionNames: string[]) {
    return new Map(subscriptionNames.map((name) => [name, subscriptionGames] as const));
  }

  @SubscriptionGames({ batched: true })
  async promisedMap(): Promise<ReadonlyMap<string, readonly SubscriptionGame[] | null>> {
    return new Map();
  }

  @SubscriptionGames({ batched: true })
  async *generator(subscriptionNames: readonly string[]) {
    for (const name of subscriptionNames) {
      for await (const page of pages(name)) yield [name, page] as const;
    }
  }

  @SubscriptionGames({ batched: true })
  async *withErrors(_subscriptionNames: string[], _context: unknown, signal: AbortSignal) {
    signal.throwIfAborted();
    yield ["Gold", new BackendError()] as const;
    yield ["Silver", null] as const;
  }
}

export class WrongSubscriptionGames {
  // async where an AsyncIterable is needed
  // @ts-expect-error write async *
  @SubscriptionGames()
  async promisedList(_subscriptionName: string) {
    return subscriptionGames;
  }

  // a list where an AsyncIterable is needed
  // @ts-expect-error write async *
  @SubscriptionGames()
  list(_subscriptionName: string) {
    return subscriptionGames;
  }

  // async with an AsyncIterable
  // @ts-expect-error not a Promise of it
  @SubscriptionGames()
  async promisedIterable(subscriptionName: string) {
    return pages(subscriptionName);
  }

  // generator that is not async
  // @ts-expect-error write async *
  @SubscriptionGames()
  *syncGenerator(_subscriptionName: string) {
    yield subscriptionGames;
  }

  // game by game
  // @ts-expect-error yield a page, which is a list
  @SubscriptionGames()
  async *singleGames(_subscriptionName: string) {
    yield* subscriptionGames;
  }

  // wrong element type
  // @ts-expect-error yield pages of games, not texts
  @SubscriptionGames()
  async *wrongElement(_subscriptionName: string) {
    yield ["1", "2"];
  }

  // missing field
  // @ts-expect-error gameTitle is missing
  @SubscriptionGames()
  async *missingField(_subscriptionName: string) {
    yield games.map(({ gameId }) => ({ gameId }));
  }

  // undefined page
  // @ts-expect-error a page that is none is null
  @SubscriptionGames()
  async *undefinedPage(_subscriptionName: string) {
    yield undefined;
  }

  // wrong parameter type
  // @ts-expect-error the name itself
  @SubscriptionGames()
  async *wrongParameter(_subscription: { subscriptionName: string }) {
    yield subscriptionGames;
  }

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @SubscriptionGames()
  async *extra(_subscriptionName: string, _context: unknown, _signal: AbortSignal, _page: number) {
    yield subscriptionGames;
  }

  // signal in the place of the context
  // @ts-expect-error the signal comes third
  @SubscriptionGames()
  async *signalSecond(_subscriptionName: string, _signal: AbortSignal) {
    yield subscriptionGames;
  }

  // batched method without the option
  // @ts-expect-error write { batched: true }
  @SubscriptionGames()
  async *batchedNames(_subscriptionNames: string[]) {
    yield subscriptionGames;
  }

  // batched result without the option
  // @ts-expect-error write { batched: true }
  @SubscriptionGames()
  batchedResult() {
    return new Map([["Gold", subscriptionGames]]);
  }

  // option typo
  // @ts-expect-error it is concurrency
  @SubscriptionGames({ parallel: 2 })
  async *optionTypo(_subscriptionName: string) {
    yield subscriptionGames;
  }

  // forgotten call
  // @ts-expect-error write @SubscriptionGames()
  @SubscriptionGames
  async *uncalled(_subscriptionName: string) {
    yield subscriptionGames;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @SubscriptionGames()
  arrow = (subscriptionName: string) => pages(subscriptionName);

  // static method
  // @ts-expect-error goes on a method of instances
  @SubscriptionGames()
  static async *onClass() {
    yield subscriptionGames;
  }

  // getter
  // @ts-expect-error goes on a method
  @SubscriptionGames()
  get current() {
    return pages("Gold");
  }
}

export class WrongBatchedSubscriptionGames {
  // per-item method with the option
  // @ts-expect-error all names come at once
  @SubscriptionGames({ batched: true })
  async *itemName(name: string) {
    yield [name, subscriptionGames] as const;
  }

  // per-item result with the option
  // @ts-expect-error yield [name, page]
  @SubscriptionGames({ batched: true })
  async *itemResult(_subscriptionNames: string[]) {
    yield subscriptionGames;
  }

  // wrong element type
  // @ts-expect-error one game is no page
  @SubscriptionGames({ batched: true })
  async wrongElement(_subscriptionNames: string[]) {
    return new Map([["Gold", { gameId: "1", gameTitle: "One" }]]);
  }

  // pages of pages
  // @ts-expect-error yield [name, page] again for the next page
  @SubscriptionGames({ batched: true })
  async allPages(subscriptionNames: string[]) {
    return new Map(subscriptionNames.map((name) => [name, pages(name)] as const));
  }

  // signal in the place of the context
  // @ts-expect-error the signal comes third
  @SubscriptionGames({ batched: true })
  signalSecond(_subscriptionNames: string[], _signal: AbortSignal) {
    return new Map([["Gold", subscriptionGames]]);
  }

  // option without effect
  // @ts-expect-error a batch is one call
  @SubscriptionGames({ batched: true, concurrency: 2 })
  concurrency() {
    return new Map([["Gold", subscriptionGames]]);
  }

  // static method
  // @ts-expect-error goes on a method of instances
  @SubscriptionGames({ batched: true })
  static onClass() {
    return new Map([["Gold", subscriptionGames]]);
  }
}
