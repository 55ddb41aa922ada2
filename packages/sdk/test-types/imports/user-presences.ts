import { BackendError, PresenceState, type UserPresence, UserPresences } from "../../src/index.js";
import { achievements, presence } from "../models.js";

export class RightUserPresences {
  @UserPresences()
  sync(userId: string): UserPresence {
    void userId;
    return presence;
  }

  @UserPresences()
  async asynchronous(_userId: string): Promise<UserPresence> {
    return presence;
  }

  @UserPresences()
  readonlyResult(_userId: string): Readonly<UserPresence> {
    return presence;
  }

  @UserPresences()
  async subtype(_userId: string) {
    return { presenceState: PresenceState.Online, gameTitle: "One", since: 5 };
  }

  @UserPresences()
  nothingNeeded() {
    return presence;
  }

  @UserPresences({ concurrency: 5 })
  async withContext(_userId: string, context: Map<string, UserPresence>) {
    return context.get(_userId) ?? presence;
  }

  @UserPresences({ batched: false })
  async withSignal(_userId: string, _context: unknown, signal: AbortSignal) {
    signal.throwIfAborted();
    return presence;
  }

  @UserPresences({})
  withoutContext(_userId: string, _context: undefined, _signal?: AbortSignal) {
    return presence;
  }

  @UserPresences()
  protected hidden(_userId: string) {
    return presence;
  }

  @UserPresences()
  private async secret(_userId: string) {
    return presence;
  }

  uses() {
    return this.secret("1");
  }
}

export class RightBatchedUserPresences {
  @UserPresences({ batched: true })
  map(userIds: string[]) {
    return new Map(userIds.map((id) => [id, presence] as const));
  }

  @UserPresences({ batched: true })
  async promisedMap(_userIds: readonly string[]): Promise<ReadonlyMap<string, UserPresence>> {
    return new Map();
  }

  @UserPresences({ batched: true })
  async mapWithErrors(userIds: string[]) {
    return new Map(userIds.map((id) => [id, id === "1" ? presence : new BackendError()] as const));
  }

  @UserPresences({ batched: true })
  async *generator(userIds: string[]) {
    for (const id of userIds) yield [id, presence] as const;
  }

  @UserPresences({ batched: true })
  async *generatorWithErrors(_userIds: string[]): AsyncGenerator<[string, UserPresence | BackendError]> {
    yield ["1", presence];
    yield ["2", new BackendError()];
  }

  @UserPresences({ batched: true })
  iterable(): AsyncIterable<readonly [string, UserPresence]> {
    return this.generator([]);
  }

  @UserPresences({ batched: true })
  async promisedIterable() {
    return this.generator([]);
  }

  @UserPresences({ batched: true })
  async withContextAndSignal(userIds: string[], _context: { page: number }, signal: AbortSignal) {
    signal.throwIfAborted();
    return new Map(userIds.map((id) => [id, presence] as const));
  }

  @UserPresences({ batched: true })
  protected hidden(userIds: string[]) {
    return new Map(userIds.map((id) => [id, presence] as const));
  }

  @UserPresences({ batched: true })
  private nothing() {
    return new Map<string, never>();
  }

  uses() {
    return this.nothing();
  }
}

export class WrongUserPresences {
  // wrong element type
  // @ts-expect-error achievements are no presence
  @UserPresences()
  wrongElement(_userId: string) {
    return achievements;
  }

  // missing field
  // @ts-expect-error presenceState is missing
  @UserPresences()
  missingField(_userId: string) {
    return { gameId: "1" };
  }

  // wrong field type
  // @ts-expect-error there is no such state
  @UserPresences()
  wrongField(_userId: string) {
    return { presenceState: "busy" as const };
  }

  // Promise of the wrong thing
  // @ts-expect-error achievements are no presence
  @UserPresences()
  async wrongPromise(_userId: string) {
    return achievements;
  }

  // wrong parameter type
  // @ts-expect-error an id is a string
  @UserPresences()
  numericId(_userId: number) {
    return presence;
  }

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @UserPresences()
  extra(_userId: string, _context: unknown, _signal: AbortSignal, _more: string) {
    return presence;
  }

  // signal in the place of the context
  // @ts-expect-error the signal comes third
  @UserPresences()
  signalSecond(_userId: string, _signal: AbortSignal) {
    return presence;
  }

  // optional signal in the place of the context
  // @ts-expect-error the signal comes third
  @UserPresences()
  optionalSignalSecond(_userId: string, _signal?: AbortSignal) {
    return presence;
  }

  // context in the place of the signal
  // @ts-expect-error the context comes second
  @UserPresences()
  contextThird(_userId: string, _signal: unknown, _context: Map<string, string>) {
    return presence;
  }

  // batched method without the option
  // @ts-expect-error write { batched: true }
  @UserPresences()
  batchedIds(_userIds: string[]) {
    return presence;
  }

  // batched result without the option
  // @ts-expect-error write { batched: true }
  @UserPresences()
  batchedResult() {
    return new Map([["1", presence]]);
  }

  // batched method with the option off
  // @ts-expect-error write { batched: true }
  @UserPresences({ batched: false })
  batchedOff(userIds: string[]) {
    return new Map(userIds.map((id) => [id, presence] as const));
  }

  // async generator
  // @ts-expect-error pages are for subscription games only
  @UserPresences()
  async *generator(_userId: string) {
    yield presence;
  }

  // option typo
  // @ts-expect-error it is concurrency
  @UserPresences({ concurency: 5 })
  optionTypo(_userId: string) {
    return presence;
  }

  // wrong option type
  // @ts-expect-error a number
  @UserPresences({ concurrency: "5" })
  optionType(_userId: string) {
    return presence;
  }

  // forgotten call
  // @ts-expect-error write @UserPresences()
  @UserPresences
  uncalled(_userId: string) {
    return presence;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @UserPresences()
  arrow = (_userId: string) => presence;

  // static method
  // @ts-expect-error goes on a method of instances
  @UserPresences()
  static onClass() {
    return presence;
  }

  // getter
  // @ts-expect-error goes on a method
  @UserPresences()
  get current() {
    return presence;
  }
}

export class WrongBatchedUserPresences {
  // wrong element type
  // @ts-expect-error achievements are no presence
  @UserPresences({ batched: true })
  wrongElement(userIds: string[]) {
    return new Map(userIds.map((id) => [id, achievements] as const));
  }

  // missing field
  // @ts-expect-error presenceState is missing
  @UserPresences({ batched: true })
  async missingField(userIds: string[]) {
    return new Map(userIds.map((id) => [id, { gameId: "1" }] as const));
  }

  // per-item method with the option
  // @ts-expect-error all ids come at once
  @UserPresences({ batched: true })
  itemId(_userId: string) {
    return new Map([["1", presence]]);
  }

  // per-item result with the option
  // @ts-expect-error a Map or an async iterable is needed
  @UserPresences({ batched: true })
  itemResult() {
    return presence;
  }

  // list of entries
  // @ts-expect-error wrap it in new Map(…)
  @UserPresences({ batched: true })
  entries(userIds: string[]) {
    return userIds.map((id) => [id, presence] as const);
  }

  // plain object
  // @ts-expect-error write new Map(Object.entries(…))
  @UserPresences({ batched: true })
  async record(_userIds: string[]) {
    return { "1": presence };
  }

  // other keys
  // @ts-expect-error an id is a string
  @UserPresences({ batched: true })
  numericKeys(_userIds: string[]) {
    return new Map([[1, presence]]);
  }

  // Map of promises
  // @ts-expect-error await each value
  @UserPresences({ batched: true })
  promisedValues(_userIds: string[]) {
    return new Map([["1", Promise.resolve(presence)]]);
  }

  // generator that is not async
  // @ts-expect-error write async *
  @UserPresences({ batched: true })
  *syncGenerator(userIds: string[]) {
    for (const id of userIds) yield [id, presence] as const;
  }

  // values without ids
  // @ts-expect-error yield [id, value]
  @UserPresences({ batched: true })
  async *valuesOnly(_userIds: string[]) {
    yield presence;
  }

  // an error that GALAXY does not know
  // @ts-expect-error use a GalaxyError
  @UserPresences({ batched: true })
  plainErrors(_userIds: string[]): Map<string, UserPresence | Error> {
    return new Map();
  }

  // wrong parameter type
  // @ts-expect-error ids are strings
  @UserPresences({ batched: true })
  numericIds(_userIds: number[]) {
    return new Map([["1", presence]]);
  }

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @UserPresences({ batched: true })
  extra(_userIds: string[], _context: unknown, _signal: AbortSignal, _more: string) {
    return new Map([["1", presence]]);
  }

  // signal in the place of the context
  // @ts-expect-error the signal comes third
  @UserPresences({ batched: true })
  signalSecond(_userIds: string[], _signal: AbortSignal) {
    return new Map([["1", presence]]);
  }

  // option typo
  // @ts-expect-error it is batched
  @UserPresences({ batch: true })
  optionTypo(userIds: string[]) {
    return new Map(userIds.map((id) => [id, presence] as const));
  }

  // option without effect
  // @ts-expect-error a batch is one call
  @UserPresences({ batched: true, concurrency: 5 })
  concurrency(userIds: string[]) {
    return new Map(userIds.map((id) => [id, presence] as const));
  }

  // arrow property
  // @ts-expect-error goes on a method
  @UserPresences({ batched: true })
  arrow = (userIds: string[]) => new Map(userIds.map((id) => [id, presence] as const));

  // static method
  // @ts-expect-error goes on a method of instances
  @UserPresences({ batched: true })
  static onClass() {
    return new Map([["1", presence]]);
  }
}
