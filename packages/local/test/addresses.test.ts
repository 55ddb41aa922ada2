import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  Authenticate,
  type Class,
  GalaxyPlugin,
  InstallGame,
  LaunchGame,
  LaunchPlatformClient,
  type LaunchSpec,
  NoLogin,
  Platform,
  Service,
  ShutdownPlatformClient,
  UNKNOWN,
} from "@galaxy-kit/sdk";
import { eventually, isRunning, kill } from "@galaxy-kit/test-support";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import {
  exec,
  folder,
  GameTracker,
  HostOs,
  type InstalledGame,
  InstalledGames,
  LauncherAddresses,
  uri,
} from "../src/index.js";
import { commandFor } from "../src/programs/program-command.js";
import { Games } from "./support/games.js";

// Processes of the system start when it gets to them.
jest.setTimeout(20_000);

let games: Games;
let galaxy: TestGalaxy;
let spec: () => LaunchSpec;
let installed: InstalledGame[] | typeof UNKNOWN;
const path = process.env["PATH"];

@GalaxyPlugin({ platform: Platform.Test })
class Shelf {
  @Authenticate()
  login() {
    return { userId: "1", userName: "Ada" };
  }

  @InstalledGames()
  installed() {
    return installed;
  }

  @LaunchGame()
  launch(): LaunchSpec {
    return spec();
  }

  @InstallGame()
  install(): LaunchSpec {
    return spec();
  }

  @LaunchPlatformClient()
  openClient(): LaunchSpec {
    return spec();
  }

  @ShutdownPlatformClient()
  closeClient(): LaunchSpec {
    return spec();
  }
}

/** A desktop on which a program is registered for `shop:`, and nothing for other schemes. Its `xdg-open` notes its arguments. */
beforeEach(async () => {
  games = new Games();
  installed = UNKNOWN;
  const bin = newFolder();
  const script = (name: string, content: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${content}\n`, { mode: 0o755 });
  };
  script("xdg-mime", '[ "$3" = x-scheme-handler/shop ] && echo shop.desktop');
  script("gio", "exit 1");
  script("xdg-open", `for argument; do echo "$argument" >> '${games.path("opened")}'; done`);
  process.env["PATH"] = `${bin}:${path}`;
  galaxy = await startTestPlugin(Shelf);
  await galaxy.authenticate();
});

afterEach(async () => {
  process.env["PATH"] = path;
  await galaxy.close();
  await games.destroy();
});

const opened = () => eventually("something is opened", () => games.read("opened"));
const states = () => galaxy.received("localGameStatusChanged").map(({ localGame }) => localGame.localGameState);

describe("uri()", () => {
  it("that the system cannot open, such as without a display, does not stay running; the log says why", async () => {
    const [bin = ""] = (process.env["PATH"] ?? "").split(":");
    writeFileSync(join(bin, "xdg-open"), "#!/bin/sh\nexit 3\n", { mode: 0o755 });
    spec = () => uri("shop://run/1", { track: folder(games.path("tide")) });
    await galaxy.launchGame("tide");
    await eventually("the failure is logged", () => galaxy.log.text.includes("it ended with 3") || undefined);
    expect(galaxy.get(GameTracker).running.size).toBe(0);
    expect(states().at(-1) ?? 0).not.toBe(3);
  });

  it("opens an address without a shell, so nothing in it is run", async () => {
    const address = `shop://run/1?name='$(touch ${games.path("hacked")})'&x=\`id\`;echo`;
    spec = () => uri(address);
    await galaxy.launchGame("tide");
    expect(await opened()).toBe(`${address}\n`);
    expect(games.read("hacked")).toBeUndefined();
    expect(states()).toEqual([]);
  });

  it("opens the page of orElse() if no program is registered for the scheme", async () => {
    spec = () => uri("store://run/1").orElse(uri("other://run/1").orElse("https://store.example/client"));
    await galaxy.installGame("tide");
    expect(await opened()).toBe("https://store.example/client\n");
  });

  it("tries what several calls of orElse() name one after the other", async () => {
    const page = "https://store.example/client";
    spec = () => uri("store://run/1").orElse(uri("other://run/1")).orElse(uri("shop://run/1")).orElse(page);
    await galaxy.installGame("tide");
    expect(await opened()).toBe("shop://run/1\n");
  });

  it("is opened by HostOs, so that a test can note it instead", async () => {
    @Service()
    class NotedDesktop extends HostOs {
      readonly opened: string[] = [];

      override hasHandler(): Promise<boolean> {
        return Promise.resolve(true);
      }

      override open(address: string): Promise<void> {
        this.opened.push(address);
        return Promise.resolve();
      }
    }
    const noted = await startTestPlugin(Shelf, { overrides: [{ provide: HostOs, useClass: NotedDesktop }] });
    try {
      await noted.authenticate();
      spec = () => uri("store://run/1");
      await noted.launchGame("tide");
      const desktop = noted.get(HostOs) as NotedDesktop;
      await eventually("it is noted", () => desktop.opened.length > 0 || undefined);
      expect(desktop.opened).toEqual(["store://run/1"]);
      expect(games.read("opened")).toBeUndefined();
    } finally {
      await noted.close();
    }
  });

  it("opens and closes the platform's own client, without taking it for a game", async () => {
    const client = games.program("shop", "client");
    spec = () => exec(client, ["600"]);
    await galaxy.launchPlatformClient();
    await games.pidsOf(client);
    spec = () => uri("shop://quit");
    await galaxy.shutdownPlatformClient();
    expect(await opened()).toBe("shop://quit\n");
    expect(states()).toEqual([]);
    expect(galaxy.log.messages("error")).toEqual([]);
  });

  it("starts the program of orElse(), and tracks it", async () => {
    const program = games.program("tide", "tide");
    spec = () => uri("store://run/1").orElse(exec(program, ["600"]));
    await galaxy.launchGame("tide");
    await games.pidsOf(program);
    expect(states()).toEqual([3]);
  });

  it("opens nothing without a program and without orElse(), and logs that once", async () => {
    spec = () => uri("store://run/1");
    await galaxy.launchGame("tide");
    await galaxy.launchGame("tide");
    expect(galaxy.log.messages("warn").filter((line) => line.includes("program"))).toEqual([
      'No program is registered for addresses that begin with "store:"',
    ]);
    expect(states()).toEqual([]);
  });

  it("tracks the folder of the game that the store's client starts", async () => {
    spec = () => uri("shop://run/1", { track: folder(games.path("tide")) });
    await galaxy.launchGame("tide");
    await eventually("GALAXY shows it as running", () => states().length > 0 || undefined);
    // The time to start begins when the address has been opened, by another process.
    await eventually("no game has started in time", async () => {
      await galaxy.clock.advance("10s");
      return states().length > 1 || undefined;
    });
    expect(states()).toEqual([3, 1]);
  });

  it("tracks what @InstalledGames() says about the game, unless its author says something else", async () => {
    const program = games.program("tide", "tide");
    installed = [{ gameId: "tide", folder: games.path("tide") }];
    await galaxy.importLocalGames();
    spec = () => uri("shop://run/1");
    await galaxy.launchGame("tide");
    await eventually("GALAXY shows it as running", () => states().length > 0 || undefined);
    spawn(program, ["600"], { detached: true, stdio: "ignore" }).unref();
    const [pid] = await games.pidsOf(program);
    await galaxy.clock.advance("50s");
    expect(galaxy.get(GameTracker).running.get("tide")).toMatchObject({ how: "galaxy" });
    kill(pid!);
    await eventually("it ends", () => !isRunning(pid!) || undefined);
    await galaxy.clock.advance("10s");
    expect(states()).toEqual([3, 1]);
  });

  it("waits for a game for as long as the store's client prepares it, such as with an update", async () => {
    const tide = { gameId: "tide", folder: games.path("tide") };
    installed = [{ ...tide, isPreparing: true }];
    await galaxy.importLocalGames();
    spec = () => uri("shop://run/1");
    await galaxy.launchGame("tide");
    await eventually("GALAXY shows it as running", () => states().length > 0 || undefined);
    await galaxy.clock.advance("3m");
    expect(states()).toEqual([3]);
    installed = [tide];
    await galaxy.clock.advance("40s");
    expect(states()).toEqual([3]);
    await galaxy.clock.advance("20s");
    expect(states()).toEqual([3, 1]);
  });

  it("refuses an address without a scheme where it is written", () => {
    expect(() => uri("run/1")).toThrow("Invalid URL");
  });
});

describe("@LauncherAddresses()", () => {
  it("opens the address of the launcher for each command that has one, with the launcher's own id", async () => {
    @LauncherAddresses({
      launch: "shop://run/{gameId}",
      install: "shop://install?id={gameId}",
      idOf: ({ shelf }: Shop, gameId) => shelf.get(gameId) ?? gameId,
    })
    @Service()
    class Shop {
      readonly shelf = new Map([["tide", "4 & 5"]]);
    }
    await startWith(Shop);
    expect(galaxy.features).toEqual(expect.arrayContaining(["LaunchGame", "InstallGame"]));
    expect(galaxy.features).not.toContain("UninstallGame");
    await galaxy.installGame("tide");
    expect(await opened()).toBe("shop://install?id=4%20%26%205\n");
    await galaxy.launchGame("moth");
    await eventually("it opens", () => games.read("opened")?.includes("shop://run/moth\n") || undefined);
  });

  it("opens a page if the launcher is not installed, and gives way to a method of the author", async () => {
    @LauncherAddresses({ launch: "shop://run/{gameId}", uninstall: "store://remove", orElse: "https://store.example/" })
    @Service()
    class Shop {
      @LaunchGame()
      launch() {
        return uri("shop://mine");
      }
    }
    await startWith(Shop);
    await galaxy.uninstallGame("tide");
    expect(await opened()).toBe("https://store.example/\n");
    await galaxy.launchGame("tide");
    await eventually("it opens", () => games.read("opened")?.endsWith("shop://mine\n") || undefined);
  });

  it("refuses an address without a scheme where it is written", () => {
    expect(() => LauncherAddresses({ launch: " :{gameId}" })).toThrow("Invalid URL");
  });

  /** Starts an integration with this service. */
  async function startWith(service: Class): Promise<void> {
    @GalaxyPlugin({ platform: Platform.Test, services: [service] })
    @NoLogin()
    class Plugin {}
    await galaxy.close();
    galaxy = await startTestPlugin(Plugin);
    await galaxy.authenticate();
  }
});

describe("HostOs", () => {
  it("opens a file by its path", async () => {
    await galaxy.get(HostOs).open(games.path("a b.html"));
    expect(await opened()).toBe(`${pathToFileURL(games.path("a b.html")).href}\n`);
  });
});

describe("exec() on other systems", () => {
  it("passes nothing to a batch file that cmd.exe would run", () => {
    const batch = (...args: string[]) => commandFor("C:\\Games\\tide.BAT", args, "win32");
    expect(batch("--level", "a & b")).toEqual({
      command: "cmd.exe",
      args: ["/d", "/s", "/c", '""C:\\Games\\tide.BAT" "--level" "a & b""'],
      verbatim: true,
    });
    for (const unsafe of ['" & calc & "', "%PATH%", "a\nb", "!x!"]) {
      expect(() => batch(unsafe)).toThrow("Cannot pass");
    }
  });

  it("opens an app, and waits for it", () => {
    const { command, args } = commandFor("/Applications/Tide.app", ["-x"], "darwin");
    expect([command, ...args]).toEqual(["open", "-W", "-n", "-a", "/Applications/Tide.app", "--args", "-x"]);
  });
});
