import {
  Authenticate,
  BackendError,
  Every,
  GalaxyPlugin,
  LaunchGame,
  LocalGames,
  OnlyOn,
  OnTick,
  OwnedGames,
  Platform,
  Service,
} from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { Login, pluginOf } from "./support/author.js";
import { startRig } from "./support/rig.js";

const owned = (title: string) => [
  { gameId: title, gameTitle: title, licenseInfo: { licenseType: "Unknown" as const } },
];
const titlesOf = (response: unknown): unknown =>
  (response as { result: { owned_games: { game_title: string }[] } }).result.owned_games.map(
    ({ game_title }) => game_title,
  );

abstract class Shelf {
  protected abstract title(): string;

  @OwnedGames()
  owned() {
    return owned(this.title());
  }

  @LocalGames()
  local() {
    return [];
  }
}

describe("decorated methods of a base class", () => {
  it("belong to each subclass and are called on its instance", async () => {
    @Service()
    class Mine extends Shelf {
      protected override title() {
        return "mine";
      }
    }
    const rig = await startRig(pluginOf([Mine, Login]));
    expect(rig.plugin.features).toEqual(["ImportOwnedGames", "ImportInstalledGames"]);
    expect(titlesOf(await rig.request("import_owned_games"))).toEqual(["mine"]);
  });

  it("are reported with the name of the listed class", async () => {
    @Service()
    class Mine extends Shelf {
      protected override title(): string {
        throw new BackendError();
      }
    }
    const rig = await startRig(pluginOf([Mine, Login]));
    await rig.request("import_owned_games");
    expect(rig.log.messages("warn")).toEqual(["Mine.owned failed with BackendError: Backend error"]);
  });

  it("keep their decorator if overridden without one", async () => {
    @Service()
    class Mine extends Shelf {
      protected override title() {
        return "base";
      }
      override owned() {
        return [...super.owned(), ...owned("more")];
      }
    }
    const rig = await startRig(pluginOf([Mine, Login]));
    expect(titlesOf(await rig.request("import_owned_games"))).toEqual(["base", "more"]);
  });

  it("count once if overridden with the same decorator", async () => {
    @Service()
    class Mine extends Shelf {
      protected override title() {
        return "base";
      }
      @OwnedGames({ after: "authentication" })
      override owned() {
        return owned("redecorated");
      }
    }
    const rig = await startRig(pluginOf([Mine, Login]));
    const response = rig.request("import_owned_games");
    expect(await response).toBeUndefined();
    await rig.request("init_authentication");
    expect(titlesOf(rig.responseTo("100"))).toEqual(["redecorated"]);
  });

  it("are replaced if another method of the subclass has their decorator", async () => {
    @Service()
    class Mine extends Shelf {
      protected override title() {
        return "base";
      }
      @OwnedGames()
      better() {
        return owned("better");
      }
    }
    const rig = await startRig(pluginOf([Mine, Login]));
    expect(rig.plugin.features).toEqual(["ImportOwnedGames", "ImportInstalledGames"]);
    expect(titlesOf(await rig.request("import_owned_games"))).toEqual(["better"]);
  });

  it("lose their decorator if the subclass gives the method another one", async () => {
    @Service()
    class Mine extends Shelf {
      protected override title() {
        return "base";
      }
      @LocalGames()
      override owned() {
        return [];
      }
    }
    const rig = await startRig(pluginOf([Mine, Login]));
    expect(rig.plugin.features).toEqual(["ImportInstalledGames"]);
  });

  it("do not affect the base class and its other subclasses", async () => {
    @Service()
    class Base {
      @OwnedGames()
      owned() {
        return owned("base");
      }
    }
    @Service()
    class Sub extends Base {
      @LaunchGame()
      launch() {
        return undefined;
      }
    }
    expect((await startRig(pluginOf([Base, Login]))).plugin.features).toEqual(["ImportOwnedGames"]);
    expect((await startRig(pluginOf([Sub, Login]))).plugin.features).toEqual(["ImportOwnedGames", "LaunchGame"]);
  });

  it("stay limited to their systems", async () => {
    class Base {
      @OnlyOn("win32")
      @LaunchGame()
      launch() {
        return undefined;
      }
    }
    @Service()
    class Sub extends Base {}
    expect((await startRig(pluginOf([Sub, Login]), { system: "linux" })).plugin.features).toEqual([]);
    expect((await startRig(pluginOf([Sub, Login]), { system: "win32" })).plugin.features).toEqual(["LaunchGame"]);
  });

  it("can belong to the plugin class", async () => {
    abstract class WithLogin {
      @Authenticate()
      login() {
        return { userId: "1", userName: this.constructor.name };
      }
    }
    @GalaxyPlugin({ platform: Platform.Test })
    class Mine extends WithLogin {}
    expect(await (await startRig(Mine)).request("init_authentication")).toEqual({
      result: { user_id: "1", user_name: "Mine" },
    });
  });
});

describe("timers of a base class", () => {
  it("run once for an overridden method, with the interval of the subclass", async () => {
    const runs: string[] = [];
    class Base {
      @Every("1s")
      poll() {
        runs.push("base");
      }
      @OnTick()
      tick() {
        runs.push("tick");
      }
    }
    @Service()
    class Sub extends Base {
      @Every("10s")
      override poll() {
        runs.push("sub");
      }
      override tick() {
        runs.push("sub tick");
      }
    }
    const rig = await startRig(pluginOf([Sub, Login]));
    await rig.clock.advance("1s");
    expect(runs.sort()).toEqual(["sub", "sub tick", "sub tick"]);
  });
});

describe("a decorated method with a symbol as its key", () => {
  it("is found", async () => {
    const key = Symbol("owned");
    @Service()
    class Mine {
      @OwnedGames()
      [key]() {
        return owned("by symbol");
      }
    }
    const rig = await startRig(pluginOf([Mine, Login]));
    expect(titlesOf(await rig.request("import_owned_games"))).toEqual(["by symbol"]);
    expect(rig.plugin.routes.find(({ method }) => method === "import_owned_games")?.handler).toBe("Mine.Symbol(owned)");
  });
});
