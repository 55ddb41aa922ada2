import {
  BackendError,
  type Class,
  Clock,
  GalaxyClient,
  type GameTime,
  GameTimes,
  ImportContext,
  Inject,
  LaunchGame,
  LaunchPlatformClient,
  LicenseType,
  LocalGameState,
  LocalSizes,
  OnHandshake,
  OnlyOn,
  OwnedGames,
  PluginDefinitionError,
  Service,
  token,
} from "@galaxy-kit/sdk";
import {
  Background,
  contributionDecorator,
  contributionPoint,
  Contributions,
  importAmendment,
  type ImportResult,
  LAUNCHER,
  type LauncherCommand,
  type LaunchSpec,
  recordCompanion,
  recordInstanceHook,
  recordMistake,
  recordRecipe,
} from "@galaxy-kit/sdk/extend";
import { describe, expect, it } from "@jest/globals";
import { Login, pluginOf } from "../support/author.js";
import { notification, startRig } from "../support/rig.js";

// What packages use that add decorators and injectables.

describe("a recipe", () => {
  const NAME = token<string>("NAME", { inject: [Clock], make: (clock: Clock) => `made at ${clock.now()}` });

  @Service()
  class Named {
    constructor(@Inject(NAME) readonly name: string) {}
  }

  it("makes the value of a token that has no provider", async () => {
    const { plugin, clock } = await startRig(pluginOf([Login, Named]));
    // The rig has moved the clock since the startup.
    expect(plugin.resolve(Named).name).toMatch(/^made at \d+$/);
    expect(plugin.resolve(NAME)).toBe(plugin.resolve(Named).name);
    expect(clock.now()).toBeGreaterThanOrEqual(Number(plugin.resolve(NAME).slice("made at ".length)));
  });

  it("gives way to a provider", async () => {
    const { plugin } = await startRig(pluginOf([Login, Named], { providers: [{ provide: NAME, useValue: "given" }] }));
    expect(plugin.resolve(Named).name).toBe("given");
  });

  it("makes a class, even a listed one", async () => {
    class Settings {
      folder = "";
    }
    recordRecipe(Settings, { make: () => Object.assign(new Settings(), { folder: "/games" }) });
    @Service()
    class Library {
      constructor(readonly settings: Settings) {}
    }
    const { plugin } = await startRig(pluginOf([Login, Library, Settings]));
    expect(plugin.resolve(Library).settings.folder).toBe("/games");
    expect(plugin.resolve(Settings)).toBe(plugin.resolve(Library).settings);
  });

  it("needs its own dependencies to be provided", () => {
    const missing = token<string>("MISSING");
    const broken = token<string>("BROKEN", { inject: [missing], make: (text: string) => text });
    @Service()
    class Library {
      constructor(@Inject(broken) readonly text: string) {}
    }
    return expect(startRig(pluginOf([Login, Library]))).rejects.toThrow(/BROKEN[\s\S]*MISSING/);
  });
});

describe("a companion with contributions", () => {
  type GreetHandler = (name: string, signal: AbortSignal) => string | Promise<string>;
  const GREETINGS = contributionPoint<GreetHandler>("test/greetings");
  const heard: string[] = [];

  @Service()
  class Greeter {
    constructor(private readonly contributions: Contributions) {}

    @OnHandshake()
    async greet(): Promise<void> {
      for (const greeting of this.contributions.to(GREETINGS)) {
        heard.push(`${greeting.name} ${JSON.stringify(greeting.options)}: ${await greeting.run("world")}`);
      }
    }
  }

  function Greets(options: { readonly loud: boolean }) {
    const record = contributionDecorator(GREETINGS, "@Greets()", options);
    return <Method extends GreetHandler>(
      target: object & { readonly prototype?: never },
      method: string,
      descriptor: TypedPropertyDescriptor<Method>,
    ): void => {
      recordCompanion(target.constructor as typeof Greeter, Greeter);
      record(target, method, descriptor);
    };
  }

  class Base {
    @Greets({ loud: false })
    hello(name: string): string {
      return `hello ${name}`;
    }
  }

  class Author extends Base {
    @Greets({ loud: true })
    goodbye(name: string, signal: AbortSignal): string {
      return `goodbye ${name}, ${signal.aborted ? "closing" : "running"}`;
    }
  }

  it("is brought along by a decorator, and calls the contributed methods with the signal", async () => {
    await startRig(pluginOf([Login, Author]));
    expect(heard.sort()).toEqual([
      'Author.goodbye {"loud":true}: goodbye world, running',
      'Author.hello {"loud":false}: hello world',
    ]);
  });

  it("comes along with a class that is only injected, even by another companion", async () => {
    heard.length = 0;
    class Deep {}
    recordRecipe(Deep, { make: () => new Deep() });
    recordCompanion(Deep, Author);
    @Service()
    class Middle {
      constructor(readonly deep: Deep) {}
    }
    class Injected {}
    recordRecipe(Injected, { make: () => new Injected() });
    recordCompanion(Injected, Middle);
    @Service()
    class Library {
      constructor(readonly injected: Injected) {}
    }
    await startRig(pluginOf([Login, Library]));
    expect(heard).toHaveLength(2);
  });

  it("stays away if a provider replaces that class", async () => {
    heard.length = 0;
    class Injected {}
    recordRecipe(Injected, { make: () => new Injected() });
    recordCompanion(Injected, Author);
    @Service()
    class Library {
      constructor(readonly injected: Injected) {}
    }
    await startRig(pluginOf([Login, Library]), { overrides: [{ provide: Injected, useValue: {} }] });
    expect(heard).toEqual([]);
  });

  it("cannot be asked for in a constructor", () => {
    @Service()
    class Hasty {
      constructor(contributions: Contributions) {
        contributions.to(GREETINGS);
      }
    }
    return expect(startRig(pluginOf([Login, Hasty]))).rejects.toThrow(/Hasty.*only after startup/);
  });
});

describe("what a companion brings along", () => {
  const called: string[] = [];
  const game = (gameId: string) => ({
    gameId,
    gameTitle: gameId,
    licenseInfo: { licenseType: LicenseType.SinglePurchase },
  });

  @Service()
  class Brought {
    @OwnedGames({ refresh: "10m" })
    owned() {
      return [game("brought")];
    }

    @LaunchGame()
    launch(): void {
      called.push("brought");
    }

    @ImportContext("localSizes")
    context(): number {
      called.push("brought context");
      return 1;
    }

    @LocalSizes()
    size(_: string, context: number): number {
      return context;
    }
  }

  function Brings(target: typeof Brought | (new () => object)): void {
    recordCompanion(target, Brought);
  }

  /** Returns what the integration answers. */
  async function answersOf(plugin: Class) {
    called.length = 0;
    const rig = await startRig(plugin);
    await rig.request("init_authentication");
    rig.take();
    const response = await rig.request("import_owned_games");
    await rig.send({ jsonrpc: "2.0", method: "launch_game", params: { game_id: "g" } });
    await rig.request("start_local_size_import", { game_ids: ["g"] });
    const sizes = rig.take().filter(({ method }) => method === "local_size_import_success");
    return { owned: response, sizes: sizes.map(({ params }) => params) };
  }

  it("is used if the integration has nothing for the same purpose", async () => {
    @Brings
    class Empty {}
    const { owned, sizes } = await answersOf(pluginOf([Login, Empty]));
    expect(owned).toMatchObject({ result: { owned_games: [{ game_id: "brought" }] } });
    expect(sizes).toEqual([{ game_id: "g", local_size: 1 }]);
    expect(called).toEqual(["brought", "brought context"]);
  });

  it("gives way to the handler, the source and the import that the integration has", async () => {
    @Brings
    class Author {
      @OwnedGames()
      owned() {
        return [game("own")];
      }

      @LaunchGame()
      launch(): void {
        called.push("own");
      }

      @LocalSizes()
      size(): number {
        return 7;
      }
    }
    const { owned, sizes } = await answersOf(pluginOf([Login, Author]));
    expect(owned).toMatchObject({ result: { owned_games: [{ game_id: "own" }] } });
    expect(sizes).toEqual([{ game_id: "g", local_size: 7 }]);
    expect(called).toEqual(["own"]);
  });

  it("does not give way to a method that is limited to another system", async () => {
    @Brings
    class Author {
      @OnlyOn(process.platform === "win32" ? "linux" : "win32")
      @LaunchGame()
      launch(): void {
        called.push("own");
      }
    }
    await answersOf(pluginOf([Login, Author]));
    expect(called).toEqual(["brought", "brought context"]);
  });

  it("does not give way to what another decorator brings along: that is a mistake", () => {
    @Service()
    class Rival {
      @LaunchGame()
      launch(): void {
        called.push("rival");
      }
    }
    @Brings
    class Author {}
    recordCompanion(Author, Rival);
    return expect(startRig(pluginOf([Login, Author]))).rejects.toThrow(
      /Rival.launch.*@LaunchGame\(\)|@LaunchGame\(\).*Brought.launch/s,
    );
  });
});

describe("work in the background", () => {
  it("ends with the integration; what it throws is logged", async () => {
    const events: string[] = [];
    @Service()
    class Worker {
      constructor(background: Background, clock: Clock) {
        background.run("Watcher", async (signal) => {
          await clock.sleep(10_000, signal).catch(() => events.push("ended"));
        });
        background.run("Broken", async () => {
          await clock.sleep(1);
          throw new Error("odd");
        });
      }
    }
    const rig = await startRig(pluginOf([Login, Worker]));
    await rig.clock.advance("1s");
    expect(rig.log.messages("error")).toEqual(["Broken has ended"]);
    await rig.request("shutdown");
    expect(events).toEqual(["ended"]);
  });
});

describe("an amendment", () => {
  class Counter {
    @importAmendment<GameTime>("gameTimes", "@Counts()")
    complete(gameId: string, result: ImportResult<GameTime>): GameTime {
      if ("value" in result) {
        expect(Object.values(result.value)).not.toContain(null);
        return { ...result.value, lastPlayedTime: 7 };
      }
      if (gameId === "unknown") throw result.error;
      return { gameId, timePlayed: 1 };
    }
  }
  const times = async (...services: Class[]) => {
    const rig = await startRig(pluginOf([Login, ...services, Counter]));
    rig.take();
    await rig.request("start_game_times_import", { game_ids: ["a", "b", "down", "unknown"] });
    await rig.settled();
    return { rig, sent: rig.take().flatMap((message) => (message["params"] === undefined ? [] : [message])) };
  };
  const success = (gameTime: object) => notification("game_time_import_success", { game_time: gameTime });

  it("completes what a method returns for each id, and makes up for its failure", async () => {
    class Times {
      @GameTimes()
      time(gameId: string): GameTime {
        if (gameId === "down" || gameId === "unknown") throw new BackendError();
        return { gameId, timePlayed: 5 };
      }
    }
    const { rig, sent } = await times(Times);
    expect(sent).toContainEqual(success({ game_id: "b", time_played: 5, last_played_time: 7 }));
    expect(sent).toContainEqual(success({ game_id: "down", time_played: 1 }));
    expect(JSON.stringify(sent)).toMatch(/game_time_import_failure[^}]*unknown/);
    expect(rig.log.messages("warn")).toEqual([expect.stringMatching(/^Times.time failed with BackendError.*2 ids/)]);
  });

  it("completes each entry of a batch, also one that is missing", async () => {
    class Times {
      @GameTimes({ batched: true })
      times(): Map<string, GameTime | BackendError> {
        return new Map<string, GameTime | BackendError>([
          ["a", { gameId: "a", timePlayed: 5 }],
          ["down", new BackendError()],
        ]);
      }
    }
    const { sent } = await times(Times);
    expect(sent).toContainEqual(success({ game_id: "a", time_played: 5, last_played_time: 7 }));
    expect(sent).toContainEqual(success({ game_id: "b", last_played_time: 7 }));
    expect(sent).toContainEqual(success({ game_id: "down", time_played: 1 }));
  });

  it("gets only what is valid, without what is absent; the rest is a failure of the method, as without it", async () => {
    const returned: Readonly<Record<string, unknown>> = {
      a: { gameId: "a", timePlayed: null, minutes: 5 },
      b: null,
      down: { gameId: "down", timePlayed: "5" },
      unknown: { gameId: "another" },
    };
    class Times {
      @GameTimes()
      time(gameId: string): GameTime {
        return returned[gameId] as GameTime;
      }
    }
    const { rig, sent } = await times(Times);
    expect(sent).toContainEqual(success({ game_id: "a", last_played_time: 7 }));
    expect(sent).toContainEqual(success({ game_id: "b", time_played: 1 }));
    expect(sent).toContainEqual(success({ game_id: "down", time_played: 1 }));
    const invalid = (id: string): string => `Times.time (@GameTimes()) returned an invalid value for "${id}": gameTime`;
    expect(JSON.stringify(sent)).toContain(
      JSON.stringify(`${invalid("unknown")}.gameId: expected "unknown", found "another"`),
    );
    expect(rig.log.messages("error")).toEqual([
      `${invalid("b")}: expected a GameTime with gameId, timePlayed?, lastPlayedTime?, found null`,
      `${invalid("down")}.timePlayed: expected a whole number, zero or more, found "5"`,
      `${invalid("unknown")}.gameId: expected "unknown", found "another"`,
    ]);
    expect(rig.warnings).toEqual([
      "Times.time (@GameTimes()) returned a member that does not exist, which was not sent: a.gameTime.minutes",
    ]);
    const galaxy = rig.plugin.resolve(GalaxyClient);
    expect(() => {
      galaxy.updateGameTime(null as never);
    }).toThrow("gameTime: expected a GameTime with gameId, timePlayed?, lastPlayedTime?, found null");
    galaxy.updateGameTime({ gameId: "a", timePlayed: null as never });
    await rig.settled();
    expect(rig.take()).toEqual([
      notification("game_time_updated", { game_time: { game_id: "a", last_played_time: 7 } }),
    ]);
  });

  it("is one for each kind of import", () => {
    class Second {
      @importAmendment<GameTime>("gameTimes", "@CountsToo()")
      complete(gameId: string): GameTime {
        return { gameId };
      }
    }
    return expect(startRig(pluginOf([Login, Counter, Second]))).rejects.toThrow(
      /@CountsToo\(\) is already on Counter.complete/,
    );
  });
});

describe("a mistake in the options of a decorator", () => {
  it("is reported at startup, with its place, also on a base class of a class that is only injected", async () => {
    const Careful = (): ClassDecorator => (target) => {
      recordMistake(target as never, { decorator: "@Careful()", message: "it is 5", remedy: "Use 4." });
    };
    @Careful()
    class Base {}
    @Service()
    class Derived extends Base {}
    @Service()
    class User {
      constructor(readonly derived: Derived) {}
    }
    const error = await startRig(pluginOf([Login, User])).catch((thrown: unknown) => thrown);
    expect((error as PluginDefinitionError).diagnostics).toEqual([
      expect.objectContaining({
        code: "invalid-option",
        subject: "Derived",
        message: "@Careful(): it is 5",
        remedy: "Use 4.",
      }),
    ]);
    expect((error as PluginDefinitionError).diagnostics[0]!.file).toContain("extending.test");
  });
});

describe("an instance hook", () => {
  it("prepares each instance before anything uses it, those of subclasses too", async () => {
    @Service()
    class Base {
      startedAt = 0;
    }
    recordInstanceHook(Base, {
      inject: [Clock],
      attach: (instance: Base, clock: Clock) => {
        instance.startedAt = clock.now();
      },
    });
    @Service()
    class Derived extends Base {}
    @Service()
    class User {
      readonly seen: readonly number[];
      constructor(base: Base, derived: Derived) {
        this.seen = [base.startedAt, derived.startedAt];
      }
    }
    const { plugin } = await startRig(pluginOf([Login, User]));
    expect(plugin.resolve(User).seen.every((time) => time > 0)).toBe(true);
  });
});

describe("a launch spec", () => {
  class Spec implements LaunchSpec {
    constructor(readonly program: string) {}
    get [LAUNCHER]() {
      return TestLauncher;
    }
  }

  @Service()
  class TestLauncher {
    constructor(private readonly galaxy: GalaxyClient) {}

    launch(gameId: string | undefined, { program }: Spec, command: LauncherCommand): Promise<void> {
      if (program === "") throw new Error("nothing to start");
      this.galaxy.updateLocalGameStatus({
        gameId: `${command} ${String(gameId)} ${program}`,
        localGameState: LocalGameState.Running,
      });
      return Promise.resolve();
    }
  }

  class Games {
    @LaunchGame()
    launch(gameId: string): Spec | undefined {
      return gameId === "none" ? undefined : new Spec(gameId === "empty" ? "" : "game.exe");
    }

    @LaunchPlatformClient()
    open(): Spec {
      return new Spec("client.exe");
    }
  }

  it("is carried out by its launcher, which nothing else needs", async () => {
    const rig = await startRig(pluginOf([Login, Games]));
    await rig.notify("launch_game", { game_id: "a" });
    expect(JSON.stringify(rig.take())).toContain("launchGame a game.exe");
    await rig.notify("launch_platform_client");
    expect(JSON.stringify(rig.take())).toContain("launchPlatformClient undefined client.exe");
  });

  it("that fails is logged with the author's method", async () => {
    const rig = await startRig(pluginOf([Login, Games]));
    await rig.notify("launch_game", { game_id: "empty" });
    expect(rig.log.messages("error")).toEqual(["Games.launch threw"]);
  });

  it("whose launcher cannot be created is logged", async () => {
    abstract class NoLauncher {
      abstract launch(): Promise<void>;
    }
    class Broken {
      @LaunchGame()
      launch(): LaunchSpec {
        return { [LAUNCHER]: NoLauncher };
      }
    }
    const rig = await startRig(pluginOf([Login, Broken]));
    await rig.notify("launch_game", { game_id: "a" });
    expect(rig.log.text).toContain("NoLauncher");
    expect(rig.log.text).toContain(PluginDefinitionError.name);
  });
});
