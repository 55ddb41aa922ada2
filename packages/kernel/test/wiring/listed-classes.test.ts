import { Every, GalaxyPlugin, Inject, LaunchGame, Logger, OwnedGames, Platform, Service, token } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { Login, pluginOf } from "../support/author.js";
import { diagnosticsOf, type Finding } from "../support/diagnostics.js";
import { startRig } from "../support/rig.js";

describe("a class that is listed in services", () => {
  it("is constructed at startup, even without decorated methods", async () => {
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

  it("needs no @Service() if its constructor has no parameters, not even to be injected into others", async () => {
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

  it("may be abstract if a provider replaces it", async () => {
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
  const unlisted = (where: string, dependency: string, owner: string): Finding => ({
    subject: where,
    message: `${dependency} is injected into ${owner} but is not listed as a service, so its decorated methods would never be called`,
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

  it("is reported if its decorated methods are inherited", () => {
    expect(diagnosticsOf(pluginOf([Login, Library]))).toEqual([unlisted("Launcher.launch", "Launcher", "Library")]);
    expect(diagnosticsOf(pluginOf([Login, Library, Launcher]))).toEqual([]);
  });
});

describe("an override", () => {
  const LIMIT = token<number>("LIMIT");
  @Service()
  class Catalog {
    constructor(@Inject(LIMIT) readonly limit: number) {}
    @Every("1h")
    sort() {
      return undefined;
    }
  }

  it("provides a missing dependency, both for the definition and at run time", async () => {
    const overrides = [{ provide: LIMIT, useValue: 5 }];
    expect(diagnosticsOf(pluginOf([Login, Catalog]))).toHaveLength(1);
    expect(diagnosticsOf(pluginOf([Login, Catalog]), overrides)).toEqual([]);
    const rig = await startRig(pluginOf([Login, Catalog]), { overrides });
    expect(rig.plugin.resolve(Catalog).limit).toBe(5);
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

  it("is named correctly after parameters with defaults", () => {
    const found = diagnosticsOf(pluginOf([Login, Shop])).map((problem) => problem.message);
    expect(found).toEqual([
      "constructor parameter #1 (options) has no class at run time, only Object",
      "constructor parameter #2 (pages) has no class at run time, only Object",
      "constructor parameter #3 (url) has no class at run time, only String",
    ]);
  });
});
