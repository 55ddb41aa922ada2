import { BackendError, type GameTime, GameTimes } from "../../src/index.js";
import { achievements, gameTime } from "../models.js";

export class RightGameTimes {
  @GameTimes()
  sync(gameId: string): GameTime {
    void gameId;
    return gameTime;
  }

  @GameTimes()
  async asynchronous(_gameId: string): Promise<GameTime> {
    return gameTime;
  }

  @GameTimes()
  readonlyResult(_gameId: string): Readonly<GameTime> {
    return gameTime;
  }

  @GameTimes()
  async subtype(_gameId: string) {
    return { gameId: "1", timePlayed: 5, sessions: 2 };
  }

  @GameTimes()
  nothingNeeded() {
    return gameTime;
  }

  @GameTimes({ concurrency: 5 })
  async withContext(_gameId: string, context: Map<string, GameTime>) {
    return context.get(_gameId) ?? gameTime;
  }

  @GameTimes({ batched: false })
  async withSignal(_gameId: string, _context: unknown, signal: AbortSignal) {
    signal.throwIfAborted();
    return gameTime;
  }

  @GameTimes({})
  withoutContext(_gameId: string, _context: undefined, _signal?: AbortSignal) {
    return gameTime;
  }

  @GameTimes()
  protected hidden(_gameId: string) {
    return gameTime;
  }

  @GameTimes()
  private async secret(_gameId: string) {
    return gameTime;
  }

  uses() {
    return this.secret("1");
  }
}

export class RightBatchedGameTimes {
  @GameTimes({ batched: true })
  map(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, gameTime] as const));
  }

  @GameTimes({ batched: true })
  async promisedMap(_gameIds: readonly string[]): Promise<ReadonlyMap<string, GameTime>> {
    return new Map();
  }

  @GameTimes({ batched: true })
  async mapWithErrors(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, id === "1" ? gameTime : new BackendError()] as const));
  }

  @GameTimes({ batched: true })
  async *generator(gameIds: string[]) {
    for (const id of gameIds) yield [id, gameTime] as const;
  }

  @GameTimes({ batched: true })
  async *generatorWithErrors(_gameIds: string[]): AsyncGenerator<[string, GameTime | BackendError]> {
    yield ["1", gameTime];
    yield ["2", new BackendError()];
  }

  @GameTimes({ batched: true })
  iterable(): AsyncIterable<readonly [string, GameTime]> {
    return this.generator([]);
  }

  @GameTimes({ batched: true })
  async promisedIterable() {
    return this.generator([]);
  }

  @GameTimes({ batched: true })
  async withContextAndSignal(gameIds: string[], _context: { page: number }, signal: AbortSignal) {
    signal.throwIfAborted();
    return new Map(gameIds.map((id) => [id, gameTime] as const));
  }

  @GameTimes({ batched: true })
  protected hidden(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, gameTime] as const));
  }

  @GameTimes({ batched: true })
  private nothing() {
    return new Map<string, never>();
  }

  uses() {
    return this.nothing();
  }
}

export class WrongGameTimes {
  // wrong element type
  // @ts-expect-error achievements are no game time
  @GameTimes()
  wrongElement(_gameId: string) {
    return achievements;
  }

  // missing field
  // @ts-expect-error gameId is missing
  @GameTimes()
  missingField(_gameId: string) {
    return { timePlayed: 5 };
  }

  // wrong field type
  // @ts-expect-error timePlayed is a number of minutes
  @GameTimes()
  wrongField(_gameId: string) {
    return { gameId: "1", timePlayed: "5 min" };
  }

  // Promise of the wrong thing
  // @ts-expect-error achievements are no game time
  @GameTimes()
  async wrongPromise(_gameId: string) {
    return achievements;
  }

  // wrong parameter type
  // @ts-expect-error an id is a string
  @GameTimes()
  numericId(_gameId: number) {
    return gameTime;
  }

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @GameTimes()
  extra(_gameId: string, _context: unknown, _signal: AbortSignal, _more: string) {
    return gameTime;
  }

  // signal in the place of the context
  // @ts-expect-error the signal comes third
  @GameTimes()
  signalSecond(_gameId: string, _signal: AbortSignal) {
    return gameTime;
  }

  // optional signal in the place of the context
  // @ts-expect-error the signal comes third
  @GameTimes()
  optionalSignalSecond(_gameId: string, _signal?: AbortSignal) {
    return gameTime;
  }

  // context in the place of the signal
  // @ts-expect-error the context comes second
  @GameTimes()
  contextThird(_gameId: string, _signal: unknown, _context: Map<string, string>) {
    return gameTime;
  }

  // batched method without the option
  // @ts-expect-error write { batched: true }
  @GameTimes()
  batchedIds(_gameIds: string[]) {
    return gameTime;
  }

  // batched result without the option
  // @ts-expect-error write { batched: true }
  @GameTimes()
  batchedResult() {
    return new Map([["1", gameTime]]);
  }

  // batched method with the option off
  // @ts-expect-error write { batched: true }
  @GameTimes({ batched: false })
  batchedOff(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, gameTime] as const));
  }

  // async generator
  // @ts-expect-error pages are for subscription games only
  @GameTimes()
  async *generator(_gameId: string) {
    yield gameTime;
  }

  // option typo
  // @ts-expect-error it is concurrency
  @GameTimes({ concurency: 5 })
  optionTypo(_gameId: string) {
    return gameTime;
  }

  // wrong option type
  // @ts-expect-error a number
  @GameTimes({ concurrency: "5" })
  optionType(_gameId: string) {
    return gameTime;
  }

  // forgotten call
  // @ts-expect-error write @GameTimes()
  @GameTimes
  uncalled(_gameId: string) {
    return gameTime;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @GameTimes()
  arrow = (_gameId: string) => gameTime;

  // static method
  // @ts-expect-error goes on a method of instances
  @GameTimes()
  static onClass() {
    return gameTime;
  }

  // getter
  // @ts-expect-error goes on a method
  @GameTimes()
  get current() {
    return gameTime;
  }
}

export class WrongBatchedGameTimes {
  // wrong element type
  // @ts-expect-error achievements are no game time
  @GameTimes({ batched: true })
  wrongElement(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, achievements] as const));
  }

  // missing field
  // @ts-expect-error gameId is missing
  @GameTimes({ batched: true })
  async missingField(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, { timePlayed: 5 }] as const));
  }

  // per-item method with the option
  // @ts-expect-error all ids come at once
  @GameTimes({ batched: true })
  itemId(_gameId: string) {
    return new Map([["1", gameTime]]);
  }

  // per-item result with the option
  // @ts-expect-error a Map or an async iterable is needed
  @GameTimes({ batched: true })
  itemResult() {
    return gameTime;
  }

  // list of entries
  // @ts-expect-error wrap it in new Map(…)
  @GameTimes({ batched: true })
  entries(gameIds: string[]) {
    return gameIds.map((id) => [id, gameTime] as const);
  }

  // plain object
  // @ts-expect-error write new Map(Object.entries(…))
  @GameTimes({ batched: true })
  async record(_gameIds: string[]) {
    return { "1": gameTime };
  }

  // other keys
  // @ts-expect-error an id is a string
  @GameTimes({ batched: true })
  numericKeys(_gameIds: string[]) {
    return new Map([[1, gameTime]]);
  }

  // Map of promises
  // @ts-expect-error await each value
  @GameTimes({ batched: true })
  promisedValues(_gameIds: string[]) {
    return new Map([["1", Promise.resolve(gameTime)]]);
  }

  // generator that is not async
  // @ts-expect-error write async *
  @GameTimes({ batched: true })
  *syncGenerator(gameIds: string[]) {
    for (const id of gameIds) yield [id, gameTime] as const;
  }

  // values without ids
  // @ts-expect-error yield [id, value]
  @GameTimes({ batched: true })
  async *valuesOnly(_gameIds: string[]) {
    yield gameTime;
  }

  // an error that GALAXY does not know
  // @ts-expect-error use a GalaxyError
  @GameTimes({ batched: true })
  plainErrors(_gameIds: string[]): Map<string, GameTime | Error> {
    return new Map();
  }

  // wrong parameter type
  // @ts-expect-error ids are strings
  @GameTimes({ batched: true })
  numericIds(_gameIds: number[]) {
    return new Map([["1", gameTime]]);
  }

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @GameTimes({ batched: true })
  extra(_gameIds: string[], _context: unknown, _signal: AbortSignal, _more: string) {
    return new Map([["1", gameTime]]);
  }

  // signal in the place of the context
  // @ts-expect-error the signal comes third
  @GameTimes({ batched: true })
  signalSecond(_gameIds: string[], _signal: AbortSignal) {
    return new Map([["1", gameTime]]);
  }

  // option typo
  // @ts-expect-error it is batched
  @GameTimes({ batch: true })
  optionTypo(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, gameTime] as const));
  }

  // option without effect
  // @ts-expect-error a batch is one call
  @GameTimes({ batched: true, concurrency: 5 })
  concurrency(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, gameTime] as const));
  }

  // arrow property
  // @ts-expect-error goes on a method
  @GameTimes({ batched: true })
  arrow = (gameIds: string[]) => new Map(gameIds.map((id) => [id, gameTime] as const));

  // static method
  // @ts-expect-error goes on a method of instances
  @GameTimes({ batched: true })
  static onClass() {
    return new Map([["1", gameTime]]);
  }
}
