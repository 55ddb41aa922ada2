import {
  Authenticate,
  CredentialStore,
  GalaxyPlugin,
  NotReadyError,
  OnHandshake,
  PersistentCache,
  Platform,
  Service,
} from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration, Login, pluginOf } from "../support/author.js";
import { notification, response, startRig } from "../support/rig.js";

const start = async (cache = {}) => {
  const rig = await startRig(integration({}), { cache });
  return { rig, cache: rig.plugin.resolve(PersistentCache) };
};

describe("PersistentCache", () => {
  it("contains the client's values", async () => {
    const { cache } = await start({ text: "a", number: 0, nothing: null, list: [1], "": "empty key" });
    expect(cache.keys()).toEqual(["text", "number", "nothing", "list", ""]);
    expect(cache.get("text")).toBe("a");
    expect(cache.get("number")).toBe(0);
    expect(cache.get("nothing")).toBeNull();
    expect(cache.get("list")).toEqual([1]);
    expect(cache.get("")).toBe("empty key");
    expect(cache.has("nothing")).toBe(true);
    expect(cache.has("other")).toBe(false);
    expect(cache.get("other")).toBeUndefined();
  });

  it("pushes all values, and only when called", async () => {
    const { rig, cache } = await start({ kept: "a", gone: "b" });
    cache.set("new", ["c", { d: null }]);
    cache.set("kept", "changed");
    cache.delete("gone");
    await rig.settled();
    expect(rig.take()).toEqual([]);
    cache.push();
    await rig.settled();
    expect(rig.take()).toEqual([notification("push_cache", { data: { kept: "changed", new: ["c", { d: null }] } })]);
    cache.clear();
    cache.push();
    await rig.settled();
    expect(rig.take()).toEqual([notification("push_cache", { data: {} })]);
    expect(cache.keys()).toEqual([]);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "handles the key %s like any other",
    async (key) => {
      const empty = await start();
      expect(empty.cache.has(key)).toBe(false);
      expect(empty.cache.get(key)).toBeUndefined();
      empty.cache.set(key, { polluted: true });
      empty.cache.push();
      await empty.rig.settled();
      expect(empty.rig.wire.lines.at(-1)).toBe(
        `{"jsonrpc":"2.0","method":"push_cache","params":{"data":{"${key}":{"polluted":true}}}}`,
      );
      expect(({} as { polluted?: true }).polluted).toBeUndefined();

      const kept = await start(JSON.parse(`{"${key}": "kept"}`));
      expect(kept.cache.get(key)).toBe("kept");
    },
  );

  it("reserves the credentials key for the framework", async () => {
    const { rig, cache } = await start({ credentials: { token: "t0k3n" }, mine: 1 });
    expect(cache.keys()).toEqual(["mine"]);
    expect(cache.get("credentials")).toBeUndefined();
    expect(() => {
      cache.set("credentials", "x");
    }).toThrow(
      new RangeError('The key "credentials" is reserved: save credentials with GalaxyClient.storeCredentials().'),
    );
    cache.delete("credentials");
    cache.clear();
    cache.push();
    await rig.settled();
    expect(rig.take()).toEqual([notification("push_cache", { data: { credentials: { token: "t0k3n" } } })]);
  });

  it("refuses a key that is not a string, which GALAXY would turn into one", async () => {
    const { cache } = await start({});
    expect(() => {
      cache.set(7 as never, "x");
    }).toThrow(
      /^PersistentCache.set\(\) needs a string as the key, but found the number 7: .* Call cache.set\(String\(…\), …\)\.$/,
    );
    expect(cache.keys()).toEqual([]);
  });

  it("is replaced if the client sends its cache again", async () => {
    const { rig, cache } = await start({ old: 1 });
    await rig.request("initialize_cache", { data: { new: 2 } });
    expect(cache.keys()).toEqual(["new"]);
  });
});

describe("before the handshake", () => {
  it.each<[name: string, use: (cache: PersistentCache) => unknown]>([
    ["get", (cache) => cache.get("a")],
    ["has", (cache) => cache.has("a")],
    ["keys", (cache) => cache.keys()],
    [
      "set",
      (cache) => {
        cache.set("a", 1);
      },
    ],
    [
      "delete",
      (cache) => {
        cache.delete("a");
      },
    ],
    [
      "clear",
      (cache) => {
        cache.clear();
      },
    ],
    [
      "push",
      (cache) => {
        cache.push();
      },
    ],
  ])("PersistentCache.%s is not ready", async (_, use) => {
    const rig = await startRig(integration({}), { handshake: false });
    const cache = rig.plugin.resolve(PersistentCache);
    expect(() => use(cache)).toThrow(NotReadyError);
    expect(() => use(cache)).toThrow(
      "The persistent cache is available only after the handshake: use it in @OnHandshake() or later, not in a constructor.",
    );
    await rig.handshake();
    expect(rig.take()).toHaveLength(2);
    expect(() => use(cache)).not.toThrow();
  });

  it("cache and credentials cannot be used in a constructor, but in @OnHandshake()", async () => {
    const problems: unknown[] = [];
    const attempt = (use: () => unknown): void => {
      try {
        use();
      } catch (error) {
        problems.push(error);
      }
    };
    const seen: unknown[] = [];
    @Service()
    class Eager {
      constructor(
        private readonly cache: PersistentCache,
        private readonly credentials: CredentialStore,
      ) {
        attempt(() => cache.get("a"));
        attempt(() => credentials.current);
      }
      @OnHandshake()
      greet() {
        seen.push(this.cache.get("a"), this.credentials.current);
      }
    }
    await startRig(pluginOf([Eager, Login]), { cache: { a: 1, credentials: { token: "t0k3n" } } });
    expect(problems).toMatchObject([{ name: "NotReadyError" }, { name: "NotReadyError" }]);
    expect(seen).toEqual([1, { token: "t0k3n" }]);
  });
});

describe("two runs of one integration in a process", () => {
  it("have separate caches", async () => {
    @GalaxyPlugin({ platform: Platform.Test })
    class Plugin {
      @Authenticate()
      login() {
        return { userId: "1", userName: "n" };
      }
    }
    const [first, second] = [await startRig(Plugin, { cache: { a: 1 } }), await startRig(Plugin)];
    first.plugin.resolve(PersistentCache).push();
    second.plugin.resolve(PersistentCache).push();
    await first.settled();
    expect(first.take()).toEqual([notification("push_cache", { data: { a: 1 } })]);
    expect(second.take()).toEqual([notification("push_cache", { data: {} })]);
    expect(await second.request("ping")).toEqual({ result: null });
    expect(second.take()).toEqual([response("100", null)]);
  });
});
