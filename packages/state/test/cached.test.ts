import { getEventListeners } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  Authenticate,
  type Class,
  GalaxyPlugin,
  OwnedGames,
  Platform,
  PluginDefinitionError,
  Service,
} from "@galaxy-kit/sdk";
import { Accounts } from "@galaxy-kit/sdk/extend";
import { Cached, cacheOf } from "@galaxy-kit/state";
import { startTestPlugin, type TestGalaxy, type TestPluginOptions } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";

interface Asked {
  readonly id: string;
  readonly signal: AbortSignal | undefined;
  resolve(value: string): void;
  reject(error: Error): void;
}

/** A backend whose answers the test gives. */
class Backend {
  readonly asked: Asked[] = [];

  ask(id: string, signal?: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      this.asked.push({ id, signal, resolve, reject });
      signal?.addEventListener("abort", () => reject(new Error("aborted")));
    });
  }
}

@Service()
class Shop extends Backend {
  @Cached({ ttl: "10m" })
  async offer(id: string, signal?: AbortSignal): Promise<string> {
    return await this.ask(id, signal);
  }

  @Cached({ ttl: "10m", stale: "1h" })
  async stale(id: string): Promise<string> {
    return await this.ask(id);
  }

  @Cached({ ttl: "10m", failures: "5s" })
  async failing(id: string, signal?: AbortSignal): Promise<string> {
    return await this.ask(id, signal);
  }

  @Cached({ ttl: "10m", stale: "1h", failures: "5m" })
  async patient(id: string): Promise<string> {
    return await this.ask(id);
  }

  @Cached({ ttl: "10m", maxEntries: 2, key: (game: { id: string }) => game.id })
  async game(game: { id: string; seenAt: Date }): Promise<string> {
    return await this.ask(game.id);
  }

  @Cached({ ttl: "10m" })
  async search(text: string, page?: number): Promise<string> {
    return await this.ask(`${text} ${page}`);
  }
}

const running: TestGalaxy[] = [];
afterEach(async () => {
  for (const galaxy of running.splice(0)) await galaxy.close();
});

/** Who logs in. */
let userId = "me";

async function start(service: Class = Shop, options: TestPluginOptions = {}): Promise<TestGalaxy> {
  @GalaxyPlugin({ platform: Platform.Test, services: [service] })
  class Plugin {
    @Authenticate()
    login() {
      return { userId, userName: "Me" };
    }

    @OwnedGames()
    owned() {
      return [];
    }
  }
  const galaxy = await startTestPlugin(Plugin, options);
  running.push(galaxy);
  return galaxy;
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a method with a cache", () => {
  it("makes one call for all who ask at the same time, where a busy flag would send the others away", async () => {
    const shop = (await start()).get(Shop);
    const all = Promise.all([shop.offer("a"), shop.offer("a"), shop.offer("b")]);
    await settled();
    expect(shop.asked.map(({ id }) => id)).toEqual(["a", "b"]);
    shop.asked[0]!.resolve("A");
    shop.asked[1]!.resolve("B");
    expect(await all).toEqual(["A", "A", "B"]);
    expect(await shop.offer("a")).toBe("A");
    expect(cacheOf(shop, "offer").state).toMatchObject({ size: 2, running: 0, hits: 1, misses: 3 });
    const shown = { kind: "cache", name: "Shop.offer", entries: 2, stale: 0, hits: 1, misses: 3, running: 0 };
    expect(running.at(-1)!.parts).toContainEqual(shown);
  });

  it("calls again after its time to live, and not before", async () => {
    const galaxy = await start();
    const shop = galaxy.get(Shop);
    const first = shop.offer("a");
    await settled();
    shop.asked[0]!.resolve("old");
    await first;
    await galaxy.clock.advance("599s");
    expect(await shop.offer("a")).toBe("old");
    await galaxy.clock.advance("1s");
    const next = shop.offer("a");
    await settled();
    shop.asked[1]!.resolve("new");
    expect(await next).toBe("new");
    // Nobody knows how old it is.
    galaxy.clock.jump("-1h");
    void shop.offer("a");
    await settled();
    expect(shop.asked).toHaveLength(3);
  });

  it("keeps no failure: nothing stays stuck after an exception", async () => {
    const shop = (await start()).get(Shop);
    const both = Promise.allSettled([shop.offer("a"), shop.offer("a")]);
    await settled();
    shop.asked[0]!.reject(new Error("503"));
    expect((await both).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    const next = shop.offer("a");
    await settled();
    shop.asked[1]!.resolve("A");
    expect(await next).toBe("A");
  });

  it("can keep a failure for a while, so that a backend that is down is left alone", async () => {
    const galaxy = await start();
    const shop = galaxy.get(Shop);
    const first = shop.failing("a");
    await settled();
    shop.asked[0]!.reject(new Error("503"));
    await expect(first).rejects.toThrow("503");
    await expect(shop.failing("a")).rejects.toThrow("503");
    expect(shop.asked).toHaveLength(1);
    await galaxy.clock.advance("5s");
    const caller = new AbortController();
    const canceled = shop.failing("a", caller.signal);
    await settled();
    expect(shop.asked).toHaveLength(2);
    caller.abort(new Error("The caller has left"));
    await expect(canceled).rejects.toThrow("The caller has left");
    void shop.failing("a").catch(() => undefined);
    await settled();
    // That says nothing about the backend.
    expect(shop.asked).toHaveLength(3);
  });

  it("returns the old result while a new one is fetched, and while that fails; the log says both once", async () => {
    const galaxy = await start();
    const shop = galaxy.get(Shop);
    const first = shop.stale("a");
    await settled();
    shop.asked[0]!.resolve("old");
    await first;
    await galaxy.clock.advance("10m");
    for (const failure of [1, 2]) {
      expect(await Promise.all([shop.stale("a"), shop.stale("a")])).toEqual(["old", "old"]);
      await settled();
      expect(shop.asked).toHaveLength(1 + failure);
      shop.asked[failure]!.reject(new Error("503"));
      await settled();
    }
    expect(galaxy.log.messages("warn")).toEqual([
      "Shop.stale (@Cached()) could not be refreshed; old results are used until they are too old",
    ]);
    expect(cacheOf(shop, "stale").state.error).toBe("503");
    expect(await shop.stale("a")).toBe("old");
    await settled();
    shop.asked[3]!.resolve("new");
    await settled();
    expect(await shop.stale("a")).toBe("new");
    expect(galaxy.log.messages("info")).toContain("Shop.stale (@Cached()) can be refreshed again");
    await galaxy.clock.advance("70m");
    const late = shop.stale("a");
    await settled();
    shop.asked[4]!.reject(new Error("503"));
    await expect(late).rejects.toThrow("503");
  });

  it("with failures, leaves a backend alone that could not refresh a result", async () => {
    const galaxy = await start();
    const shop = galaxy.get(Shop);
    const first = shop.patient("a");
    await settled();
    shop.asked[0]!.resolve("old");
    await first;
    await galaxy.clock.advance("10m");
    await shop.patient("a");
    await settled();
    shop.asked[1]!.reject(new Error("503"));
    await settled();
    for (let call = 0; call < 3; call++) expect(await shop.patient("a")).toBe("old");
    await settled();
    expect(shop.asked).toHaveLength(2);
    await galaxy.clock.advance("5m");
    expect(await shop.patient("a")).toBe("old");
    await settled();
    expect(shop.asked).toHaveLength(3);
  });

  it("forgets the results that were not used for the longest time, and takes the key of its function", async () => {
    const shop = (await start()).get(Shop);
    const ask = async (id: string): Promise<string> => {
      const before = shop.asked.length;
      const result = shop.game({ id, seenAt: new Date() });
      await settled();
      if (shop.asked.length > before) shop.asked.at(-1)!.resolve(id);
      return await result;
    };
    for (const id of ["a", "b", "a", "c", "a", "b"]) await ask(id);
    expect(shop.asked.map(({ id }) => id)).toEqual(["a", "b", "c", "b"]);
  });

  it("tells calls apart by all arguments, and an omitted one is the same as undefined", async () => {
    const shop = (await start()).get(Shop);
    void shop.search("a");
    void shop.search("a", undefined);
    void shop.search("a", 2);
    await settled();
    expect(shop.asked.map(({ id }) => id)).toEqual(["a undefined", "a 2"]);
    await expect(shop.search((() => 1) as never)).rejects.toThrow(
      "The arguments of Shop.search have no key as JSON: [0] is a function.",
    );
  });

  it("forgets a result that is deleted, even if it is on its way", async () => {
    const shop = (await start()).get(Shop);
    const first = shop.offer("a");
    await settled();
    cacheOf(shop, "offer").delete("a");
    shop.asked[0]!.resolve("old");
    expect(await first).toBe("old");
    expect(cacheOf(shop, "offer").state.size).toBe(0);
    expect(() => cacheOf(shop, "ask")).toThrow("Shop.ask has no cache: put @Cached({ ttl: … }) on it.");
  });
});

describe("a caller that aborts", () => {
  it("does not cancel the call of the others", async () => {
    const shop = (await start()).get(Shop);
    const [first, second] = [new AbortController(), new AbortController()];
    const aborted = shop.offer("a", first.signal);
    const other = shop.offer("a", second.signal);
    await settled();
    first.abort(new Error("not needed anymore"));
    await expect(aborted).rejects.toThrow("not needed anymore");
    expect(shop.asked[0]!.signal!.aborted).toBe(false);
    shop.asked[0]!.resolve("A");
    expect(await other).toBe("A");
  });

  it("cancels the call if it is the last one, and the next caller makes another", async () => {
    const shop = (await start()).get(Shop);
    const callers = [new AbortController(), new AbortController()];
    const all = Promise.allSettled(callers.map(({ signal }) => shop.offer("a", signal)));
    await settled();
    for (const caller of callers) caller.abort();
    await all;
    expect(shop.asked[0]!.signal!.aborted).toBe(true);
    const next = shop.offer("a", new AbortController().signal);
    await settled();
    shop.asked[1]!.resolve("A");
    expect(await next).toBe("A");
    await expect(shop.offer("a", AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
  });

  it("leaves nothing behind if it makes many calls with the same signal", async () => {
    const shop = (await start()).get(Shop);
    const { signal } = new AbortController();
    const calls = Promise.all(["a", "b", "a"].map((id) => shop.offer(id, signal)));
    await settled();
    for (const { resolve } of shop.asked) resolve("offer");
    await calls;
    await settled();
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("is the integration itself when it closes: no call outlives it", async () => {
    const galaxy = await start();
    const shop = galaxy.get(Shop);
    const call = expect(shop.offer("a", new AbortController().signal)).rejects.toThrow("aborted");
    await settled();
    await galaxy.close();
    await call;
  });
});

describe("an instance", () => {
  it("that a unit test makes with `new` has a cache, too, by the clock of the system", async () => {
    const [shop, other] = [new Shop(), new Shop()];
    const both = Promise.all([shop.offer("a"), shop.offer("a"), other.offer("a")]);
    await settled();
    shop.asked[0]!.resolve("A");
    other.asked[0]!.resolve("other");
    expect(await both).toEqual(["A", "A", "other"]);
    expect(await shop.offer("a")).toBe("A");
    expect(shop.asked).toHaveLength(1);
  });

  it("of a subclass keeps its own results apart from those of the method that it overrides", async () => {
    class Special extends Shop {
      @Cached({ ttl: "1m" })
      override async offer(id: string): Promise<string> {
        return `special ${await super.offer(id)}`;
      }
    }
    const shop = new Special();
    const first = shop.offer("a");
    await settled();
    shop.asked[0]!.resolve("A");
    expect(await first).toBe("special A");
    expect(await shop.offer("a")).toBe("special A");
  });
});

it("on the disk keeps the results of a large library, and in memory the last thousand", async () => {
  @Service()
  class Trophies {
    calls = 0;

    @Cached({ ttl: "1h", onDisk: { name: "trophies", schema: z.number() } })
    async kept(_id: number): Promise<number> {
      return Promise.resolve(++this.calls);
    }

    @Cached({ ttl: "1h" })
    async forgotten(_id: number): Promise<number> {
      return Promise.resolve(++this.calls);
    }
  }
  const trophies = (await start(Trophies)).get(Trophies);
  for (let id = 0; id < 1_200; id++) await Promise.all([trophies.kept(id), trophies.forgotten(id)]);
  expect(cacheOf(trophies, "kept").state.size).toBe(1_200);
  expect(cacheOf(trophies, "forgotten").state.size).toBe(1_000);
});

describe("a cache on the disk", () => {
  interface Item {
    readonly id: string;
    readonly changed?: string;
  }
  const Offer = z.object({ title: z.string() });

  /** What the backend was asked for, by all runs of a test. */
  let asked: string[] = [];
  /** The backend responds when it resolves. */
  let backend = Promise.resolve();
  let dataFolder: string;

  const serviceWith = (schema: z.ZodType<{ title: string }> = Offer, version = 1) => {
    @Service()
    class Offers {
      @Cached({
        ttl: "1d",
        maxEntries: 2,
        key: ({ id }: Item) => id,
        revision: ({ changed = "" }: Item) => changed,
        onDisk: { name: "offers", schema, version },
      })
      async offer({ id, changed = "" }: Item): Promise<{ title: string }> {
        asked.push(`${id}${changed}`);
        await backend;
        return { title: id.toUpperCase() };
      }
    }
    return Offers;
  };

  /** Starts the integration once more, and logs in. */
  async function run(service = serviceWith()) {
    for (const galaxy of running.splice(0)) await galaxy.close();
    const galaxy = await start(service, { dataFolder });
    await galaxy.authenticate();
    const offers = galaxy.get(service);
    return { galaxy, offers, ask: async (id: string, changed = "") => (await offers.offer({ id, changed })).title };
  }

  const file = () => join(dataFolder, "data", "store-offers.jsonl");

  beforeEach(async () => {
    asked = [];
    userId = "me";
    dataFolder = await mkdtemp(join(tmpdir(), "cached-"));
  });

  afterEach(async () => {
    for (const galaxy of running.splice(0)) await galaxy.close();
    await rm(dataFolder, { recursive: true, force: true });
  });

  it("still has its results in the next run, for as long as their time to live", async () => {
    const { ask } = await run();
    expect([await ask("a"), await ask("a")]).toEqual(["A", "A"]);
    const next = await run();
    expect(await next.ask("a")).toBe("A");
    expect(asked).toEqual(["a"]);
    expect(cacheOf(next.offers, "offer").state).toMatchObject({ size: 1, hits: 1, misses: 0 });
    await next.galaxy.clock.advance("25h");
    await next.ask("a");
    expect(asked).toEqual(["a", "a"]);
  });

  it("asks again for what has another revision, and only for that", async () => {
    const { ask } = await run();
    await ask("a", "1");
    await ask("b", "1");
    const next = await run();
    await next.ask("a", "2");
    await next.ask("b", "1");
    expect(asked).toEqual(["a1", "b1", "a2"]);
    await Promise.all([next.ask("a", "3"), next.ask("a", "4"), next.ask("a", "4")]);
    expect(asked.slice(3)).toEqual(["a3", "a4"]);
    await next.ask("a", "4");
    expect(asked).toHaveLength(5);
  });

  it("gives another account nothing of the one before", async () => {
    await (await run()).ask("a");
    userId = "you";
    await (await run()).ask("a");
    await (await run()).ask("a");
    expect(asked).toEqual(["a", "a"]);
    userId = "me";
    const { galaxy, ask } = await run();
    await ask("a");
    expect(asked).toEqual(["a", "a", "a"]);
    // Someone is logging in, nobody knows yet who.
    galaxy.get(Accounts).begin();
    await ask("a");
    expect(asked).toHaveLength(4);
  });

  it("keeps no result that someone else has asked for", async () => {
    const { galaxy, ask } = await run();
    let respond = (): void => undefined;
    backend = new Promise<void>((resolve) => (respond = resolve));
    const mine = ask("a");
    userId = "you";
    await galaxy.authenticate();
    respond();
    expect(await mine).toBe("A");
    await (await run()).ask("a");
    expect(asked).toEqual(["a", "a"]);
  });

  it("loses a damaged line, what no longer fits its schema, and what an older version has stored", async () => {
    const { ask } = await run();
    await ask("a");
    await ask("b");
    await running[0]?.close();
    const [first = "", second = ""] = (await readFile(file(), "utf8")).split("\n");
    await writeFile(file(), `${first.slice(0, 20)}\n${second.replace('"title":"B"', '"title":5')}\n`);
    const next = await run();
    expect([await next.ask("a"), await next.ask("b")]).toEqual(["A", "B"]);
    expect(asked).toEqual(["a", "b", "a", "b"]);
    expect(next.galaxy.log.messages("warn")).toEqual([
      expect.stringContaining("1 damaged lines"),
      expect.stringContaining('dropped 1 entry that cannot be used: "b": It does not fit its schema: value.title'),
    ]);
    await (await run(serviceWith(Offer, 2))).ask("a");
    expect(asked).toHaveLength(5);
  });

  it("forgets what was not used for the longest time, and what is deleted", async () => {
    const { ask } = await run();
    for (const id of ["a", "b", "c"]) await ask(id);
    const next = await run();
    cacheOf(next.offers, "offer").delete({ id: "c" });
    await next.ask("b");
    await next.ask("c");
    await next.ask("a");
    expect(asked).toEqual(["a", "b", "c", "c", "a"]);
  });

  it("returns what cannot be stored, and says so once", async () => {
    const { galaxy, ask } = await run(serviceWith(z.object({ title: z.string().max(1) })));
    expect([await ask("aa"), await ask("bb"), await ask("aa")]).toEqual(["AA", "BB", "AA"]);
    expect(asked).toEqual(["aa", "bb"]);
    expect(galaxy.log.messages("warn")).toEqual(["A result of @Cached() is kept in memory only"]);
  });

  it("keeps nothing before the login: nobody knows yet whose it would be", async () => {
    const service = serviceWith();
    const early = await start(service, { dataFolder });
    await early.get(service).offer({ id: "a" });
    expect(early.log.messages("warn")).toEqual([]);
    await (await run()).ask("a");
    expect(asked).toEqual(["a", "a"]);
  });
});

it("takes its key from the state of the instance, too", async () => {
  @Service()
  class Store {
    language = "en";
    calls = 0;

    @Cached({
      ttl: "10m",
      key(this: Store, id: string) {
        return `${this.language} ${id}`;
      },
    })
    async title(_id: string): Promise<number> {
      return Promise.resolve(++this.calls);
    }
  }
  const store = (await start(Store)).get(Store);
  expect([await store.title("a"), await store.title("a")]).toEqual([1, 1]);
  store.language = "de";
  expect(await store.title("a")).toBe(2);
});

it("an integration with wrong options does not start", async () => {
  @Service()
  class Wrong {
    @Cached({ ttl: "ten minutes" as never })
    async a(): Promise<number> {
      return 1;
    }

    @Cached({ ttl: "10m", maxEntries: 0 })
    async b(): Promise<number> {
      return 1;
    }

    @Cached({} as { ttl: "1m" })
    async c(): Promise<number> {
      return 1;
    }

    @Cached({ ttl: "10m", onDisk: { name: "a/b", schema: z.number() } })
    async d(): Promise<number> {
      return 1;
    }
  }
  const error = await start(Wrong).catch((thrown: unknown) => thrown);
  expect((error as PluginDefinitionError).diagnostics.map(({ message }) => message)).toEqual([
    expect.stringContaining('@Cached(): "ten minutes" is not a duration'),
    expect.stringContaining("@Cached(): maxEntries must be a positive integer, but found 0"),
    expect.stringContaining("@Cached(): it has neither ttl nor revision"),
    expect.stringContaining("@Cached({ onDisk }): the name is part of file names"),
  ]);
});
