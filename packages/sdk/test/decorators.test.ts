import { fileURLToPath } from "node:url";
import { describe, expect, jest, test } from "@jest/globals";
import * as sdk from "../src/index.js";
import {
  Connection,
  Achievements,
  Every,
  GalaxyPlugin,
  Inject,
  LaunchGame,
  OnlyOn,
  OnTick,
  OwnedGames,
  Platform,
  Service,
  token,
  UninstallGame,
} from "../src/index.js";
import { isInjectable, type MethodRecord, ownMethodRecords, pluginOptionsOf, systemsOf } from "../src/internal.js";

type AnyDecorator = (target: object, method: string, descriptor: PropertyDescriptor) => void;

/** The records of a new class whose one method, `method`, carries a decorator. */
function recordsOf(decorator: unknown): Omit<MethodRecord, "site">[] {
  class Plugin {
    method() {}
  }
  (decorator as AnyDecorator)(
    Plugin.prototype,
    "method",
    Object.getOwnPropertyDescriptor(Plugin.prototype, "method") as PropertyDescriptor,
  );
  return ownMethodRecords(Plugin).map(({ site: _site, ...record }) => record);
}

describe("decorators of handlers", () => {
  test.each([
    ["Authenticate", "initAuthentication"],
    ["PassLoginCredentials", "passLoginCredentials"],
    ["OwnedGames", "importOwnedGames"],
    ["LocalGames", "importLocalGames"],
    ["Subscriptions", "importSubscriptions"],
    ["Friends", "importFriends"],
    ["LaunchGame", "launchGame"],
    ["InstallGame", "installGame"],
    ["UninstallGame", "uninstallGame"],
    ["LaunchPlatformClient", "launchPlatformClient"],
    ["ShutdownPlatformClient", "shutdownPlatformClient"],
    ["Rooms", "importRooms"],
    ["SendMessage", "sendMessage"],
    ["MarkAsRead", "markAsRead"],
    ["RoomHistoryFromMessage", "importRoomHistoryFromMessage"],
    ["RoomHistoryFromTimestamp", "importRoomHistoryFromTimestamp"],
    ["Users", "importUserInfos"],
  ])("@%s() handles %s", (name, call) => {
    const decorator = (sdk as unknown as Record<string, () => unknown>)[name]?.();
    expect(recordsOf(decorator)).toStrictEqual([{ role: "handler", call, method: "method", decorator: `@${name}()` }]);
  });

  test.each(["OwnedGames", "LocalGames", "Subscriptions", "Friends"])("@%s({ after }) waits", (name) => {
    const decorator = (sdk as unknown as Record<string, (options: object) => unknown>)[name]?.({
      after: "authentication",
    });
    expect(recordsOf(decorator)).toMatchObject([{ role: "handler", after: "authentication" }]);
  });
});

test("a decorator that is compiled as a standard one names the options of the compiler", () => {
  const decorate = OwnedGames() as unknown as (method: () => void, context: object) => void;
  expect(() => {
    decorate(() => undefined, { kind: "method", name: "owned" });
  }).toThrow(
    '@OwnedGames() was compiled as a standard decorator: set "experimentalDecorators" and "emitDecoratorMetadata" in tsconfig.json, and compile with tsc.',
  );
});

describe("decorators of imports", () => {
  const kinds = [
    ["Achievements", "achievements"],
    ["GameTimes", "gameTimes"],
    ["LibrarySettings", "librarySettings"],
    ["OSCompatibilities", "osCompatibilities"],
    ["LocalSizes", "localSizes"],
    ["UserPresences", "userPresences"],
    ["SubscriptionGames", "subscriptionGames"],
  ] as const;
  const make = (name: string, options?: object) =>
    (sdk as unknown as Record<string, (options?: object) => unknown>)[name]?.(options);

  test.each(kinds)("@%s() imports %s one id at a time", (name, kind) => {
    expect(recordsOf(make(name))).toEqual([
      { role: "import", kind, batched: false, method: "method", decorator: `@${name}()` },
    ]);
  });

  test.each(kinds)("@%s({ batched: false }) imports %s one id at a time", (name, kind) => {
    expect(recordsOf(make(name, { batched: false }))).toMatchObject([{ kind, batched: false }]);
  });

  test.each(kinds)("@%s({ concurrency }) limits how many calls for %s run at the same time", (name, _kind) => {
    expect(recordsOf(make(name, { concurrency: 5 }))).toMatchObject([{ batched: false, concurrency: 5 }]);
  });

  test.each(kinds)("@%s({ batched: true }) imports %s with one call", (name, kind) => {
    expect(recordsOf(make(name, { batched: true }))).toEqual([
      { role: "import", kind, batched: true, method: "method", decorator: `@${name}({ batched: true })` },
    ]);
  });

  test.each(kinds)("@ImportContext for %s prepares %s", (_name, kind) => {
    expect(recordsOf(sdk.ImportContext(kind))).toStrictEqual([
      { role: "importContext", kind, method: "method", decorator: `@ImportContext("${kind}")` },
    ]);
  });

  test.each(kinds)("@ImportComplete for %s cleans up after %s", (_name, kind) => {
    expect(recordsOf(sdk.ImportComplete(kind))).toStrictEqual([
      { role: "importComplete", kind, method: "method", decorator: `@ImportComplete("${kind}")` },
    ]);
  });
});

describe("decorators of the lifecycle", () => {
  test.each([
    ["OnHandshake", "handshake"],
    ["OnTick", "tick"],
    ["OnShutdown", "shutdown"],
  ])("@%s() has the role %s", (name, role) => {
    const decorator = (sdk as unknown as Record<string, () => unknown>)[name]?.();
    expect(recordsOf(decorator)).toStrictEqual([{ role, method: "method", decorator: `@${name}()` }]);
  });

  test("@Every records its interval and starts after the handshake", () => {
    expect(recordsOf(Every("10m"))).toStrictEqual([
      { role: "schedule", interval: "10m", after: "handshake", method: "method", decorator: '@Every("10m")' },
    ]);
  });

  test("@Every can start after another milestone", () => {
    expect(recordsOf(Every("1s", { after: "ownedGames" }))).toMatchObject([{ after: "ownedGames" }]);
  });

  test("@Connection starts after the login", () => {
    expect(recordsOf(Connection())).toStrictEqual([
      { role: "connection", after: "authentication", method: "method", decorator: "@Connection()" },
    ]);
    expect(recordsOf(Connection({ after: "handshake", connectWithin: "5s" }))).toMatchObject([
      { after: "handshake", connectWithin: "5s" },
    ]);
  });

  test.each(["10x", "-5s", "0s", "25d", ""])(
    "@Every(%j) is recorded unchanged, because all problems are reported together at startup",
    (interval) => {
      expect(recordsOf(Every(interval as never))).toMatchObject([{ role: "schedule", interval }]);
    },
  );
});

describe("@Rpc", () => {
  test("records the name on the wire", () => {
    expect(recordsOf(sdk.Rpc("verify_game"))).toEqual([
      { role: "rpc", rpcMethod: "verify_game", method: "method", decorator: '@Rpc("verify_game")' },
    ]);
  });

  test("records the feature", () => {
    expect(recordsOf(sdk.Rpc("verify_game", { feature: "VerifyGame" }))).toMatchObject([{ feature: "VerifyGame" }]);
  });
});

describe("the records of a class", () => {
  test("include each decorated method", () => {
    class Plugin {
      @LaunchGame()
      launch() {}

      @UninstallGame()
      uninstall() {}

      plain() {}
    }
    expect(ownMethodRecords(Plugin).map(({ method, decorator }) => [method, decorator])).toStrictEqual([
      ["launch", "@LaunchGame()"],
      ["uninstall", "@UninstallGame()"],
    ]);
  });

  test("include each decorator of a method", () => {
    class Plugin {
      @LaunchGame()
      @UninstallGame()
      both() {}
    }
    expect(
      ownMethodRecords(Plugin)
        .map(({ decorator }) => decorator)
        .sort(),
    ).toStrictEqual(["@LaunchGame()", "@UninstallGame()"]);
  });

  test("include both of two conflicting methods, so that an error can name them", () => {
    class Plugin {
      @LaunchGame()
      first() {}

      @LaunchGame()
      second() {}
    }
    expect(ownMethodRecords(Plugin).map(({ method }) => method)).toStrictEqual(["first", "second"]);
  });

  test("keep the symbol that names a method", () => {
    const secret = Symbol("secret");
    class Plugin {
      @LaunchGame()
      [secret]() {}
    }
    expect(ownMethodRecords(Plugin).map(({ method }) => method)).toStrictEqual([secret]);
  });

  test("do not change the method", () => {
    class Plugin {
      @OwnedGames()
      owned() {
        return [];
      }
    }
    expect(new Plugin().owned()).toStrictEqual([]);
  });

  test("are empty for a class without decorators", () => {
    expect(ownMethodRecords(class {})).toStrictEqual([]);
  });

  test("contain the place of a decorator", () => {
    const [, here] = /decorators\.test\.ts:(\d+):/.exec(new Error().stack ?? "") ?? [];
    class Plugin {
      @LaunchGame()
      launch() {}
    }
    expect(ownMethodRecords(Plugin)[0]?.site.place).toStrictEqual({
      file: fileURLToPath(import.meta.url),
      line: Number(here) + 3,
      column: expect.any(Number),
    });
  });

  test("contain no place for a decorator that was called as a function", () => {
    class Plugin {
      launch() {}
    }
    LaunchGame()(Plugin.prototype, "launch", { value: () => undefined });
    expect(ownMethodRecords(Plugin)[0]?.site.place).toBeUndefined();
  });
});

describe("inheritance", () => {
  class Base {
    @LaunchGame()
    launch() {}

    @OnlyOn("win32")
    @UninstallGame()
    uninstall() {}
  }

  class Child extends Base {
    @OwnedGames()
    owned() {
      return [];
    }

    @LaunchGame()
    override launch() {}
  }

  class Sibling extends Base {
    override launch() {}

    @OnlyOn("linux", "darwin")
    override uninstall() {}
  }

  const methodsOf = (target: typeof Base) => ownMethodRecords(target).map(({ method }) => method);

  test("a subclass has only its own records", () => {
    expect(methodsOf(Child)).toStrictEqual(["owned", "launch"]);
  });

  test("a subclass does not change its base class", () => {
    expect(methodsOf(Base)).toStrictEqual(["launch", "uninstall"]);
  });

  test("a subclass without decorators has no records", () => {
    expect(methodsOf(Sibling)).toStrictEqual([]);
  });

  test("records do not change after they were read", () => {
    class Late {
      one() {}
      two() {}
    }
    LaunchGame()(Late.prototype, "one", { value: () => undefined });
    const before = ownMethodRecords(Late);
    LaunchGame()(Late.prototype, "two", { value: () => undefined });
    expect([before.length, ownMethodRecords(Late).length]).toStrictEqual([1, 2]);
  });

  test("a subclass inherits the operating systems of a method", () => {
    expect(systemsOf(Child, "uninstall")).toStrictEqual(["win32"]);
  });

  test("a subclass can choose other operating systems", () => {
    expect(systemsOf(Sibling, "uninstall")).toStrictEqual(["linux", "darwin"]);
  });

  test("a subclass with other operating systems does not change its base class", () => {
    expect(systemsOf(Base, "uninstall")).toStrictEqual(["win32"]);
  });

  test("a method without @OnlyOn is not limited", () => {
    expect(systemsOf(Base, "launch")).toBeUndefined();
  });

  test("@OnlyOn alone adds no record", () => {
    class Plugin {
      @OnlyOn("win32")
      plain() {}
    }
    expect(ownMethodRecords(Plugin)).toStrictEqual([]);
  });

  test("the order of @OnlyOn and its decorator does not matter", () => {
    class Plugin {
      @LaunchGame()
      @OnlyOn("win32")
      launch() {}
    }
    expect([systemsOf(Plugin, "launch"), ownMethodRecords(Plugin).length]).toStrictEqual([["win32"], 1]);
  });
});

describe("@GalaxyPlugin", () => {
  const options = { platform: Platform.Test, services: [], logLevel: "debug" } as const;

  @GalaxyPlugin(options)
  class Plugin {}

  class Subclass extends Plugin {}

  test("records its options", () => {
    expect(pluginOptionsOf(Plugin)).toBe(options);
  });

  test("does not apply to a subclass", () => {
    expect(pluginOptionsOf(Subclass)).toBeUndefined();
  });

  test("does not apply to other classes", () => {
    expect(pluginOptionsOf(class {})).toBeUndefined();
  });

  test("makes the class injectable", () => {
    expect(isInjectable(Plugin)).toBe(true);
  });

  test("does not change the class", () => {
    expect(new Plugin()).toBeInstanceOf(Plugin);
  });

  test("works on a class with decorated methods", () => {
    @GalaxyPlugin(options)
    class Both {
      @OnTick()
      tick() {}
    }
    expect(ownMethodRecords(Both)).toHaveLength(1);
  });
});

describe("@Service", () => {
  @Service()
  class Backend {}

  @Service()
  class Library {
    constructor(readonly backend: Backend) {}

    @Achievements()
    achievements() {
      return [];
    }
  }

  class Undecorated extends Library {}

  test("makes a class injectable", () => {
    expect(isInjectable(Backend)).toBe(true);
  });

  test("does not make a subclass injectable", () => {
    expect(isInjectable(Undecorated)).toBe(false);
  });

  test("does not turn a class into a plugin", () => {
    expect(pluginOptionsOf(Library)).toBeUndefined();
  });

  test("makes the classes of constructor parameters available at run time", () => {
    expect(Reflect.getMetadata("design:paramtypes", Library)).toStrictEqual([Backend]);
  });
});

describe("token", () => {
  test("has a description", () => {
    expect(token<string>("API_URL").description).toBe("API_URL");
  });

  test("is unique", () => {
    expect(token<string>("API_URL")).not.toBe(token<string>("API_URL"));
  });
});

describe("@Inject", () => {
  const API_URL = token<string>("API_URL");

  @Service()
  class Backend {
    constructor(
      readonly clock: sdk.Clock,
      @Inject(API_URL) readonly url: string,
    ) {}
  }

  test("resolves the value provided for a token", async () => {
    const { container } = await import("tsyringe");
    const child = container.createChildContainer();
    child.register(API_URL, { useValue: "https://shop.example" });
    child.register(sdk.Clock as never, { useValue: "clock" as never });
    expect(child.resolve(Backend)).toMatchObject({ clock: "clock", url: "https://shop.example" });
  });
});

describe("metadata of two copies of the package", () => {
  test("is shared", async () => {
    class Plugin {
      @LaunchGame()
      launch() {}
    }
    jest.resetModules();
    const copy = await import("../src/internal.js");
    expect(copy.ownMethodRecords).not.toBe(ownMethodRecords);
    expect(copy.ownMethodRecords(Plugin).map(({ method }) => method)).toStrictEqual(["launch"]);
  });
});
