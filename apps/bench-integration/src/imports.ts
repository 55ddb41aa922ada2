import { type Achievement, Achievements, type Class, Service } from "@galaxy-kit/sdk";
import { achievements } from "./data.js";
import type { Form } from "./variables.js";

/** One call per game. */
@Service()
class PerGame {
  @Achievements()
  achievements(): Promise<readonly Achievement[]> {
    return Promise.resolve(achievements);
  }
}

/** One call for all games, which returns a map. */
@Service()
class Batched {
  @Achievements({ batched: true })
  achievements(ids: string[]): ReadonlyMap<string, readonly Achievement[]> {
    return new Map(ids.map((id) => [id, achievements]));
  }
}

/** One call for all games, which yields them one by one. */
@Service()
class Streamed {
  @Achievements({ batched: true })
  async *achievements(ids: string[]): AsyncGenerator<readonly [string, readonly Achievement[]]> {
    for (const id of ids) yield [id, await Promise.resolve(achievements)];
  }
}

/** The same import in each form that an author can choose. */
export const imports: Readonly<Record<Form, Class>> = { "per game": PerGame, batched: Batched, streamed: Streamed };
