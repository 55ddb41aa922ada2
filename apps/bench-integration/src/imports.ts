import {
  Achievements,
  type Achievement,
  type Class,
  GameTimes,
  LibrarySettings,
  LocalSizes,
  OSCompatibilities,
  Service,
  UserPresences,
} from "@galaxy-kit/sdk";
import { achievements, gameTime, librarySettings, localSize, osCompatibility, presence } from "./data.js";
import type { Form } from "./variables.js";

/** One call per id. */
@Service()
class PerGame {
  @Achievements()
  achievements(): Promise<readonly Achievement[]> {
    return Promise.resolve(achievements);
  }

  @GameTimes()
  gameTime(id: string) {
    return Promise.resolve(gameTime(id));
  }

  @LibrarySettings()
  librarySettings(id: string) {
    return Promise.resolve(librarySettings(id));
  }

  @OSCompatibilities()
  osCompatibility() {
    return Promise.resolve(osCompatibility);
  }

  @LocalSizes()
  localSize() {
    return Promise.resolve(localSize);
  }

  @UserPresences()
  presence() {
    return Promise.resolve(presence);
  }
}

/** One call for all ids, which returns a map. */
@Service()
class Batched {
  @Achievements({ batched: true })
  achievements(ids: string[]): ReadonlyMap<string, readonly Achievement[]> {
    return new Map(ids.map((id) => [id, achievements]));
  }

  @GameTimes({ batched: true })
  gameTimes(ids: string[]) {
    return new Map(ids.map((id) => [id, gameTime(id)]));
  }

  @LibrarySettings({ batched: true })
  librarySettings(ids: string[]) {
    return new Map(ids.map((id) => [id, librarySettings(id)]));
  }

  @OSCompatibilities({ batched: true })
  osCompatibilities(ids: string[]) {
    return new Map(ids.map((id) => [id, osCompatibility]));
  }

  @LocalSizes({ batched: true })
  localSizes(ids: string[]) {
    return new Map(ids.map((id) => [id, localSize]));
  }

  @UserPresences({ batched: true })
  presences(ids: string[]) {
    return new Map(ids.map((id) => [id, presence]));
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

/** The same imports in each form that an author can choose; streamed, only the largest one. */
export const imports: Readonly<Record<Form, Class>> = { "per game": PerGame, batched: Batched, streamed: Streamed };
