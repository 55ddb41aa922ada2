import {
  Authenticate,
  CredentialStore,
  GalaxyClient,
  LoggedInUser,
  type LoginResult,
  NotReadyError,
  openLoginWindow,
  PersistentCache,
} from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { integration } from "../support/author.js";
import { notification, type Rig, startRig } from "../support/rig.js";

const parts = (rig: Rig) => ({
  store: rig.plugin.resolve(CredentialStore),
  galaxy: rig.plugin.resolve(GalaxyClient),
  cache: rig.plugin.resolve(PersistentCache),
});

const authenticate = (stored: object) => (rig: Rig) =>
  rig.request("init_authentication", { stored_credentials: stored }).then(() => undefined);

describe("a push of the cache includes the credentials", () => {
  const rows: readonly {
    readonly how: string;
    readonly cache?: object;
    readonly learn: (rig: Rig) => unknown;
    readonly credentials: object | undefined;
  }[] = [
    { how: "only if there are any", learn: () => undefined, credentials: undefined },
    {
      how: "stored by GalaxyClient",
      learn: (rig) => {
        parts(rig).galaxy.storeCredentials({ token: "one" });
      },
      credentials: { token: "one" },
    },
    {
      how: "stored by CredentialStore",
      learn: (rig) => {
        parts(rig).store.save({ token: "one" });
      },
      credentials: { token: "one" },
    },
    { how: "stored by the client", learn: authenticate({ token: "two" }), credentials: { token: "two" } },
    {
      how: "from the cache",
      cache: { credentials: { token: "three" } },
      learn: () => undefined,
      credentials: { token: "three" },
    },
    {
      how: "stored last",
      cache: { credentials: { token: "three" } },
      learn: async (rig) => {
        await authenticate({ token: "two" })(rig);
        parts(rig).galaxy.storeCredentials({ token: "one" });
        parts(rig).galaxy.storeCredentials({ token: "four" });
      },
      credentials: { token: "four" },
    },
    {
      how: "from the cache, if the client sends none at login",
      cache: { credentials: { token: "three" } },
      learn: (rig) => rig.request("init_authentication"),
      credentials: { token: "three" },
    },
    {
      how: "known earlier, if the client sends its cache again without any",
      learn: async (rig) => {
        parts(rig).store.save({ token: "one" });
        await rig.request("initialize_cache", { data: { a: 1 } });
        await rig.clock.advance("50ms");
      },
      credentials: { token: "one" },
    },
  ];

  it.each(rows)("$how", async ({ cache = {}, learn, credentials }) => {
    const rig = await startRig(integration({}), { cache: { a: 1, ...cache } });
    await learn(rig);
    await rig.settled();
    rig.take();
    parts(rig).cache.push();
    await rig.settled();
    expect(rig.take()).toEqual([notification("push_cache", { data: { a: 1, ...(credentials && { credentials }) } })]);
    expect(parts(rig).store.current).toEqual(credentials);
  });
});

describe("LoggedInUser", () => {
  it("is known from the login on, and is another one after the next login", async () => {
    let login: LoginResult = openLoginWindow({
      windowTitle: "Shop",
      windowWidth: 400,
      windowHeight: 300,
      startUri: "https://shop.example",
      endUriRegex: ".",
    });
    const rig = await startRig(integration({ login: [Authenticate(), () => login] }));
    const user = rig.plugin.resolve(LoggedInUser);
    const logIn = async (result: LoginResult) => {
      login = result;
      await rig.request("init_authentication", {});
      return [user.id, user.name];
    };
    expect(await logIn(login)).toEqual([undefined, undefined]);
    expect(await logIn({ userId: "1", userName: "Ada" })).toEqual(["1", "Ada"]);
    expect(await logIn({ userId: "2", userName: "Cleo" })).toEqual(["2", "Cleo"]);
  });
});

describe("CredentialStore", () => {
  it("is not ready before the handshake", async () => {
    const rig = await startRig(integration({}), { handshake: false });
    expect(() => parts(rig).store.current).toThrow(
      "Credentials are available only after the handshake: read them in @Authenticate() or @OnHandshake(), not in a constructor.",
    );
  });

  it("saves nothing before the handshake", async () => {
    const rig = await startRig(integration({}), { handshake: false });
    const { store } = parts(rig);
    expect(() => {
      store.save({ token: "early" });
    }).toThrow(NotReadyError);
    expect(() => {
      store.save({ token: "early" });
    }).toThrow(
      "Credentials can be saved only after the handshake: save them in @Authenticate() or later, not in a constructor.",
    );
    await rig.handshake({ credentials: { token: "three" } });
    expect(rig.take()).toHaveLength(2);
    expect(store.current).toEqual({ token: "three" });
    store.save({ token: "late" });
    expect(store.current).toEqual({ token: "late" });
  });

  it("keeps credentials that GalaxyClient stored before the handshake, with a warning, even if the cache contains others", async () => {
    const rig = await startRig(integration({}), { handshake: false });
    const { store, galaxy, cache } = parts(rig);
    galaxy.storeCredentials({ token: "early" });
    await rig.settled();
    expect(rig.take()).toEqual([notification("store_credentials", { token: "early" })]);
    expect(rig.warnings).toEqual([
      "A notification was sent before the handshake, so GALAXY drops it. Send it in @OnHandshake() or later.",
    ]);
    expect(() => store.current).toThrow(NotReadyError);
    await rig.handshake({ credentials: { token: "three" } });
    expect(store.current).toEqual({ token: "early" });
    rig.take();
    cache.push();
    await rig.settled();
    expect(rig.take()).toEqual([notification("push_cache", { data: { credentials: { token: "early" } } })]);
  });

  it("sends the exact line on save", async () => {
    const rig = await startRig(integration({}));
    parts(rig).store.save({ token: "t" });
    await rig.settled();
    expect(rig.take()).toEqual([notification("store_credentials", { token: "t" })]);
  });

  it("already contains the credentials that @Authenticate() receives", async () => {
    const login = jest.fn(() => {
      seen.push(parts(rig).store.current);
      return { userId: "1", userName: "n" };
    });
    const seen: unknown[] = [];
    const rig = await startRig(integration({ login: [Authenticate(), login] }));
    await rig.request("init_authentication", { stored_credentials: { token: "two" } });
    await rig.request("init_authentication");
    expect(seen).toEqual([{ token: "two" }, { token: "two" }]);
  });

  it("is not affected by later changes to the saved object", async () => {
    const rig = await startRig(integration({}));
    const { store, cache } = parts(rig);
    const credentials = { token: "one", deep: { list: ["a"] } };
    store.save(credentials);
    credentials.token = "changed";
    credentials.deep.list.push("b");
    (store.current as typeof credentials).deep.list.push("c");
    expect(store.current).toEqual({ token: "one", deep: { list: ["a"] } });
    rig.take();
    cache.push();
    await rig.settled();
    expect(rig.take()).toContainEqual(
      notification("push_cache", { data: { credentials: { token: "one", deep: { list: ["a"] } } } }),
    );
  });

  it("keeps its credentials if saving an invalid value fails", async () => {
    const rig = await startRig(integration({}));
    const { store } = parts(rig);
    store.save({ token: "one" });
    expect(() => {
      store.save([] as never);
    }).toThrow("expected an object, found an array of 0");
    expect(store.current).toEqual({ token: "one" });
  });

  it("leaves a string under the credentials key to the cache", async () => {
    const rig = await startRig(integration({}), { cache: { credentials: "a text" } });
    expect(parts(rig).store.current).toBeUndefined();
    expect(parts(rig).cache.get("credentials")).toBe("a text");
  });
});

describe("credentials that JSON would not preserve", () => {
  const circular: Record<string, unknown> = {};
  circular["self"] = circular;

  it.each([
    {
      credentials: { token: "t", expires: undefined },
      where: ".expires: expected a value that JSON preserves, found nothing",
    },
    { credentials: { expires: new Date(0) }, where: ".expires: expected a value that JSON preserves, found a Date" },
    { credentials: { cookies: [new Map()] }, where: ".cookies[0]: expected a value that JSON preserves, found a Map" },
    {
      credentials: { api: { get: () => 1 } },
      where: ".api.get: expected a value that JSON preserves, found a function",
    },
    { credentials: { id: 5n }, where: ".id: expected a value that JSON preserves, found the bigint 5" },
    { credentials: { id: NaN }, where: ".id: expected a value that JSON preserves, found the number NaN" },
    { credentials: circular, where: ".self: expected a value that JSON preserves, found an object with self" },
    { credentials: new Map(), where: ": expected an object, found a Map" },
  ])("are refused with the path: $where", async ({ credentials, where }) => {
    const rig = await startRig(integration({}));
    const { galaxy, store, cache } = parts(rig);
    for (const save of [() => galaxy.storeCredentials(credentials), () => store.save(credentials)])
      expect(save).toThrow(`credentials${where}`);
    if (!(credentials instanceof Map)) expect(() => cache.set("state", credentials as never)).toThrow(`state${where}`);
    await rig.settled();
    expect(rig.take()).toEqual([]);
  });

  it("but a class with plain members, or with a toJSON() that returns some, is stored", async () => {
    class Token {
      value = "one";
    }
    const rig = await startRig(integration({}));
    parts(rig).galaxy.storeCredentials(new Token());
    parts(rig).galaxy.storeCredentials({ token: { toJSON: () => ({ value: "two" }) } });
    await rig.settled();
    expect(rig.take().map(({ params }) => params)).toEqual([{ value: "one" }, { token: { value: "two" } }]);
  });
});

describe("stored credentials that are not an object", () => {
  it.each(["a text of an older integration", 5, ["a", "b"]])("reach the author as they are: %j", async (stored) => {
    const login = jest.fn(() => ({ userId: "u", userName: "U" }));
    const rig = await startRig(integration({ login: [Authenticate(), login] }), { cache: { credentials: stored } });
    expect(await rig.request("init_authentication", { stored_credentials: stored })).toHaveProperty("result");
    expect(login.mock.calls).toEqual([[stored, expect.any(AbortSignal)]]);
    parts(rig).cache.push();
    await rig.settled();
    expect(rig.take().at(-1)).toEqual(notification("push_cache", { data: { credentials: stored } }));
  });
});
