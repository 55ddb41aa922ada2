import { Every, GalaxyPlugin, Inject, LaunchGame, Logger, OwnedGames, Platform, Service, token } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { Login, pluginOf } from "../support/author.js";
import { type Problem, problemsOf } from "../support/problems.js";
import { startRig } from "../support/rig.js";

describe("a class that is listed in services", () => {
  it("is made at the start, though it has no annotated methods", async () => {
    const made: string[] = [];
    @Service()
    class Watcher {
      constructor(readonly log: Logger) {
        made.push("Watcher");
      }
    }
    @GalaxyPlugin({ platform: Platform.Test, services: [Login, Watcher] })
    class Plugin {
      constructor() {
        made.push("Plugin");
      }
    }
    await startRig(Plugin, { handshake: false });
    expect(made.sort()).toEqual(["Plugin", "Watcher"]);
  });

  it("needs no @Service() when its constructor needs nothing, for others that inject it neither", async () => {
    class Plain {
      readonly isThere = true;
      @OwnedGames()
      owned() {
        return [];
      }
    }
    @Service()
    class User {
      constructor(readonly plain: Plain) {}
    }
    const rig = await startRig(pluginOf([Login, User, Plain]));
    expect(rig.plugin.resolve(User).plain).toBe(rig.plugin.resolve(Plain));
  });

  it("may be an abstract one that a provider stands for", async () => {
    abstract class Backend {
      abstract name(): string;
    }
    class Fake extends Backend {
      name() {
        return "fake";
      }
    }
    @Service()
    class User {
      constructor(readonly backend: Backend) {}
    }
    const rig = await startRig(pluginOf([Login, User], { providers: [{ provide: Backend, useClass: Fake }] }));
    expect(rig.plugin.resolve(User).backend.name()).toBe("fake");
  });
});

describe("a class that is injected but not listed", () => {
  const notListed = (where: string, dependency: string, owner: string): Problem => ({
    subject: where,
    message: `${dependency} is injected into ${owner}, but its annotated methods are not part of the integration`,
    remedy: `Add ${dependency} to the services of @GalaxyPlugin() on TestPlugin.`,
  });

  class Base {
    @LaunchGame()
    launch() {
      return undefined;
    }
  }
  @Service()
  class Launcher extends Base {}
  @Service()
  class Library {
    constructor(readonly launcher: Launcher) {}
  }

  it("is told when its annotated methods are inherited", () => {
    expect(problemsOf(pluginOf([Login, Library]))).toEqual([notListed("Launcher.launch", "Launcher", "Library")]);
    expect(problemsOf(pluginOf([Login, Library, Launcher]))).toEqual([]);
  });
});

describe("what an override provides", () => {
  const LIMIT = token<number>("LIMIT");
  @Service()
  class Shelf {
    constructor(@Inject(LIMIT) readonly limit: number) {}
    @Every("1h")
    sort() {
      return undefined;
    }
  }

  it("stands in for what nothing provides, when it is read and when it runs", async () => {
    const overrides = [{ provide: LIMIT, useValue: 5 }];
    expect(problemsOf(pluginOf([Login, Shelf]))).toHaveLength(1);
    expect(problemsOf(pluginOf([Login, Shelf]), overrides)).toEqual([]);
    const rig = await startRig(pluginOf([Login, Shelf]), { overrides });
    expect(rig.plugin.resolve(Shelf).limit).toBe(5);
  });
});

describe("a parameter that cannot be injected", () => {
  @Service()
  class Shop {
    constructor(
      readonly log: Logger,
      readonly options = {},
      readonly pages = 5,
      readonly url: string,
    ) {}
  }

  it("is named, whatever has a default before it", () => {
    const found = problemsOf(pluginOf([Login, Shop])).map((problem) => problem.message);
    expect(found).toEqual([
      "constructor parameter #1 (options) has no class at run time, only Object",
      "constructor parameter #2 (pages) has no class at run time, only Object",
      "constructor parameter #3 (url) has no class at run time, only String",
    ]);
  });
});
