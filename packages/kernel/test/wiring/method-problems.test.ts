import { renderDiagnostic } from "@galaxy-kit/protocol";
import {
  Achievements,
  Authenticate,
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
import { errorOf, type Problem, problemsOf } from "../support/problems.js";

const nothing = (): undefined => undefined;
const achievements = Achievements() as Methods[string][0];

describe("what is no plugin", () => {
  const notAPlugin = (where: string): Problem => ({
    subject: where,
    message: "this is no class with @GalaxyPlugin()",
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
        subject: "Shop",
        message: "no method carries @Authenticate(), so that GALAXY could never connect",
        remedy: 'Add one; without accounts: @Authenticate() login() { return { userId: "local", userName: "Me" }; }',
      },
    ]);
  });

  it("whose login is not for this system", () => {
    const [problem] = problemsOf(integration({ login: [OnlyOn("win32"), Authenticate(), nothing] }));
    expect(problem?.message).toBe("no method carries @Authenticate(), so that GALAXY could never connect");
  });

  it.each([undefined, "", "Steam", "STEAM", "steam ", 5, null])(
    "for a platform that GALAXY does not know: %j",
    (platform) => {
      const found =
        { undefined: "nothing", null: "null", 5: "the number 5" }[String(platform)] ?? JSON.stringify(platform);
      expect(problemsOf(integration({}, { platform: platform as never }))).toEqual([
        {
          subject: "TestPlugin",
          message: `GALAXY does not know the platform ${found}, and would ignore the integration`,
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
        subject: "Author.two",
        message: `${decorator} is on Author.${first} already`,
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
    const place = {
      file: expect.stringMatching(/method-problems\.test\.ts$/),
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
          /^@OwnedGames\(\) is on First\.owned \(\/.*method-problems\.test\.ts:\d+:\d+\) already$/,
        ),
      },
      { code: "duplicate-decorator", severity: "error", subject: "Other.owned2", ...place },
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
        subject: "Author.step",
        message: `${decorator} has no import to go with: no method carries @${name}()`,
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
        subject: "Author.rpc",
        message: `@Rpc("${method}") takes a call that the framework answers: ${method}`,
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
        subject: "Author.os",
        message: `the concurrency is ${found}`,
        remedy: "Write a whole number from 1 on, such as { concurrency: 5 }.",
      },
    ]);
  });
});

describe("@Every()", () => {
  it.each(["0ms", "0.5ms", "25d", "10", "10 m", "-5s", "soon", ""])("with the interval %j", (interval) => {
    expect(problemsOf(integration({ run: [Every(interval as never), nothing] }))).toEqual([
      {
        subject: "Author.run",
        message: `the interval of @Every("${interval}") cannot be used: ${JSON.stringify(interval)} is no duration from "1ms" to "24d", such as "500ms", "5s" or "10m"`,
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
    expect(error?.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["not-a-service", "services[0] is no class but nothing"],
      ["unknown-platform", 'GALAXY does not know the platform "nowhere", and would ignore the integration'],
      ["missing-authenticate", "no method carries @Authenticate(), so that GALAXY could never connect"],
      ["built-in-method", '@Rpc("ping") takes a call that the framework answers: ping'],
      ["invalid-provider", "providers[0] is no provider but the number 5"],
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
