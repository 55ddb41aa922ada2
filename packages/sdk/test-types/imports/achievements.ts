import { type Achievement, Achievements, BackendError } from "../../src/index.js";
import { achievements, gameTime } from "../models.js";

export class RightAchievements {
  @Achievements()
  sync(gameId: string): Achievement[] {
    void gameId;
    return achievements;
  }

  @Achievements()
  async asynchronous(_gameId: string): Promise<Achievement[]> {
    return achievements;
  }

  @Achievements()
  readonlyResult(_gameId: string): readonly Achievement[] {
    return achievements;
  }

  @Achievements()
  async subtype(_gameId: string) {
    return achievements.map((achievement) => ({ ...achievement, rarity: 0.1 }));
  }

  @Achievements()
  nothingNeeded() {
    return achievements;
  }

  @Achievements({ concurrency: 5 })
  async withContext(_gameId: string, context: Map<string, Achievement[]>) {
    return context.get(_gameId) ?? achievements;
  }

  @Achievements({ batched: false })
  async withSignal(_gameId: string, _context: unknown, signal: AbortSignal) {
    signal.throwIfAborted();
    return achievements;
  }

  @Achievements({})
  withoutContext(_gameId: string, _context: undefined, _signal?: AbortSignal) {
    return achievements;
  }

  @Achievements()
  protected hidden(_gameId: string) {
    return achievements;
  }

  @Achievements()
  private async secret(_gameId: string) {
    return achievements;
  }

  uses() {
    return this.secret("1");
  }
}

export class RightBatchedAchievements {
  @Achievements({ batched: true })
  map(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, achievements] as const));
  }

  @Achievements({ batched: true })
  async promisedMap(_gameIds: readonly string[]): Promise<ReadonlyMap<string, Achievement[]>> {
    return new Map();
  }

  @Achievements({ batched: true })
  async mapWithErrors(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, id === "1" ? achievements : new BackendError()] as const));
  }

  @Achievements({ batched: true })
  async *generator(gameIds: string[]) {
    for (const id of gameIds) yield [id, achievements] as const;
  }

  @Achievements({ batched: true })
  async *generatorWithErrors(_gameIds: string[]): AsyncGenerator<[string, Achievement[] | BackendError]> {
    yield ["1", achievements];
    yield ["2", new BackendError()];
  }

  @Achievements({ batched: true })
  iterable(): AsyncIterable<readonly [string, Achievement[]]> {
    return this.generator([]);
  }

  @Achievements({ batched: true })
  async promisedIterable() {
    return this.generator([]);
  }

  @Achievements({ batched: true })
  async withContextAndSignal(gameIds: string[], _context: { page: number }, signal: AbortSignal) {
    signal.throwIfAborted();
    return new Map(gameIds.map((id) => [id, achievements] as const));
  }

  @Achievements({ batched: true })
  protected hidden(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, achievements] as const));
  }

  @Achievements({ batched: true })
  private nothing() {
    return new Map<string, never>();
  }

  uses() {
    return this.nothing();
  }
}

export class WrongAchievements {
  // wrong element type
  // @ts-expect-error one game time is no list of achievements
  @Achievements()
  wrongElement(_gameId: string) {
    return gameTime;
  }

  // missing field
  // @ts-expect-error unlockTime is missing
  @Achievements()
  missingField(_gameId: string) {
    return achievements.map(({ achievementId }) => ({ achievementId }));
  }

  // wrong field type
  // @ts-expect-error unlockTime is a number of seconds
  @Achievements()
  wrongField(_gameId: string) {
    return [{ unlockTime: new Date(), achievementId: "1" }];
  }

  // Promise of the wrong thing
  // @ts-expect-error one game time is no list of achievements
  @Achievements()
  async wrongPromise(_gameId: string) {
    return gameTime;
  }

  // wrong parameter type
  // @ts-expect-error an id is a string
  @Achievements()
  numericId(_gameId: number) {
    return achievements;
  }

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @Achievements()
  extra(_gameId: string, _context: unknown, _signal: AbortSignal, _more: string) {
    return achievements;
  }

  // signal in the place of the context
  // @ts-expect-error the signal comes third
  @Achievements()
  signalSecond(_gameId: string, _signal: AbortSignal) {
    return achievements;
  }

  // optional signal in the place of the context
  // @ts-expect-error the signal comes third
  @Achievements()
  optionalSignalSecond(_gameId: string, _signal?: AbortSignal) {
    return achievements;
  }

  // context in the place of the signal
  // @ts-expect-error the context comes second
  @Achievements()
  contextThird(_gameId: string, _signal: unknown, _context: Map<string, string>) {
    return achievements;
  }

  // batched method without the option
  // @ts-expect-error write { batched: true }
  @Achievements()
  batchedIds(_gameIds: string[]) {
    return achievements;
  }

  // batched result without the option
  // @ts-expect-error write { batched: true }
  @Achievements()
  batchedResult() {
    return new Map([["1", achievements]]);
  }

  // batched method with the option off
  // @ts-expect-error write { batched: true }
  @Achievements({ batched: false })
  batchedOff(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, achievements] as const));
  }

  // async generator
  // @ts-expect-error pages are for subscription games only
  @Achievements()
  async *generator(_gameId: string) {
    yield achievements;
  }

  // option typo
  // @ts-expect-error it is concurrency
  @Achievements({ concurency: 5 })
  optionTypo(_gameId: string) {
    return achievements;
  }

  // wrong option type
  // @ts-expect-error a number
  @Achievements({ concurrency: "5" })
  optionType(_gameId: string) {
    return achievements;
  }

  // forgotten call
  // @ts-expect-error write @Achievements()
  @Achievements
  uncalled(_gameId: string) {
    return achievements;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @Achievements()
  arrow = (_gameId: string) => achievements;

  // static method
  // @ts-expect-error goes on a method of instances
  @Achievements()
  static onClass() {
    return achievements;
  }

  // getter
  // @ts-expect-error goes on a method
  @Achievements()
  get current() {
    return achievements;
  }
}

export class WrongBatchedAchievements {
  // wrong element type
  // @ts-expect-error one game time is no list of achievements
  @Achievements({ batched: true })
  wrongElement(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, gameTime] as const));
  }

  // missing field
  // @ts-expect-error unlockTime is missing
  @Achievements({ batched: true })
  async missingField(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, achievements.map(({ achievementId }) => ({ achievementId }))] as const));
  }

  // per-item method with the option
  // @ts-expect-error all ids come at once
  @Achievements({ batched: true })
  itemId(_gameId: string) {
    return new Map([["1", achievements]]);
  }

  // per-item result with the option
  // @ts-expect-error a Map or an async iterable is needed
  @Achievements({ batched: true })
  itemResult() {
    return achievements;
  }

  // list of entries
  // @ts-expect-error wrap it in new Map(…)
  @Achievements({ batched: true })
  entries(gameIds: string[]) {
    return gameIds.map((id) => [id, achievements] as const);
  }

  // plain object
  // @ts-expect-error write new Map(Object.entries(…))
  @Achievements({ batched: true })
  async record(_gameIds: string[]) {
    return { "1": achievements };
  }

  // other keys
  // @ts-expect-error an id is a string
  @Achievements({ batched: true })
  numericKeys(_gameIds: string[]) {
    return new Map([[1, achievements]]);
  }

  // Map of promises
  // @ts-expect-error await each value
  @Achievements({ batched: true })
  promisedValues(_gameIds: string[]) {
    return new Map([["1", Promise.resolve(achievements)]]);
  }

  // generator that is not async
  // @ts-expect-error write async *
  @Achievements({ batched: true })
  *syncGenerator(gameIds: string[]) {
    for (const id of gameIds) yield [id, achievements] as const;
  }

  // values without ids
  // @ts-expect-error yield [id, value]
  @Achievements({ batched: true })
  async *valuesOnly(_gameIds: string[]) {
    yield achievements;
  }

  // an error that GALAXY does not know
  // @ts-expect-error use a GalaxyError
  @Achievements({ batched: true })
  plainErrors(_gameIds: string[]): Map<string, Achievement[] | Error> {
    return new Map();
  }

  // wrong parameter type
  // @ts-expect-error ids are strings
  @Achievements({ batched: true })
  numericIds(_gameIds: number[]) {
    return new Map([["1", achievements]]);
  }

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @Achievements({ batched: true })
  extra(_gameIds: string[], _context: unknown, _signal: AbortSignal, _more: string) {
    return new Map([["1", achievements]]);
  }

  // signal in the place of the context
  // @ts-expect-error the signal comes third
  @Achievements({ batched: true })
  signalSecond(_gameIds: string[], _signal: AbortSignal) {
    return new Map([["1", achievements]]);
  }

  // option typo
  // @ts-expect-error it is batched
  @Achievements({ batch: true })
  optionTypo(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, achievements] as const));
  }

  // option without effect
  // @ts-expect-error a batch is one call
  @Achievements({ batched: true, concurrency: 5 })
  concurrency(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, achievements] as const));
  }

  // arrow property
  // @ts-expect-error goes on a method
  @Achievements({ batched: true })
  arrow = (gameIds: string[]) => new Map(gameIds.map((id) => [id, achievements] as const));

  // static method
  // @ts-expect-error goes on a method of instances
  @Achievements({ batched: true })
  static onClass() {
    return new Map([["1", achievements]]);
  }
}
