import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  Authenticate,
  type Class,
  GalaxyPlugin,
  NotReadyError,
  OwnedGames,
  Platform,
  PluginDefinitionError,
  Service,
} from "@galaxy-kit/sdk";
import {
  InvalidValueError,
  memoryStore,
  Persisted,
  type PersistedOptions,
  Store,
  StoreFullError,
} from "@galaxy-kit/state";
import { startTestPlugin, type TestGalaxy, type TestPluginOptions } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";

const Offer = z.object({ title: z.string(), price: z.number().optional() });
type Offer = z.infer<typeof Offer>;

let dataFolder: string;
const running: TestGalaxy[] = [];

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "stores-"));
});

afterEach(async () => {
  for (const galaxy of running.splice(0)) await galaxy.close();
  await rm(dataFolder, { recursive: true, force: true });
});

/** Starts an integration with the store "offers". */
async function start(
  options: Partial<PersistedOptions<typeof Offer>> = {},
  test: TestPluginOptions = {},
): Promise<{ galaxy: TestGalaxy; store: Store<Offer> }> {
  @Service()
  class Offers {
    constructor(@Persisted("offers", { schema: Offer, ...options }) readonly store: Store<Offer>) {}
  }
  const galaxy = await startTestPlugin(pluginWith(Offers), { dataFolder, ...test });
  running.push(galaxy);
  return { galaxy, store: galaxy.get(Offers).store };
}

function pluginWith(...services: Class[]): Class {
  @GalaxyPlugin({ platform: Platform.Test, services })
  class Plugin {
    @Authenticate()
    login() {
      return { userId: "me", userName: "Me" };
    }

    @OwnedGames()
    owned() {
      return [];
    }
  }
  return Plugin;
}

const entry = (d: unknown, v = 1, t = Date.UTC(2026, 0, 1)) => JSON.stringify({ v, t, d });
const game = { title: "Moth" };

describe("a store in GALAXY's cache", () => {
  it("is there in the next run: what is set goes to the client, not to a dictionary that the handshake replaces", async () => {
    const { galaxy, store } = await start();
    store.set("a", { title: "Moth", price: 5 });
    expect(store.get("a")).toEqual({ title: "Moth", price: 5 });
    await galaxy.clock.advance("1s");
    const next = await start({}, { cache: galaxy.pushedCache! });
    expect(next.store.get("a")).toEqual({ title: "Moth", price: 5 });
    expect([...next.store.entries()]).toEqual([["a", { title: "Moth", price: 5 }]]);
    expect(next.store.location).toBe("GALAXY's cache, keys store/offers/…; deleted when the user disconnects");
  });

  it("cannot be used before the handshake: it would always be empty", async () => {
    const { store } = await start({}, { handshake: false });
    expect(() => store.get("a")).toThrow(NotReadyError);
    expect(() => store.set("a", game)).toThrow(NotReadyError);
    expect(() => store.size).toThrow(NotReadyError);
  });

  it("pushes at most every five seconds, and never forgets the last change: the limiter engages", async () => {
    const { galaxy, store } = await start();
    const pushes = () => galaxy.received("pushCache").length;
    for (let id = 0; id < 100; id++) store.set(String(id), game);
    await galaxy.clock.advance("100ms");
    expect(pushes()).toBe(1);
    store.set("last", game);
    await galaxy.clock.advance("4900ms");
    expect(pushes()).toBe(1);
    await galaxy.clock.advance("100ms");
    expect(pushes()).toBe(2);
    expect(Object.keys(galaxy.pushedCache!)).toHaveLength(101);
    const { bytes } = store.state;
    const savedAt = galaxy.clock.now();
    expect(galaxy.parts).toEqual([
      expect.objectContaining({ kind: "store", name: "offers", entries: 101, bytes, saved: true, savedAt, dropped: 0 }),
    ]);
    await galaxy.clock.advance("1h");
    expect(pushes()).toBe(2);
  });

  it("pushes once more at the end", async () => {
    const { galaxy, store } = await start();
    store.set("a", game);
    expect(store.state.isSaved).toBe(false);
    await galaxy.shutdown();
    expect(galaxy.pushedCache).toHaveProperty(["store/offers/a"]);
    expect(store.state.isSaved).toBe(true);
  });

  it("returns the same now as after a restart, and a value that the caller changes later does not change the store", async () => {
    const { store } = await start();
    const mine = { title: "Moth", price: undefined as number | undefined };
    store.set("a", mine);
    mine.title = "changed";
    expect(store.get("a")).toEqual({ title: "Moth" });
    expect(store.get("a")).not.toHaveProperty("price");
  });

  it("takes what the client sends when it sends its cache again", async () => {
    const { galaxy, store } = await start();
    store.set("a", game);
    await galaxy.request("initialize_cache", { data: { "store/offers/b": entry(game) } });
    expect([...store.entries()]).toEqual([["b", game]]);
    expect(store.get("a")).toBeUndefined();
  });

  it("leaves the other stores and the author's own entries alone", async () => {
    const { galaxy, store } = await start({}, { cache: { own: "1", "store/other/a": entry(game) } });
    store.set("a", game);
    store.clear();
    await galaxy.clock.advance("1s");
    expect(galaxy.pushedCache).toEqual({ own: "1", "store/other/a": entry(game) });
  });

  it("warns at 1 MB and refuses at 8 MB, and names the largest keys", async () => {
    const { galaxy, store } = await start();
    const title = "x".repeat(1024 * 1024);
    store.set("small", game);
    for (let id = 0; id < 7; id++) store.set(String(id), { title });
    expect(galaxy.log.messages("warn")).toEqual([
      expect.stringMatching(/larger than 1 MB.*"store\/offers\/0" \(1.0 MB\)/),
    ]);
    expect(() => store.set("8", { title })).toThrow(StoreFullError);
    expect(() => store.set("8", { title })).toThrow(
      /8 MB, so "store\/offers\/8" was not stored. The largest keys: .*disk/,
    );
    expect(store.has("8")).toBe(false);
    store.delete("0");
    store.set("8", { title });
    expect(store.size).toBe(8);
  });
});

describe("an entry", () => {
  it("that is damaged costs itself, and not the library", async () => {
    const cache = {
      "store/offers/a": entry(game),
      "store/offers/b": "\u0000secret",
      "store/offers/c": "gASVQQ==",
      "store/offers/d": "null",
    };
    const { galaxy, store } = await start({}, { cache });
    expect([...store.entries()]).toEqual([["a", game]]);
    expect(galaxy.log.messages("warn")).toEqual([
      expect.stringMatching(
        /^The store "offers" dropped 3 entries that cannot be used: "b": it is not an entry, "c": .*, "d": /,
      ),
    ]);
    expect(store.state).toMatchObject({ size: 1, dropped: 3 });
    await galaxy.clock.advance("1s");
    expect(Object.keys(galaxy.pushedCache!)).toEqual(["store/offers/a"]);
  });

  it("that does not fit its schema anymore is dropped, and the log says why", async () => {
    const { galaxy, store } = await start(
      {},
      { cache: { "store/offers/a": entry({ title: 5 }), "store/offers/b": entry(game) } },
    );
    expect([...store.entries()]).toEqual([["b", game]]);
    expect(galaxy.log.messages("warn")[0]).toMatch(/dropped 1 entry .*"a": .*title: .*string/);
  });

  it("of an older version is migrated step by step", async () => {
    const cache = {
      "store/offers/a": entry("Moth", 1),
      "store/offers/b": entry({ name: "Tide" }, 2),
      "store/offers/c": entry(game, 3),
    };
    const options = {
      version: 3,
      migrate: { 1: (name: unknown) => ({ name }), 2: (old: unknown) => ({ title: (old as { name: string }).name }) },
    };
    const { galaxy, store } = await start(options, { cache });
    expect(Object.fromEntries(store.entries())).toEqual({ a: { title: "Moth" }, b: { title: "Tide" }, c: game });
    await galaxy.clock.advance("1s");
    expect(galaxy.pushedCache!["store/offers/a"]).toBe(entry({ title: "Moth" }, 3));
  });

  it("whose migration throws is dropped alone", async () => {
    const migrate = { 1: (old: unknown) => ({ title: (old as string).toUpperCase() }) };
    const cache = { "store/offers/a": entry(5), "store/offers/b": entry("tide") };
    const { galaxy, store } = await start({ version: 2, migrate }, { cache });
    expect([...store.entries()]).toEqual([["b", { title: "TIDE" }]]);
    expect(galaxy.log.messages("warn")[0]).toMatch(/"a": .*toUpperCase/);
  });

  it("of a newer version stays as it is after a downgrade, and is not read", async () => {
    const future = entry({ name: "of version 9" }, 9);
    const { galaxy, store } = await start({}, { cache: { "store/offers/a": future } });
    expect(store.get("a")).toBeUndefined();
    expect(store.size).toBe(0);
    expect(store.state.fromTheFuture).toBe(1);
    store.clear();
    store.set("b", game);
    await galaxy.clock.advance("1s");
    expect(galaxy.pushedCache!["store/offers/a"]).toBe(future);
    expect(galaxy.log.messages("warn")).toEqual([]);
  });

  it("is forgotten after its time to live, also one that was set while the clock was years ahead", async () => {
    const cache = { "store/offers/ahead": entry(game, 1, Date.UTC(2040, 0, 1)) };
    const { galaxy, store } = await start({ ttl: "90d" }, { cache });
    store.set("a", game);
    await galaxy.clock.advance("24d");
    expect([...store.entries()]).toEqual([["a", game]]);
    for (let month = 0; month < 3; month++) await galaxy.clock.advance("24d");
    expect(store.get("a")).toBeUndefined();
    expect(store.size).toBe(0);
  });

  it("that was not used for the longest time makes room", async () => {
    const cache = { "store/offers/old": entry(game, 1, 1), "store/offers/older": entry(game, 1, 0) };
    const { store } = await start({ maxEntries: 3 }, { cache });
    store.set("a", game);
    store.get("old");
    store.set("b", game);
    store.set("c", game);
    expect([...store.entries()].map(([key]) => key)).toEqual(["old", "b", "c"]);
  });
});

describe("a value", () => {
  const store = memoryStore<unknown>();

  it.each([
    [new Date(0), "it is a Date"],
    [{ when: [new Date(0)] }, ".when[0] is a Date"],
    [{ games: new Map() }, ".games is a Map"],
    [{ price: NaN }, ".price is NaN"],
    [{ size: 5n }, ".size is a bigint"],
    [[undefined], "[0] is undefined"],
    [undefined, "it is undefined"],
    [{ call: () => 1 }, ".call is a function"],
    [new (class Game {})(), "it is a Game"],
  ])(
    "that JSON would lose is refused when it is set, not missing after a restart (ea 2.0.5: it could not be serialized): %p",
    (value, reason) => {
      expect(() => store.set("key", value)).toThrow(InvalidValueError);
      expect(() => store.set("key", value)).toThrow(
        `"key" in the store "in memory" would not survive as JSON: ${reason}.`,
      );
    },
  );

  it("that contains itself is refused", () => {
    const loop: Record<string, unknown> = {};
    loop["self"] = { loop };
    expect(() => store.set("key", loop)).toThrow(".self.loop is part of itself");
  });

  it("of another realm is fine, and so is one without a prototype", () => {
    store.set("key", Object.assign(Object.create(null), { deep: JSON.parse("[1]") }));
    expect(store.get("key")).toEqual({ deep: [1] });
  });

  it("that does not fit the schema is refused with the path", async () => {
    const { store: offers } = await start();
    expect(() => offers.set("a", { title: 5 } as never)).toThrow(
      /"a" in the store "offers" does not fit its schema: title: /,
    );
    expect(offers.has("a")).toBe(false);
  });
});

describe("a store on the disk", () => {
  const path = () => join(dataFolder, "data", "store-offers.jsonl");
  const disk = { where: "disk" } as const;

  it("survives what GALAXY deletes when the user disconnects, and can be used in a constructor", async () => {
    const { galaxy, store } = await start(disk, { handshake: false });
    store.set("a", game);
    await galaxy.close();
    const next = await start(disk, { handshake: false });
    expect(next.store.get("a")).toEqual(game);
    expect(next.store.location).toBe(`${path()}; deleted only by hand`);
  });

  it("loses the damaged lines of its file, and nothing else", async () => {
    await mkdir(join(dataFolder, "data"));
    await writeFile(path(), `{"key":"a","entry":${entry(game)}}\n{"key":"b","ent\n\0\0\0\n{"key":5,"entry":1}\n`);
    await appendFile(path(), `{"key":"c","entry":${entry(game)}}\n`);
    const { galaxy, store } = await start(disk);
    expect([...store.entries()].map(([key]) => key)).toEqual(["a", "c"]);
    expect(galaxy.log.messages("warn")).toEqual([`3 damaged lines of ${path()} were ignored`]);
  });

  it("keeps what a second process has set", async () => {
    const first = await start(disk);
    const second = await start(disk);
    first.store.set("both", { title: "first" });
    first.store.set("a", game);
    second.store.set("both", { title: "second" });
    second.store.set("b", game);
    await first.galaxy.close();
    await second.galaxy.close();
    const { store } = await start(disk);
    expect(Object.fromEntries(store.entries())).toEqual({ a: game, b: game, both: { title: "second" } });
  });

  it("keeps what is set while it is being saved", async () => {
    const { galaxy, store } = await start(disk);
    store.set("a", { title: "0" });
    const advanced = galaxy.clock.advance("1s");
    let number = 0;
    while (store.state.savedAt === undefined) {
      number += 1;
      store.set("a", { title: String(number) });
      await new Promise((resolve) => setImmediate(resolve));
      expect(store.get("a")).toEqual({ title: String(number) });
    }
    await advanced;
    await galaxy.close();
    const again = await start(disk);
    expect(again.store.get("a")).toEqual({ title: String(number) });
  });

  it("keeps everything in memory while the file cannot be written, and says so once", async () => {
    await mkdir(path(), { recursive: true });
    const { galaxy, store } = await start(disk);
    store.set("a", game);
    const warnings = () => galaxy.log.messages("warn").filter((message) => message.includes("cannot be saved"));
    while (warnings().length === 0) await galaxy.clock.advance("1s");
    await galaxy.clock.advance("30s");
    expect(warnings()).toHaveLength(1);
    await rm(path(), { recursive: true });
    while (!store.state.isSaved) await galaxy.clock.advance("1s");
    expect(galaxy.log.messages("info")).toContain(`${path()} can be saved again`);
    expect(await readFile(path(), "utf8")).toContain("Moth");
  });

  it("is whole after a kill in the middle of saving", async () => {
    const script = fileURLToPath(new URL("fixtures/use-store.mjs", import.meta.url));
    const child = spawn(process.execPath, [script, dataFolder], { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "exit");
    const lines = (await readFile(join(dataFolder, "data", "store-killed.jsonl"), "utf8")).trim().split("\n");
    expect(lines.length).toBeGreaterThanOrEqual(20);
    expect(lines.map((line) => (JSON.parse(line) as { entry: { d: string } }).entry.d.length)).toEqual(
      lines.map(() => 10_000),
    );
  });
});

describe("an integration does not start", () => {
  async function mistakes(...services: Class[]): Promise<string[]> {
    const error = await startTestPlugin(pluginWith(...services)).catch((thrown: unknown) => thrown);
    return (error as PluginDefinitionError).diagnostics.map(
      ({ code, subject, message }) => `${code} ${subject} ${message}`,
    );
  }

  it("if two classes have a store of the same name: they would overwrite each other", async () => {
    @Service()
    class Owned {
      constructor(@Persisted("games", { schema: Offer }) readonly store: Store<Offer>) {}
    }
    @Service()
    class Played {
      constructor(@Persisted("Games", { schema: Offer, where: "disk" }) readonly store: Store<Offer>) {}
    }
    expect(await mistakes(Owned, Played)).toEqual([
      'duplicate-name Played constructor parameter #0 (store) is the store "games", which Owned already has',
    ]);
  });

  it("if an option of a store is wrong: everything at once", async () => {
    @Service()
    class Wrong {
      constructor(
        @Persisted("a/b", { schema: z.string().refine(async () => true), ttl: "forever" as never, maxEntries: 0 })
        readonly a: Store<string>,
        @Persisted("b", { schema: Offer, version: 3, migrate: { 1: () => game } }) readonly b: Store<Offer>,
        @Persisted("c", { schema: Offer, version: 1, migrate: { 1: () => game } }) readonly c: Store<Offer>,
        @Persisted("d", { schema: {} as typeof Offer, version: 1.5 }) readonly d: Store<Offer>,
      ) {}
    }
    expect((await mistakes(Wrong)).sort()).toEqual([
      expect.stringContaining('@Persisted("a/b"): "forever" is not a duration'),
      expect.stringContaining('@Persisted("a/b"): maxEntries must be a positive integer, but found 0'),
      expect.stringContaining('@Persisted("a/b"): the name is part of file names'),
      expect.stringContaining('@Persisted("a/b"): the schema is asynchronous'),
      expect.stringContaining('@Persisted("b"): migrate has a step for version 1, but none for version 2'),
      expect.stringContaining('@Persisted("c"): migrate has a step for version 1, but the version is 1'),
      expect.stringContaining('@Persisted("d"): schema is not a Standard Schema'),
      expect.stringContaining('@Persisted("d"): version must be a positive integer, but found 1.5'),
    ]);
  });

  it("unless a schema hides that it is asynchronous: then set() says so", async () => {
    const Hidden = z.object({ title: z.string() }).refine(async () => true);
    @Service()
    class Owner {
      constructor(@Persisted("hidden", { schema: Hidden }) readonly store: Store<{ title: string }>) {}
    }
    const galaxy = await startTestPlugin(pluginWith(Owner));
    running.push(galaxy);
    expect(() => galaxy.get(Owner).store.set("a", game)).toThrow(
      /"a" in the store "hidden" has an asynchronous schema/,
    );
  });
});
