import { BackendError, LocalSizes } from "../../src/index.js";

export class RightLocalSizes {
  @LocalSizes()
  sync(gameId: string): number {
    void gameId;
    return 1024;
  }

  @LocalSizes()
  async asynchronous(_gameId: string): Promise<number> {
    return 1024;
  }

  @LocalSizes()
  readonlyResult(_gameId: string): number | null | undefined {
    return 1024;
  }

  @LocalSizes()
  async unknown(_gameId: string) {
    return null;
  }

  @LocalSizes()
  nothingNeeded() {
    return 1024;
  }

  @LocalSizes({ concurrency: 5 })
  async withContext(_gameId: string, context: Map<string, number>) {
    return context.get(_gameId) ?? 1024;
  }

  @LocalSizes({ batched: false })
  async withSignal(_gameId: string, _context: unknown, signal: AbortSignal) {
    signal.throwIfAborted();
    return 1024;
  }

  @LocalSizes({})
  withoutContext(_gameId: string, _context: undefined, _signal?: AbortSignal) {
    return 1024;
  }

  @LocalSizes()
  protected hidden(_gameId: string) {
    return 1024;
  }

  @LocalSizes()
  private async secret(_gameId: string) {
    return 1024;
  }

  uses() {
    return this.secret("1");
  }
}

export class RightBatchedLocalSizes {
  @LocalSizes({ batched: true })
  map(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, 1024] as const));
  }

  @LocalSizes({ batched: true })
  async promisedMap(_gameIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return new Map();
  }

  @LocalSizes({ batched: true })
  async mapWithErrors(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, id === "1" ? 1024 : new BackendError()] as const));
  }

  @LocalSizes({ batched: true })
  async *generator(gameIds: string[]) {
    for (const id of gameIds) yield [id, 1024] as const;
  }

  @LocalSizes({ batched: true })
  async *generatorWithErrors(_gameIds: string[]): AsyncGenerator<[string, number | BackendError]> {
    yield ["1", 1024];
    yield ["2", new BackendError()];
  }

  @LocalSizes({ batched: true })
  iterable(): AsyncIterable<readonly [string, number]> {
    return this.generator([]);
  }

  @LocalSizes({ batched: true })
  async promisedIterable() {
    return this.generator([]);
  }

  @LocalSizes({ batched: true })
  async withContextAndSignal(gameIds: string[], _context: { page: number }, signal: AbortSignal) {
    signal.throwIfAborted();
    return new Map(gameIds.map((id) => [id, 1024] as const));
  }

  @LocalSizes({ batched: true })
  protected hidden(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, 1024] as const));
  }

  @LocalSizes({ batched: true })
  private nothing() {
    return new Map<string, never>();
  }

  uses() {
    return this.nothing();
  }
}

export class WrongLocalSizes {
  // wrong element type
  // @ts-expect-error a number of bytes
  @LocalSizes()
  wrongElement(_gameId: string) {
    return "1024";
  }

  // missing field
  // @ts-expect-error the number itself
  @LocalSizes()
  missingField(_gameId: string) {
    return { size: 1024 };
  }

  // wrong field type
  // @ts-expect-error a number of bytes
  @LocalSizes()
  wrongField(_gameId: string) {
    return 10n;
  }

  // Promise of the wrong thing
  // @ts-expect-error a number of bytes
  @LocalSizes()
  async wrongPromise(_gameId: string) {
    return "1024";
  }

  // wrong parameter type
  // @ts-expect-error an id is a string
  @LocalSizes()
  numericId(_gameId: number) {
    return 1024;
  }

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @LocalSizes()
  extra(_gameId: string, _context: unknown, _signal: AbortSignal, _more: string) {
    return 1024;
  }

  // signal in the place of the context
  // @ts-expect-error the signal comes third
  @LocalSizes()
  signalSecond(_gameId: string, _signal: AbortSignal) {
    return 1024;
  }

  // optional signal in the place of the context
  // @ts-expect-error the signal comes third
  @LocalSizes()
  optionalSignalSecond(_gameId: string, _signal?: AbortSignal) {
    return 1024;
  }

  // context in the place of the signal
  // @ts-expect-error the context comes second
  @LocalSizes()
  contextThird(_gameId: string, _signal: unknown, _context: Map<string, string>) {
    return 1024;
  }

  // batched method without the option
  // @ts-expect-error write { batched: true }
  @LocalSizes()
  batchedIds(_gameIds: string[]) {
    return 1024;
  }

  // batched result without the option
  // @ts-expect-error write { batched: true }
  @LocalSizes()
  batchedResult() {
    return new Map([["1", 1024]]);
  }

  // batched method with the option off
  // @ts-expect-error write { batched: true }
  @LocalSizes({ batched: false })
  batchedOff(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, 1024] as const));
  }

  // async generator
  // @ts-expect-error pages are for subscription games only
  @LocalSizes()
  async *generator(_gameId: string) {
    yield 1024;
  }

  // option typo
  // @ts-expect-error it is concurrency
  @LocalSizes({ concurency: 5 })
  optionTypo(_gameId: string) {
    return 1024;
  }

  // wrong option type
  // @ts-expect-error a number
  @LocalSizes({ concurrency: "5" })
  optionType(_gameId: string) {
    return 1024;
  }

  // forgotten call
  // @ts-expect-error write @LocalSizes()
  @LocalSizes
  uncalled(_gameId: string) {
    return 1024;
  }

  // arrow property
  // @ts-expect-error goes on a method
  @LocalSizes()
  arrow = (_gameId: string) => 1024;

  // static method
  // @ts-expect-error goes on a method of instances
  @LocalSizes()
  static onClass() {
    return 1024;
  }

  // getter
  // @ts-expect-error goes on a method
  @LocalSizes()
  get current() {
    return 1024;
  }
}

export class WrongBatchedLocalSizes {
  // wrong element type
  // @ts-expect-error a number of bytes
  @LocalSizes({ batched: true })
  wrongElement(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, "1024"] as const));
  }

  // missing field
  // @ts-expect-error the number itself
  @LocalSizes({ batched: true })
  async missingField(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, { size: 1024 }] as const));
  }

  // per-item method with the option
  // @ts-expect-error all ids come at once
  @LocalSizes({ batched: true })
  itemId(_gameId: string) {
    return new Map([["1", 1024]]);
  }

  // per-item result with the option
  // @ts-expect-error a Map or an async iterable is needed
  @LocalSizes({ batched: true })
  itemResult() {
    return 1024;
  }

  // list of entries
  // @ts-expect-error wrap it in new Map(…)
  @LocalSizes({ batched: true })
  entries(gameIds: string[]) {
    return gameIds.map((id) => [id, 1024] as const);
  }

  // plain object
  // @ts-expect-error write new Map(Object.entries(…))
  @LocalSizes({ batched: true })
  async record(_gameIds: string[]) {
    return { "1": 1024 };
  }

  // other keys
  // @ts-expect-error an id is a string
  @LocalSizes({ batched: true })
  numericKeys(_gameIds: string[]) {
    return new Map([[1, 1024]]);
  }

  // Map of promises
  // @ts-expect-error await each value
  @LocalSizes({ batched: true })
  promisedValues(_gameIds: string[]) {
    return new Map([["1", Promise.resolve(1024)]]);
  }

  // generator that is not async
  // @ts-expect-error write async *
  @LocalSizes({ batched: true })
  *syncGenerator(gameIds: string[]) {
    for (const id of gameIds) yield [id, 1024] as const;
  }

  // values without ids
  // @ts-expect-error yield [id, value]
  @LocalSizes({ batched: true })
  async *valuesOnly(_gameIds: string[]) {
    yield 1024;
  }

  // an error that GALAXY does not know
  // @ts-expect-error use a GalaxyError
  @LocalSizes({ batched: true })
  plainErrors(_gameIds: string[]): Map<string, number | Error> {
    return new Map();
  }

  // wrong parameter type
  // @ts-expect-error ids are strings
  @LocalSizes({ batched: true })
  numericIds(_gameIds: number[]) {
    return new Map([["1", 1024]]);
  }

  // extra parameter
  // @ts-expect-error there is no fourth argument
  @LocalSizes({ batched: true })
  extra(_gameIds: string[], _context: unknown, _signal: AbortSignal, _more: string) {
    return new Map([["1", 1024]]);
  }

  // signal in the place of the context
  // @ts-expect-error the signal comes third
  @LocalSizes({ batched: true })
  signalSecond(_gameIds: string[], _signal: AbortSignal) {
    return new Map([["1", 1024]]);
  }

  // option typo
  // @ts-expect-error it is batched
  @LocalSizes({ batch: true })
  optionTypo(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, 1024] as const));
  }

  // option without effect
  // @ts-expect-error a batch is one call
  @LocalSizes({ batched: true, concurrency: 5 })
  concurrency(gameIds: string[]) {
    return new Map(gameIds.map((id) => [id, 1024] as const));
  }

  // arrow property
  // @ts-expect-error goes on a method
  @LocalSizes({ batched: true })
  arrow = (gameIds: string[]) => new Map(gameIds.map((id) => [id, 1024] as const));

  // static method
  // @ts-expect-error goes on a method of instances
  @LocalSizes({ batched: true })
  static onClass() {
    return new Map([["1", 1024]]);
  }
}
