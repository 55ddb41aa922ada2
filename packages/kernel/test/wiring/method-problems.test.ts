import {
  Achievements,
  Authenticate,
  type DefinitionProblem,
  Every,
  GalaxyPlugin,
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
import { errorOf, problemsOf } from "../support/problems.js";

const nothing = (): undefined => undefined;
const achievements = Achievements() as Methods[string][0];

describe("what is no plugin", () => {
  const notAPlugin = (where: string): DefinitionProblem => ({
    where,
    found: "this is no class with @GalaxyPlugin()",
    remedy: "Pass runPlugin the class that carries @GalaxyPlugin({ platform: Platform.… }).",
  });
  class Plain {}
  @GalaxyPlugin({ platform: Platform.Test, services: [Login] })
  class Plugin {}
  class SubPlugin extends Plugin {}

  it.each([
    { what: "a class without the decorator", plugin: Plain, where: "Plain" },
    { what: "a service", plugin: Login, where: "Login" },
    { what: "a subclass of a plugin, which has not been given its own", plugin: SubPlugin, where: "SubPlugin" },
    { what: "nothing", plugin: undefined, where: "nothing" },
    { what: "null", plugin: null, where: "null" },
    { what: "an instance", plugin: new Plugin(), where: "an empty object" },
    { what: "an arrow function", plugin: () => undefined, where: "plugin" },
    { what: "a text", plugin: "Plugin", where: '"Plugin"' },
  ])("is told: $what", ({ plugin, where }) => {
    expect(problemsOf(plugin)).toEqual([notAPlugin(where)]);
  });
});

describe("annotated methods", () => {
  it("without a login", () => {
    @GalaxyPlugin({ platform: Platform.Test })
    class Shop {}
    expect(problemsOf(Shop)).toEqual([
      {
        where: "Shop",
        found: "no method carries @Authenticate(), so that GALAXY could never connect",
        remedy: 'Add one; without accounts: @Authenticate() login() { return { userId: "local", userName: "Me" }; }',
      },
    ]);
  });

  it("whose login is not for this system", () => {
    const [problem] = problemsOf(integration({ login: [OnlyOn("win32"), Authenticate(), nothing] }));
    expect(problem?.found).toBe("no method carries @Authenticate(), so that GALAXY could never connect");
  });

  it.each([undefined, "", "Steam", "STEAM", "steam ", 5, null])(
    "for a platform that GALAXY does not know: %j",
    (platform) => {
      const found =
        { undefined: "nothing", null: "null", 5: "the number 5" }[String(platform)] ?? JSON.stringify(platform);
      expect(problemsOf(integration({}, { platform: platform as never }))).toEqual([
        {
          where: "TestPlugin",
          found: `GALAXY does not know the platform ${found}, and would ignore the integration`,
          remedy: "Write one of Platform, such as @GalaxyPlugin({ platform: Platform.Generic }).",
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
  ])("two for %s", (_, methods, decorator) => {
    const first = "login" in methods ? "login" : "one";
    expect(problemsOf(integration(methods))).toEqual([
      {
        where: "Author.two",
        found: `${decorator} is on Author.${first} already`,
        remedy: `Keep one of them, and remove ${decorator} from the other.`,
      },
    ]);
  });

  it("two in different classes, and a third", () => {
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
    const site = (method: string): unknown =>
      expect.stringMatching(new RegExp(`^Other\\.${method} \\(/.*method-problems\\.test\\.ts:\\d+:\\d+\\)$`));
    expect(problemsOf(pluginOf([First, Other, Login]))).toMatchObject([
      {
        where: site("owned"),
        found: expect.stringMatching(
          /^@OwnedGames\(\) is on First\.owned \(\/.*method-problems\.test\.ts:\d+:\d+\) already$/,
        ),
      },
      { where: site("owned2") },
    ]);
  });

  it("two for what may be there more than once are no problem", () => {
    const methods: Methods = {
      one: [OnTick(), Every("1m"), nothing],
      two: [OnTick(), Every("1m"), nothing],
      three: [Rpc("a"), Rpc("b"), nothing],
    };
    expect(problemsOf(integration(methods))).toEqual([]);
  });

  it("of a class that is listed twice count once", () => {
    expect(problemsOf(pluginOf([Login, Login]))).toEqual([]);
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
    expect(problemsOf(integration(methods))).toEqual([
      {
        where: "Author.step",
        found: `${decorator} has no import to go with: no method carries @${name}()`,
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
  ])("@Rpc for a call of the framework: %s", (method) => {
    expect(problemsOf(integration({ rpc: [Rpc(method), nothing] }))).toEqual([
      {
        where: "Author.rpc",
        found: `@Rpc("${method}") takes a call that the framework answers: ${method}`,
        remedy: "Use the decorator that there is for it; @Rpc() is for calls that the framework does not know.",
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
    expect(problemsOf(integration({ os: [OSCompatibilities({ concurrency } as never) as never, nothing] }))).toEqual([
      {
        where: "Author.os",
        found: `the concurrency is ${found}`,
        remedy: "Write a whole number from 1 on, such as { concurrency: 5 }.",
      },
    ]);
  });
});

describe("@Every()", () => {
  it.each(["0ms", "0.5ms", "25d", "10", "10 m", "-5s", "soon", ""])("with the interval %j", (interval) => {
    expect(problemsOf(integration({ run: [Every(interval as never), nothing] }))).toEqual([
      {
        where: "Author.run",
        found: `the interval of @Every("${interval}") cannot be used: ${JSON.stringify(interval)} is no duration from "1ms" to "24d", such as "500ms", "5s" or "10m"`,
        remedy: 'Write one from "1ms" to "24d", such as @Every("500ms"), @Every("5s") or @Every("10m").',
      },
    ]);
  });
});

describe("several problems", () => {
  it("are told together, each with its remedy", () => {
    @GalaxyPlugin({ platform: "nowhere" as never, services: [undefined as never], providers: [5 as never] })
    class Shop {
      constructor(readonly url: string) {}
      @Rpc("ping")
      ping() {
        return null;
      }
    }
    const error = errorOf(Shop);
    expect(error?.problems.map(({ found }) => found)).toEqual([
      "services[0] is no class but nothing",
      'GALAXY does not know the platform "nowhere", and would ignore the integration',
      "no method carries @Authenticate(), so that GALAXY could never connect",
      '@Rpc("ping") takes a call that the framework answers: ping',
      "providers[0] is no provider but the number 5",
      "constructor parameter #0 (url) has no class at run time, only String",
    ]);
    expect(error?.message.split("\n")).toEqual([
      "The integration has 6 problems:",
      ...(error?.problems ?? []).flatMap(({ where, found, remedy }) => [`  ${where}: ${found}`, `    └ ${remedy}`]),
    ]);
  });

  it("and one alone are named by their number", () => {
    @GalaxyPlugin({ platform: Platform.Test })
    class Shop {}
    expect(errorOf(Shop)?.message).toMatch(
      /^The integration has a problem:\n {2}Shop: no method carries @Authenticate\(\)/,
    );
  });
});
