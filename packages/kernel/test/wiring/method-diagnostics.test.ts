import { renderDiagnostic } from "@galaxy-kit/protocol";
import {
  Connection,
  Achievements,
  Authenticate,
  Every,
  GalaxyPlugin,
  LocalGames,
  ImportComplete,
  ImportContext,
  LaunchGame,
  OnlyOn,
  OnTick,
  OSCompatibilities,
  OwnedGames,
  Platform,
  Rpc,
  Service,
} from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration, Login, type Methods, pluginOf } from "../support/author.js";
import { diagnosticsOf, errorOf, type Finding } from "../support/diagnostics.js";

const nothing = (): undefined => undefined;
const achievements = Achievements() as Methods[string][0];

describe("a value that is not a plugin", () => {
  const notAPlugin = (where: string): Finding => ({
    subject: where,
    message: "not a class with @GalaxyPlugin()",
    remedy: "Pass runPlugin() the class that has @GalaxyPlugin({ platform: Platform.… }).",
  });
  class Plain {}
  @GalaxyPlugin({ platform: Platform.Test, services: [Login] })
  class Plugin {}
  class SubPlugin extends Plugin {}

  it.each([
    { what: "a class without the decorator", plugin: Plain, where: "Plain" },
    { what: "a service", plugin: Login, where: "Login" },
    { what: "a subclass of a plugin, without its own decorator", plugin: SubPlugin, where: "SubPlugin" },
    { what: "nothing", plugin: undefined, where: "nothing" },
    { what: "null", plugin: null, where: "null" },
    { what: "an instance", plugin: new Plugin(), where: "an empty object" },
    { what: "an arrow function", plugin: () => undefined, where: "plugin" },
    { what: "a string", plugin: "Plugin", where: '"Plugin"' },
  ])("is rejected: $what", ({ plugin, where }) => {
    expect(diagnosticsOf(plugin)).toEqual([notAPlugin(where)]);
  });
});

describe("decorated methods are rejected", () => {
  it("without a login", () => {
    @GalaxyPlugin({ platform: Platform.Test })
    class Shop {}
    expect(diagnosticsOf(Shop)).toEqual([
      {
        subject: "Shop",
        message: "no method has @Authenticate(), so GALAXY could never connect",
        remedy: "Add one. If the platform has no accounts, put @NoLogin() on Shop.",
      },
    ]);
  });

  it("with a login that is not for this system", () => {
    const [problem] = diagnosticsOf(integration({ login: [OnlyOn("win32"), Authenticate(), nothing] }));
    expect(problem?.message).toBe("no method has @Authenticate(), so GALAXY could never connect");
  });

  it.each([undefined, "", "Steam", "STEAM", "steam ", 5, null])(
    "for a platform that GALAXY does not know: %j",
    (platform) => {
      const found =
        { undefined: "nothing", null: "null", 5: "the number 5" }[String(platform)] ?? JSON.stringify(platform);
      expect(diagnosticsOf(integration({}, { platform: platform as never }))).toEqual([
        {
          subject: "TestPlugin",
          message: `GALAXY does not know the platform ${found} and would ignore the integration`,
          remedy: "Use a member of Platform, such as @GalaxyPlugin({ platform: Platform.ItchIo }).",
        },
      ]);
    },
  );

  it.each<[what: string, methods: Methods, decorator: string]>([
    ["a request", { one: [OwnedGames(), nothing], two: [OwnedGames(), nothing] }, "@OwnedGames()"],
    ["the login", { login: [Authenticate(), nothing], two: [Authenticate(), nothing] }, "@Authenticate()"],
    ["a command", { one: [LaunchGame(), nothing], two: [LaunchGame(), nothing] }, "@LaunchGame()"],
    [
      "an import, in both forms",
      { one: [achievements, nothing], two: [Achievements({ batched: true }) as never, nothing] },
      "@Achievements({ batched: true })",
    ],
    [
      "the context of an import",
      {
        import: [achievements, nothing],
        one: [ImportContext("achievements"), nothing],
        two: [ImportContext("achievements"), nothing],
      },
      '@ImportContext("achievements")',
    ],
    [
      "the completion of an import",
      {
        import: [achievements, nothing],
        one: [ImportComplete("achievements"), nothing],
        two: [ImportComplete("achievements"), nothing],
      },
      '@ImportComplete("achievements")',
    ],
    [
      "a call of the author's own",
      { one: [Rpc("verify_game"), nothing], two: [Rpc("verify_game"), nothing] },
      '@Rpc("verify_game")',
    ],
  ])("if there are two for %s", (_, methods, decorator) => {
    const first = "login" in methods ? "login" : "one";
    expect(diagnosticsOf(integration(methods))).toEqual([
      {
        subject: "Author.two",
        message: `${decorator} is already on Author.${first}`,
        remedy: `Keep one of them and remove ${decorator} from the other.`,
      },
    ]);
  });

  it("if there are three in different classes", () => {
    @Service()
    class Other {
      @OwnedGames()
      owned() {
        return [];
      }
      @OwnedGames()
      owned2() {
        return [];
      }
    }
    @Service()
    class First {
      @OwnedGames()
      owned() {
        return [];
      }
    }
    const place = {
      file: expect.stringMatching(/method-diagnostics\.test\.ts$/),
      line: expect.any(Number),
      column: expect.any(Number),
    };
    expect(errorOf(pluginOf([First, Other, Login]))?.diagnostics).toMatchObject([
      {
        code: "duplicate-decorator",
        severity: "error",
        subject: "Other.owned",
        ...place,
        message: expect.stringMatching(
          /^@OwnedGames\(\) is already on First\.owned \(\/.*method-diagnostics\.test\.ts:\d+:\d+\)$/,
        ),
      },
      { code: "duplicate-decorator", severity: "error", subject: "Other.owned2", ...place },
    ]);
  });

  it("but not if several methods may have the decorator", () => {
    const methods: Methods = {
      one: [OnTick(), Every("1m"), nothing],
      two: [OnTick(), Every("1m"), nothing],
      three: [Rpc("a"), Rpc("b"), nothing],
    };
    expect(diagnosticsOf(integration(methods))).toEqual([]);
  });

  it("but not if their class is listed twice", () => {
    expect(diagnosticsOf(pluginOf([Login, Login]))).toEqual([]);
  });

  it.each<[decorator: string, methods: Methods, name: string]>([
    ['@ImportContext("achievements")', { step: [ImportContext("achievements"), nothing] }, "Achievements"],
    [
      '@ImportComplete("gameTimes")',
      { step: [ImportComplete("gameTimes"), nothing], other: [achievements, nothing] },
      "GameTimes",
    ],
    [
      '@ImportContext("osCompatibilities")',
      { step: [ImportContext("osCompatibilities"), nothing] },
      "OSCompatibilities",
    ],
    [
      '@ImportContext("subscriptionGames")',
      { step: [ImportContext("subscriptionGames"), nothing] },
      "SubscriptionGames",
    ],
  ])("%s without its import", (decorator, methods, name) => {
    expect(diagnosticsOf(integration(methods))).toEqual([
      {
        subject: "Author.step",
        message: `${decorator} belongs to an import that does not exist: no method has @${name}()`,
        remedy: `Add a method with @${name}(), or remove ${decorator}.`,
      },
    ]);
  });

  it.each([
    "import_owned_games",
    "get_capabilities",
    "initialize_cache",
    "ping",
    "shutdown",
    "init_authentication",
    "launch_game",
    "start_achievements_import",
    "import_rooms",
  ])("with @Rpc() for a method of the framework: %s", (method) => {
    expect(diagnosticsOf(integration({ rpc: [Rpc(method), nothing] }))).toEqual([
      {
        subject: "Author.rpc",
        message: `@Rpc("${method}") names a method that the framework handles itself`,
        remedy:
          "Use the decorator for that method, if there is one; @Rpc() is only for methods that the framework does not know.",
      },
    ]);
  });

  it.each([
    [0, "the number 0"],
    [-1, "the number -1"],
    [1.5, "the number 1.5"],
    [NaN, "the number NaN"],
    [Infinity, "the number Infinity"],
    ["5", '"5"'],
    [null, "null"],
  ])("with a concurrency of %p", (concurrency, found) => {
    expect(diagnosticsOf(integration({ os: [OSCompatibilities({ concurrency } as never) as never, nothing] }))).toEqual(
      [
        {
          subject: "Author.os",
          message: `concurrency must be a positive integer, but found ${found}`,
          remedy: "Use a positive integer, such as { concurrency: 5 }.",
        },
      ],
    );
  });
});

describe("@Every()", () => {
  it.each(["0ms", "0.5ms", "25d", "10", "10 m", "-5s", "soon", ""])("with the interval %j", (interval) => {
    expect(diagnosticsOf(integration({ run: [Every(interval as never), nothing] }))).toEqual([
      {
        subject: "Author.run",
        message: `invalid interval in @Every("${interval}"): ${JSON.stringify(interval)} is not a duration from "1ms" to "24d", such as "500ms", "5s" or "10m"`,
        remedy: 'Use a duration from "1ms" to "24d", such as @Every("500ms"), @Every("5s") or @Every("10m").',
      },
    ]);
  });
});

describe("@Connection()", () => {
  it.each([
    [
      { connectWithin: "soon" },
      'invalid connectWithin in @Connection(): "soon" is not a duration from "1ms" to "24d", such as "500ms", "5s" or "10m"',
      'Use a duration from "1ms" to "24d", such as { connectWithin: "30s" }.',
    ],
    [
      { backoff: { from: "2m", to: "1m" } },
      "invalid backoff in @Connection(): 2m is longer than 1m",
      'Use two durations, the shorter first, such as { backoff: { from: "30s", to: "30m" } }; factor is 2 by default, and at least 1.',
    ],
  ])("with %j", (options, message, remedy) => {
    expect(diagnosticsOf(integration({ follow: [Connection(options as never), nothing] }))).toEqual([
      { subject: "Author.follow", message, remedy },
    ]);
  });

  it("twice on one method", () => {
    expect(diagnosticsOf(integration({ follow: [Connection(), Connection(), nothing] }))).toEqual([
      {
        subject: "Author.follow",
        message: "@Connection() is on the method twice, which would open two connections",
        remedy: "Keep one of them. For a second connection, write a second method.",
      },
    ]);
  });
});

describe("the options of @Every()", () => {
  it.each([
    [{ jitter: "110%" }, `invalid jitter in @Every("1m"): "110%" is not a percentage from "0%" to "100%"`],
    [{ jitter: "ten" }, `invalid jitter in @Every("1m"): "ten" is not a percentage from "0%" to "100%"`],
    [{ backoff: { from: "2m", to: "1m" } }, `invalid backoff in @Every("1m"): 2m is longer than 1m`],
    [
      { backoff: { from: "1s", to: "1m", factor: 0.5 } },
      `invalid backoff in @Every("1m"): a factor of 0.5 would make the pause shorter`,
    ],
    [
      { backoff: { from: "soon", to: "1m" } },
      `invalid backoff in @Every("1m"): "soon" is not a duration from "1ms" to "24d", such as "500ms", "5s" or "10m"`,
    ],
    [
      { timeLimit: "long" },
      `invalid timeLimit in @Every("1m"): "long" is not a duration from "1ms" to "24d", such as "500ms", "5s" or "10m"`,
    ],
  ])("are checked at startup: %j", (options, message) => {
    const found = diagnosticsOf(integration({ run: [Every("1m", options as never), nothing] }));
    expect(found).toEqual([expect.objectContaining({ subject: "Author.run", message })]);
  });
});

describe("whilePlaying", () => {
  const often = Achievements({ whilePlaying: "often" as never }) as Methods[string][0];

  it("is checked at startup", () => {
    const found = diagnosticsOf(
      integration({ run: [often, nothing], games: [LocalGames({ refresh: "5s" }) as never, nothing] }),
    );
    expect(found).toEqual([
      expect.objectContaining({
        subject: "Author.run",
        message: expect.stringContaining('"often" is not a duration') as unknown,
      }),
    ]);
  });

  it("needs to know what is running", () => {
    const playing = Achievements({ whilePlaying: "5m" }) as Methods[string][0];
    const found = diagnosticsOf(integration({ run: [playing, nothing], games: [LocalGames(), nothing] }));
    expect(found).toEqual([
      expect.objectContaining({
        remedy: expect.stringContaining('@LocalGames({ refresh: "5s" })') as unknown,
      }),
    ]);
  });
});

describe("the options of a source", () => {
  it.each([
    [
      { refresh: "often" },
      `invalid refresh in @OwnedGames(): "often" is not a duration from "1ms" to "24d", such as "500ms", "5s" or "10m"`,
      'Use a duration from "1ms" to "24d", such as { refresh: "30s" }.',
    ],
    [
      { refresh: "on request", removals: { grace: "soon" } },
      `invalid removals.grace in @OwnedGames(): "soon" is not a duration from "1ms" to "24d", such as "500ms", "5s" or "10m"`,
      'Use a duration from "1ms" to "24d", such as { removals: { grace: "30s" } }.',
    ],
    [
      { refresh: "1m", removals: { confirm: 0 } },
      "invalid removals.confirm in @OwnedGames(): the number 0 is not a number of answers",
      "Use a positive integer, such as { removals: { confirm: 2 } }.",
    ],
    [
      { refresh: "1m", removals: { brake: "a third" } },
      'invalid removals.brake in @OwnedGames(): "a third" is not a percentage from "0%" to "100%"',
      'Use a percentage, such as { removals: { brake: "30%" } }.',
    ],
    [
      { refresh: "1m", pace: { perSecond: 0 } },
      "invalid pace.perSecond in @OwnedGames(): nothing would ever be reported with the number 0",
      "Use a positive number, such as { pace: { perSecond: 20 } }.",
    ],
  ])("are checked at startup: %j", (options, message, remedy) => {
    const found = diagnosticsOf(integration({ run: [OwnedGames(options as never), nothing] }));
    expect(found).toEqual([expect.objectContaining({ subject: "Author.run", message, remedy })]);
  });
});

describe("several mistakes", () => {
  it("are reported together, each with its remedy", () => {
    @GalaxyPlugin({ platform: "nowhere" as never, services: [undefined as never], providers: [5 as never] })
    class Shop {
      constructor(readonly url: string) {}
      @Rpc("ping")
      ping() {
        return null;
      }
    }
    const error = errorOf(Shop);
    expect(error?.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["not-a-service", "services[0] must be a class, but found nothing"],
      ["unknown-platform", 'GALAXY does not know the platform "nowhere" and would ignore the integration'],
      ["missing-authenticate", "no method has @Authenticate(), so GALAXY could never connect"],
      ["built-in-method", '@Rpc("ping") names a method that the framework handles itself'],
      ["invalid-provider", "providers[0] must be a provider, but found the number 5"],
      ["no-runtime-class", "constructor parameter #0 (url) has no class at run time, only String"],
    ]);
    expect(error?.message.split("\n")).toEqual([
      "Invalid plugin definition:",
      ...(error?.diagnostics ?? []).flatMap((each) =>
        renderDiagnostic(each)
          .split("\n")
          .map((line) => `  ${line}`),
      ),
    ]);
  });
});
