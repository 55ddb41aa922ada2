import { BackendError, OSCompatibilities, OSCompatibility, PresenceState } from "../../src/index.js";

export class RightOSCompatibilities {
  @OSCompatibilities()
  sync(gameId: string): OSCompatibility {
    void gameId;
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  @OSCompatibilities()
  async asynchronous(_gameId: string): Promise<OSCompatibility> {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  @OSCompatibilities()
  readonlyResult(_gameId: string): OSCompatibility | undefined {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  @OSCompatibilities()
  async unknown(_gameId: string) {
    return null;
  }

  @OSCompatibilities()
  nothingNeeded() {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  @OSCompatibilities({ concurrency: 5 })
  async withContext(_gameId: string, context: Map<string, OSCompatibility>) {
    return context.get(_gameId) ?? OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  @OSCompatibilities({ batched: false })
  async withSignal(_gameId: string, _context: unknown, signal: AbortSignal) {
    signal.throwIfAborted();
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  @OSCompatibilities({})
  withoutContext(_gameId: string, _context: undefined, _signal?: AbortSignal) {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  @OSCompatibilities()
  protected hidden(_gameId: string) {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  @OSCompatibilities()
  private async secret(_gameId: string) {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  uses() {
    return this.secret("1");
  }
}

export class RightBatchedOSCompatibilities {
  @OSCompatibilities({ batched: true })
  map(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, OSCompatibility.Windows | OSCompatibility.MacOS] as const));
  }

  @OSCompatibilities({ batched: true })
  async promisedMap(_gameIds: readonly string[]): Promise<ReadonlyMap<string, OSCompatibility>> {
    return new Map();
  }

  @OSCompatibilities({ batched: true })
  async mapWithErrors(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, id === "1" ? OSCompatibility.Windows : new BackendError()] as const));
  }

  @OSCompatibilities({ batched: true })
  async *generator(gameIds: string[]) {
    for (const id of gameIds) yield [id, OSCompatibility.Windows | OSCompatibility.MacOS] as const;
  }

  @OSCompatibilities({ batched: true })
  async *generatorWithErrors(_gameIds: string[]): AsyncGenerator<[string, OSCompatibility | BackendError]> {
    yield ["1", OSCompatibility.Windows | OSCompatibility.MacOS];
    yield ["2", new BackendError()];
  }

  @OSCompatibilities({ batched: true })
  iterable(): AsyncIterable<readonly [string, OSCompatibility]> {
    return this.generator([]);
  }

  @OSCompatibilities({ batched: true })
  async promisedIterable() {
    return this.generator([]);
  }

  @OSCompatibilities({ batched: true })
  async withContextAndSignal(gameIds: string[], _context: { page: number }, signal: AbortSignal) {
    signal.throwIfAborted();
    return new Map(gameIds.map((id) => [id, OSCompatibility.Windows | OSCompatibility.MacOS] as const));
  }

  @OSCompatibilities({ batched: true })
  protected hidden(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, OSCompatibility.Windows | OSCompatibility.MacOS] as const));
  }

  @OSCompatibilities({ batched: true })
  private nothing() {
    return new Map<string, never>();
  }

  uses() {
    return this.nothing();
  }
}

export class WrongOSCompatibilities {
  // wrong element type
  // @ts-expect-error write OSCompatibility.Windows
  @OSCompatibilities()
  wrongElement(_gameId: string) {
    return "windows";
  }

  // missing field
  // @ts-expect-error combine with |
  @OSCompatibilities()
  missingField(_gameId: string) {
    return [OSCompatibility.Windows, OSCompatibility.Linux];
  }

  // wrong field type
  // @ts-expect-error something else altogether
  @OSCompatibilities()
  wrongField(_gameId: string) {
    return PresenceState.Online;
  }

  // Promise of the wrong thing
  // @ts-expect-error write OSCompatibility.Windows
  @OSCompatibilities()
  async wrongPromise(_gameId: string) {
    return "windows";
  }

  // wrong parameter type
  // @ts-expect-error an id is a string
  @OSCompatibilities()
  numericId(_gameId: number) {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @OSCompatibilities()
  extra(_gameId: string, _context: unknown, _signal: AbortSignal, _more: string) {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  // signal in the place of the context
  // @ts-expect-error the signal comes third
  @OSCompatibilities()
  signalSecond(_gameId: string, _signal: AbortSignal) {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  // optional signal in the place of the context
  // @ts-expect-error the signal comes third
  @OSCompatibilities()
  optionalSignalSecond(_gameId: string, _signal?: AbortSignal) {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  // context in the place of the signal
  // @ts-expect-error the context comes second
  @OSCompatibilities()
  contextThird(_gameId: string, _signal: unknown, _context: Map<string, string>) {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  // batched method without the option
  // @ts-expect-error write { batched: true }
  @OSCompatibilities()
  batchedIds(_gameIds: string[]) {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  // batched result without the option
  // @ts-expect-error write { batched: true }
  @OSCompatibilities()
  batchedResult() {
    return new Map([["1", OSCompatibility.Windows | OSCompatibility.MacOS]]);
  }

  // batched method with the option off
  // @ts-expect-error write { batched: true }
  @OSCompatibilities({ batched: false })
  batchedOff(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, OSCompatibility.Windows | OSCompatibility.MacOS] as const));
  }

  // async generator
  // @ts-expect-error pages are for subscription games only
  @OSCompatibilities()
  async *generator(_gameId: string) {
    yield OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  // option typo
  // @ts-expect-error it is concurrency
  @OSCompatibilities({ concurency: 5 })
  optionTypo(_gameId: string) {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  // wrong option type
  // @ts-expect-error a number
  @OSCompatibilities({ concurrency: "5" })
  optionType(_gameId: string) {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  // forgotten call
  // @ts-expect-error write @OSCompatibilities()
  @OSCompatibilities
  uncalled(_gameId: string) {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @OSCompatibilities()
  arrow = (_gameId: string) => OSCompatibility.Windows | OSCompatibility.MacOS;

  // static method
  // @ts-expect-error goes on a method of instances
  @OSCompatibilities()
  static onClass() {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  // getter
  // @ts-expect-error goes on a method
  @OSCompatibilities()
  get current() {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }
}

export class WrongBatchedOSCompatibilities {
  // wrong element type
  // @ts-expect-error write OSCompatibility.Windows
  @OSCompatibilities({ batched: true })
  wrongElement(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, "windows"] as const));
  }

  // missing field
  // @ts-expect-error combine with |
  @OSCompatibilities({ batched: true })
  async missingField(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, [OSCompatibility.Windows, OSCompatibility.Linux]] as const));
  }

  // per-item method with the option
  // @ts-expect-error all ids come at once
  @OSCompatibilities({ batched: true })
  itemId(_gameId: string) {
    return new Map([["1", OSCompatibility.Windows | OSCompatibility.MacOS]]);
  }

  // per-item result with the option
  // @ts-expect-error a Map or an async iterable is needed
  @OSCompatibilities({ batched: true })
  itemResult() {
    return OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  // list of entries
  // @ts-expect-error wrap it in new Map(…)
  @OSCompatibilities({ batched: true })
  entries(gameIds: string[]) {
    return gameIds.map((id) => [id, OSCompatibility.Windows | OSCompatibility.MacOS] as const);
  }

  // plain object
  // @ts-expect-error write new Map(Object.entries(…))
  @OSCompatibilities({ batched: true })
  async record(_gameIds: string[]) {
    return { "1": OSCompatibility.Windows | OSCompatibility.MacOS };
  }

  // other keys
  // @ts-expect-error an id is a string
  @OSCompatibilities({ batched: true })
  numericKeys(_gameIds: string[]) {
    return new Map([[1, OSCompatibility.Windows | OSCompatibility.MacOS]]);
  }

  // Map of promises
  // @ts-expect-error await each value
  @OSCompatibilities({ batched: true })
  promisedValues(_gameIds: string[]) {
    return new Map([["1", Promise.resolve(OSCompatibility.Windows | OSCompatibility.MacOS)]]);
  }

  // generator that is not async
  // @ts-expect-error write async *
  @OSCompatibilities({ batched: true })
  *syncGenerator(gameIds: string[]) {
    for (const id of gameIds) yield [id, OSCompatibility.Windows | OSCompatibility.MacOS] as const;
  }

  // values without ids
  // @ts-expect-error yield [id, value]
  @OSCompatibilities({ batched: true })
  async *valuesOnly(_gameIds: string[]) {
    yield OSCompatibility.Windows | OSCompatibility.MacOS;
  }

  // an error that GALAXY does not know
  // @ts-expect-error use a GalaxyError
  @OSCompatibilities({ batched: true })
  plainErrors(_gameIds: string[]): Map<string, OSCompatibility | Error> {
    return new Map();
  }

  // wrong parameter type
  // @ts-expect-error ids are strings
  @OSCompatibilities({ batched: true })
  numericIds(_gameIds: number[]) {
    return new Map([["1", OSCompatibility.Windows | OSCompatibility.MacOS]]);
  }

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @OSCompatibilities({ batched: true })
  extra(_gameIds: string[], _context: unknown, _signal: AbortSignal, _more: string) {
    return new Map([["1", OSCompatibility.Windows | OSCompatibility.MacOS]]);
  }

  // signal in the place of the context
  // @ts-expect-error the signal comes third
  @OSCompatibilities({ batched: true })
  signalSecond(_gameIds: string[], _signal: AbortSignal) {
    return new Map([["1", OSCompatibility.Windows | OSCompatibility.MacOS]]);
  }

  // option typo
  // @ts-expect-error it is batched
  @OSCompatibilities({ batch: true })
  optionTypo(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, OSCompatibility.Windows | OSCompatibility.MacOS] as const));
  }

  // option without effect
  // @ts-expect-error a batch is one call
  @OSCompatibilities({ batched: true, concurrency: 5 })
  concurrency(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, OSCompatibility.Windows | OSCompatibility.MacOS] as const));
  }

  // arrow property
  // @ts-expect-error goes on a method
  @OSCompatibilities({ batched: true })
  arrow = (gameIds: string[]) =>
    new Map(gameIds.map((id) => [id, OSCompatibility.Windows | OSCompatibility.MacOS] as const));

  // static method
  // @ts-expect-error goes on a method of instances
  @OSCompatibilities({ batched: true })
  static onClass() {
    return new Map([["1", OSCompatibility.Windows | OSCompatibility.MacOS]]);
  }
}
