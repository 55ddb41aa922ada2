import {
  type Achievement,
  Achievements,
  BackendNotAvailable,
  GalaxyError,
  GalaxyPlugin,
  NoLogin,
  Platform,
  Service,
  UnknownError,
} from "@galaxy-kit/sdk";
import { startTestPlugin } from "@galaxy-kit/testing";
import { describe, expect, it } from "@jest/globals";
import { type EachEntry, HttpClient } from "../src/index.js";
import { failure, newClient } from "./support/client.js";

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `game-${index}`);

async function all<T>(entries: AsyncIterable<EachEntry<T>>): Promise<Map<string, T | GalaxyError>> {
  const found = new Map<string, T | GalaxyError>();
  for await (const [id, value] of entries) found.set(id, value);
  return found;
}

describe("each()", () => {
  it("calls for batches, so many at a time, and yields results as they come", async () => {
    const { http } = newClient();
    const ends: (() => void)[] = [];
    const sizes: number[] = [];
    const results = http.each(ids(10), { size: 3, concurrency: 2 }, async (batch) => {
      sizes.push(batch.length);
      await new Promise<void>((resolve) => ends.push(resolve));
      return new Map(batch.map((id) => [id, id.length]));
    });
    const entries = results[Symbol.asyncIterator]();
    const first = entries.next();
    await new Promise(setImmediate);
    expect(sizes).toEqual([3, 3]);
    ends[1]?.();
    expect((await first).value).toEqual(["game-3", 6]);
    for (let index = 0; index < 2; index += 1) await entries.next();
    const next = entries.next();
    await new Promise(setImmediate);
    expect(sizes).toEqual([3, 3, 3]);
    ends[0]?.();
    expect((await next).value).toEqual(["game-0", 6]);
    await entries.return?.();
    ends[2]?.();
  });

  it("without a size calls for one id at a time", async () => {
    const { http } = newClient();
    const found = await all(http.each(ids(3), { concurrency: 10 }, async (id) => id.toUpperCase()));
    expect([...found]).toEqual([
      ["game-0", "GAME-0"],
      ["game-1", "GAME-1"],
      ["game-2", "GAME-2"],
    ]);
  });

  it("gives the ids of a call that fails its error, and calls for the others", async () => {
    const { http } = newClient();
    const down = new BackendNotAvailable("down");
    const found = await all<number>(
      http.each(ids(5), { size: 2 }, (batch) => {
        if (batch.includes("game-0")) throw down;
        if (batch.includes("game-4")) throw new TypeError("a secret");
        return batch.map((id) => [id, 1] as const);
      }),
    );
    expect(found.get("game-0")).toBe(down);
    expect(found.get("game-1")).toBe(down);
    expect(found.get("game-3")).toBe(1);
    expect(found.get("game-4")).toBeInstanceOf(UnknownError);
    expect(found.get("game-4")).toMatchObject({ message: "Unknown error", cause: new TypeError("a secret") });
  });

  it("ends with the caller's signal, and stops what runs when the consumer stops", async () => {
    const { http } = newClient();
    const controller = new AbortController();
    const signals: AbortSignal[] = [];
    const hang = (_: string, signal: AbortSignal): Promise<never> => {
      signals.push(signal);
      return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
    };
    const pending = failure(all(http.each(ids(9), { signal: controller.signal }, hang)));
    await new Promise(setImmediate);
    controller.abort(new Error("stopped"));
    expect(await pending).toEqual(new Error("stopped"));
    expect(signals).toHaveLength(4);

    const one = http.each(["a", "b"], {}, (id, signal) => (id === "a" ? id : hang(id, signal)));
    for await (const [id] of one) {
      expect(id).toBe("a");
      break;
    }
    expect(signals.at(-1)?.aborted).toBe(true);
  });

  it.each([{ size: 0 }, { size: 1.5 }, { concurrency: 0 }])("rejects %j", async (options) => {
    await expect(all(newClient().http.each(["a"], options as never, () => 1))).rejects.toThrow(
      "Use a whole number of at least 1",
    );
  });
});

it("A batched import fails the ids of a failed batch only", async () => {
  @Service()
  class Progress {
    constructor(private readonly http: HttpClient) {}

    @Achievements({ batched: true })
    achievements(gameIds: string[], _context: unknown, signal: AbortSignal) {
      return this.http.each(gameIds, { size: 2, signal }, (batch) => {
        if (batch.includes("game-2")) throw new BackendNotAvailable();
        return batch.map((id): [string, Achievement[]] => [id, [{ achievementId: `of ${id}`, unlockTime: 1 }]]);
      });
    }
  }

  @GalaxyPlugin({ platform: Platform.Test, services: [Progress] })
  @NoLogin()
  class ShopPlugin {}

  const galaxy = await startTestPlugin(ShopPlugin);
  await galaxy.authenticate();
  const { values, errors } = await galaxy.importAchievements(ids(6));
  expect([...values.keys()].sort()).toEqual(["game-0", "game-1", "game-4", "game-5"]);
  expect([...errors.keys()]).toEqual(["game-2", "game-3"]);
  expect(errors.get("game-2")).toBeInstanceOf(BackendNotAvailable);
  await galaxy.close();
});

describe("all()", () => {
  it("resolves to all results by id", async () => {
    const { http } = newClient();
    const lengths = http.all(ids(5), { size: 2 }, (batch) => batch.map((id) => [id, id.length] as const));
    expect(Object.fromEntries(await lengths)).toEqual(Object.fromEntries(ids(5).map((id) => [id, 6])));
    expect([...(await http.all(["a", "b"], {}, (id) => id.toUpperCase()))]).toEqual([
      ["a", "A"],
      ["b", "B"],
    ]);
  });

  it("rejects with the first failure, cancels what is running, and asks for nothing more", async () => {
    const { http } = newClient();
    const asked: string[] = [];
    let canceled = 0;
    const results = http.all(ids(20), { concurrency: 2 }, async (id, signal) => {
      asked.push(id);
      if (id === "game-1") throw new BackendNotAvailable("down");
      await new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          canceled += 1;
          reject(signal.reason as Error);
        });
      });
    });
    expect(await failure(results)).toEqual(new BackendNotAvailable("down"));
    expect([asked, canceled]).toEqual([["game-0", "game-1"], 1]);
  });
});
