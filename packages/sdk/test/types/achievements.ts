import { type Achievement, Achievements, BackendError } from "../../src/index.js";
import { achievements, decorate, gameTime } from "./support.js";

// All imports share these types, so this kind is tested in full; imports.ts tests the differences of the others.

declare const map: Map<string, Achievement[]>;
const fourParameters = (_ids: string[], _context: unknown, _signal: AbortSignal, _more: string) => map;
declare const untimed: { achievementId: string }[];
declare function batchOf<Value>(ids: readonly string[], value: Value): Map<string, Value>;

decorate(Achievements(), async (_gameId: string): Promise<Achievement[]> => achievements);
decorate(Achievements(), (_gameId: string): readonly Achievement[] => achievements);
decorate(Achievements(), async (_gameId: string) =>
  achievements.map((achievement) => ({ ...achievement, rarity: 0.1 })),
);
decorate(Achievements(), () => achievements);
decorate(
  Achievements({ concurrency: 5 }),
  async (_gameId: string, context: Map<string, Achievement[]>) => context.get(_gameId) ?? achievements,
);
decorate(Achievements({}), (_gameId: string, _context: undefined, _signal?: AbortSignal) => achievements);

decorate(Achievements(), (gameId: string): Achievement[] => achievements);
decorate(
  Achievements({ batched: false }),
  async (_gameId: string, _context: unknown, signal: AbortSignal) => achievements,
);

export class RightAchievements {
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

decorate(Achievements({ batched: true }), (gameIds: string[]) => batchOf(gameIds, achievements));
decorate(
  Achievements({ batched: true }),
  async (_gameIds: readonly string[]): Promise<ReadonlyMap<string, Achievement[]>> => new Map(),
);
decorate(
  Achievements({ batched: true }),
  async (gameIds: string[]) =>
    new Map(gameIds.map((id) => [id, id === "1" ? achievements : new BackendError()] as const)),
);

decorate(Achievements({ batched: true }), async (gameIds: string[], _context: { page: number }, signal: AbortSignal) =>
  batchOf(gameIds, achievements),
);

export class RightBatchedAchievements {
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
  protected hidden(gameIds: string[]) {
    return batchOf(gameIds, achievements);
  }

  @Achievements({ batched: true })
  private nothing() {
    return new Map<string, never>();
  }

  uses() {
    return this.nothing();
  }
}

// @ts-expect-error a game time is not a list of achievements
decorate(Achievements(), (_gameId: string) => gameTime);
// @ts-expect-error unlockTime is missing
decorate(Achievements(), (_gameId: string) => untimed);
// @ts-expect-error unlockTime is a number of seconds
decorate(Achievements(), (_gameId: string) => [{ unlockTime: new Date(), achievementId: "1" }]);
// @ts-expect-error a game time is not a list of achievements
decorate(Achievements(), async (_gameId: string) => gameTime);
// @ts-expect-error an id is a string
decorate(Achievements(), (_gameId: number) => achievements);
// @ts-expect-error there is no fourth argument
decorate(Achievements(), (_gameId: string, _context: unknown, _signal: AbortSignal, _more: string) => achievements);
// @ts-expect-error the signal comes third
decorate(Achievements(), (_gameId: string, _signal: AbortSignal) => achievements);
// @ts-expect-error the signal comes third
decorate(Achievements(), (_gameId: string, _signal?: AbortSignal) => achievements);
// @ts-expect-error the context comes second
decorate(Achievements(), (_gameId: string, _signal: unknown, _context: Map<string, string>) => achievements);
// @ts-expect-error write { batched: true }
decorate(Achievements(), (_gameIds: string[]) => achievements);
// @ts-expect-error write { batched: true }
decorate(Achievements(), () => new Map([["1", achievements]]));
// @ts-expect-error write { batched: true }
decorate(Achievements({ batched: false }), (gameIds: string[]) => batchOf(gameIds, achievements));
// @ts-expect-error it is concurrency
decorate(Achievements({ concurency: 5 }), (_gameId: string) => achievements);
// @ts-expect-error a number
decorate(Achievements({ concurrency: "5" }), (_gameId: string) => achievements);

export class WrongAchievements {
  // @ts-expect-error pages are for subscription games only
  @Achievements()
  async *generator(_gameId: string) {
    yield achievements;
  }

  // @ts-expect-error write @Achievements()
  @Achievements
  uncalled(_gameId: string) {
    return achievements;
  }

  // @ts-expect-error only methods can be decorated
  @Achievements()
  arrow = (_gameId: string) => achievements;

  // @ts-expect-error static methods cannot be decorated
  @Achievements()
  static onClass() {
    return achievements;
  }

  // @ts-expect-error only methods can be decorated
  @Achievements()
  get current() {
    return achievements;
  }
}

// @ts-expect-error a game time is not a list of achievements
decorate(Achievements({ batched: true }), (gameIds: string[]) => batchOf(gameIds, gameTime));
// @ts-expect-error unlockTime is missing
decorate(Achievements({ batched: true }), async (gameIds: string[]) => batchOf(gameIds, untimed));
// @ts-expect-error all ids come at once
decorate(Achievements({ batched: true }), (_gameId: string) => new Map([["1", achievements]]));
// @ts-expect-error a Map or an async iterable is needed
decorate(Achievements({ batched: true }), () => achievements);
// @ts-expect-error wrap it in new Map(…)
decorate(Achievements({ batched: true }), (gameIds: string[]) => gameIds.map((id) => [id, achievements] as const));
// @ts-expect-error write new Map(Object.entries(…))
decorate(Achievements({ batched: true }), async (_gameIds: string[]) => ({ "1": achievements }));
// @ts-expect-error an id is a string
decorate(Achievements({ batched: true }), (_gameIds: string[]) => new Map([[1, achievements]]));
// @ts-expect-error await each value
decorate(Achievements({ batched: true }), (_gameIds: string[]) => new Map([["1", Promise.resolve(achievements)]]));
// @ts-expect-error use a GalaxyError
decorate(Achievements({ batched: true }), (_gameIds: string[]): Map<string, Achievement[] | Error> => new Map());
// @ts-expect-error ids are strings
decorate(Achievements({ batched: true }), (_gameIds: number[]) => new Map([["1", achievements]]));
// @ts-expect-error there is no fourth argument
decorate(Achievements({ batched: true }), fourParameters);
// @ts-expect-error the signal comes third
decorate(Achievements({ batched: true }), (_gameIds: string[], _signal: AbortSignal) => new Map([["1", achievements]]));
// @ts-expect-error it is batched
decorate(Achievements({ batch: true }), (gameIds: string[]) => batchOf(gameIds, achievements));
// @ts-expect-error a batch is one call
decorate(Achievements({ batched: true, concurrency: 5 }), (gameIds: string[]) => batchOf(gameIds, achievements));

export class WrongBatchedAchievements {
  // @ts-expect-error write async *
  @Achievements({ batched: true })
  *syncGenerator(gameIds: string[]) {
    for (const id of gameIds) yield [id, achievements] as const;
  }

  // @ts-expect-error yield [id, value]
  @Achievements({ batched: true })
  async *valuesOnly(_gameIds: string[]) {
    yield achievements;
  }
}
