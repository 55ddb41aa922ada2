import { BackendError, type GameLibrarySettings, LibrarySettings } from "../../src/index.js";
import { achievements, librarySettings } from "../models.js";

export class RightLibrarySettings {
  @LibrarySettings()
  sync(gameId: string): GameLibrarySettings {
    void gameId;
    return librarySettings;
  }

  @LibrarySettings()
  async asynchronous(_gameId: string): Promise<GameLibrarySettings> {
    return librarySettings;
  }

  @LibrarySettings()
  readonlyResult(_gameId: string): Readonly<GameLibrarySettings> {
    return librarySettings;
  }

  @LibrarySettings()
  async subtype(_gameId: string) {
    return { gameId: "1", tags: ["favourite"] as const, colour: "red" };
  }

  @LibrarySettings()
  nothingNeeded() {
    return librarySettings;
  }

  @LibrarySettings({ concurrency: 5 })
  async withContext(_gameId: string, context: Map<string, GameLibrarySettings>) {
    return context.get(_gameId) ?? librarySettings;
  }

  @LibrarySettings({ batched: false })
  async withSignal(_gameId: string, _context: unknown, signal: AbortSignal) {
    signal.throwIfAborted();
    return librarySettings;
  }

  @LibrarySettings({})
  withoutContext(_gameId: string, _context: undefined, _signal?: AbortSignal) {
    return librarySettings;
  }

  @LibrarySettings()
  protected hidden(_gameId: string) {
    return librarySettings;
  }

  @LibrarySettings()
  private async secret(_gameId: string) {
    return librarySettings;
  }

  uses() {
    return this.secret("1");
  }
}

export class RightBatchedLibrarySettings {
  @LibrarySettings({ batched: true })
  map(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, librarySettings] as const));
  }

  @LibrarySettings({ batched: true })
  async promisedMap(_gameIds: readonly string[]): Promise<ReadonlyMap<string, GameLibrarySettings>> {
    return new Map();
  }

  @LibrarySettings({ batched: true })
  async mapWithErrors(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, id === "1" ? librarySettings : new BackendError()] as const));
  }

  @LibrarySettings({ batched: true })
  async *generator(gameIds: string[]) {
    for (const id of gameIds) yield [id, librarySettings] as const;
  }

  @LibrarySettings({ batched: true })
  async *generatorWithErrors(_gameIds: string[]): AsyncGenerator<[string, GameLibrarySettings | BackendError]> {
    yield ["1", librarySettings];
    yield ["2", new BackendError()];
  }

  @LibrarySettings({ batched: true })
  iterable(): AsyncIterable<readonly [string, GameLibrarySettings]> {
    return this.generator([]);
  }

  @LibrarySettings({ batched: true })
  async promisedIterable() {
    return this.generator([]);
  }

  @LibrarySettings({ batched: true })
  async withContextAndSignal(gameIds: string[], _context: { page: number }, signal: AbortSignal) {
    signal.throwIfAborted();
    return new Map(gameIds.map((id) => [id, librarySettings] as const));
  }

  @LibrarySettings({ batched: true })
  protected hidden(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, librarySettings] as const));
  }

  @LibrarySettings({ batched: true })
  private nothing() {
    return new Map<string, never>();
  }

  uses() {
    return this.nothing();
  }
}

export class WrongLibrarySettings {
  // wrong element type
  // @ts-expect-error achievements are no settings
  @LibrarySettings()
  wrongElement(_gameId: string) {
    return achievements;
  }

  // missing field
  // @ts-expect-error gameId is missing
  @LibrarySettings()
  missingField(_gameId: string) {
    return { hidden: true };
  }

  // wrong field type
  // @ts-expect-error tags are a list
  @LibrarySettings()
  wrongField(_gameId: string) {
    return { gameId: "1", tags: "favourite" };
  }

  // Promise of the wrong thing
  // @ts-expect-error achievements are no settings
  @LibrarySettings()
  async wrongPromise(_gameId: string) {
    return achievements;
  }

  // wrong parameter type
  // @ts-expect-error an id is a string
  @LibrarySettings()
  numericId(_gameId: number) {
    return librarySettings;
  }

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @LibrarySettings()
  extra(_gameId: string, _context: unknown, _signal: AbortSignal, _more: string) {
    return librarySettings;
  }

  // signal in the place of the context
  // @ts-expect-error the signal comes third
  @LibrarySettings()
  signalSecond(_gameId: string, _signal: AbortSignal) {
    return librarySettings;
  }

  // optional signal in the place of the context
  // @ts-expect-error the signal comes third
  @LibrarySettings()
  optionalSignalSecond(_gameId: string, _signal?: AbortSignal) {
    return librarySettings;
  }

  // context in the place of the signal
  // @ts-expect-error the context comes second
  @LibrarySettings()
  contextThird(_gameId: string, _signal: unknown, _context: Map<string, string>) {
    return librarySettings;
  }

  // batched method without the option
  // @ts-expect-error write { batched: true }
  @LibrarySettings()
  batchedIds(_gameIds: string[]) {
    return librarySettings;
  }

  // batched result without the option
  // @ts-expect-error write { batched: true }
  @LibrarySettings()
  batchedResult() {
    return new Map([["1", librarySettings]]);
  }

  // batched method with the option off
  // @ts-expect-error write { batched: true }
  @LibrarySettings({ batched: false })
  batchedOff(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, librarySettings] as const));
  }

  // async generator
  // @ts-expect-error pages are for subscription games only
  @LibrarySettings()
  async *generator(_gameId: string) {
    yield librarySettings;
  }

  // option typo
  // @ts-expect-error it is concurrency
  @LibrarySettings({ concurency: 5 })
  optionTypo(_gameId: string) {
    return librarySettings;
  }

  // wrong option type
  // @ts-expect-error a number
  @LibrarySettings({ concurrency: "5" })
  optionType(_gameId: string) {
    return librarySettings;
  }

  // forgotten call
  // @ts-expect-error write @LibrarySettings()
  @LibrarySettings
  uncalled(_gameId: string) {
    return librarySettings;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @LibrarySettings()
  arrow = (_gameId: string) => librarySettings;

  // static method
  // @ts-expect-error goes on a method of instances
  @LibrarySettings()
  static onClass() {
    return librarySettings;
  }

  // getter
  // @ts-expect-error goes on a method
  @LibrarySettings()
  get current() {
    return librarySettings;
  }
}

export class WrongBatchedLibrarySettings {
  // wrong element type
  // @ts-expect-error achievements are no settings
  @LibrarySettings({ batched: true })
  wrongElement(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, achievements] as const));
  }

  // missing field
  // @ts-expect-error gameId is missing
  @LibrarySettings({ batched: true })
  async missingField(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, { hidden: true }] as const));
  }

  // per-item method with the option
  // @ts-expect-error all ids come at once
  @LibrarySettings({ batched: true })
  itemId(_gameId: string) {
    return new Map([["1", librarySettings]]);
  }

  // per-item result with the option
  // @ts-expect-error a Map or an async iterable is needed
  @LibrarySettings({ batched: true })
  itemResult() {
    return librarySettings;
  }

  // list of entries
  // @ts-expect-error wrap it in new Map(…)
  @LibrarySettings({ batched: true })
  entries(gameIds: string[]) {
    return gameIds.map((id) => [id, librarySettings] as const);
  }

  // plain object
  // @ts-expect-error write new Map(Object.entries(…))
  @LibrarySettings({ batched: true })
  async record(_gameIds: string[]) {
    return { "1": librarySettings };
  }

  // other keys
  // @ts-expect-error an id is a string
  @LibrarySettings({ batched: true })
  numericKeys(_gameIds: string[]) {
    return new Map([[1, librarySettings]]);
  }

  // Map of promises
  // @ts-expect-error await each value
  @LibrarySettings({ batched: true })
  promisedValues(_gameIds: string[]) {
    return new Map([["1", Promise.resolve(librarySettings)]]);
  }

  // generator that is not async
  // @ts-expect-error write async *
  @LibrarySettings({ batched: true })
  *syncGenerator(gameIds: string[]) {
    for (const id of gameIds) yield [id, librarySettings] as const;
  }

  // values without ids
  // @ts-expect-error yield [id, value]
  @LibrarySettings({ batched: true })
  async *valuesOnly(_gameIds: string[]) {
    yield librarySettings;
  }

  // an error that GALAXY does not know
  // @ts-expect-error use a GalaxyError
  @LibrarySettings({ batched: true })
  plainErrors(_gameIds: string[]): Map<string, GameLibrarySettings | Error> {
    return new Map();
  }

  // wrong parameter type
  // @ts-expect-error ids are strings
  @LibrarySettings({ batched: true })
  numericIds(_gameIds: number[]) {
    return new Map([["1", librarySettings]]);
  }

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @LibrarySettings({ batched: true })
  extra(_gameIds: string[], _context: unknown, _signal: AbortSignal, _more: string) {
    return new Map([["1", librarySettings]]);
  }

  // signal in the place of the context
  // @ts-expect-error the signal comes third
  @LibrarySettings({ batched: true })
  signalSecond(_gameIds: string[], _signal: AbortSignal) {
    return new Map([["1", librarySettings]]);
  }

  // option typo
  // @ts-expect-error it is batched
  @LibrarySettings({ batch: true })
  optionTypo(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, librarySettings] as const));
  }

  // option without effect
  // @ts-expect-error a batch is one call
  @LibrarySettings({ batched: true, concurrency: 5 })
  concurrency(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, librarySettings] as const));
  }

  // arrow property
  // @ts-expect-error goes on a method
  @LibrarySettings({ batched: true })
  arrow = (gameIds: string[]) => new Map(gameIds.map((id) => [id, librarySettings] as const));

  // static method
  // @ts-expect-error goes on a method of instances
  @LibrarySettings({ batched: true })
  static onClass() {
    return new Map([["1", librarySettings]]);
  }
}
