import { type Achievement, Achievements, type Class, Service } from "@galaxy-kit/sdk";
import { achievements } from "./data.js";
import type { Form } from "./variables.js";

/** Asked for one game after the other. */
@Service()
class PerGame {
  @Achievements()
  achievements(): Promise<readonly Achievement[]> {
    return Promise.resolve(achievements);
  }
}

/** Answers all games in one map. */
@Service()
class Batched {
  @Achievements({ batched: true })
  achievements(ids: string[]): ReadonlyMap<string, readonly Achievement[]> {
    return new Map(ids.map((id) => [id, achievements]));
  }
}

/** Answers all games in one call, as they come. */
@Service()
class Streamed {
  @Achievements({ batched: true })
  async *achievements(ids: string[]): AsyncGenerator<readonly [string, readonly Achievement[]]> {
    for (const id of ids) yield [id, await Promise.resolve(achievements)];
  }
}

/** The same import, as an author can write it. */
export const imports: Readonly<Record<Form, Class>> = { "per game": PerGame, batched: Batched, streamed: Streamed };
