import { spawn } from "node:child_process";
import { join } from "node:path";
import { Authenticate, GalaxyPlugin, LaunchGame, type LaunchSpec, Platform, Service, UNKNOWN } from "@galaxy-kit/sdk";
import { eventually, isRunning, kill } from "@galaxy-kit/test-support";
import { startTestPlugin, type TestGalaxy, type TestPluginOptions } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import {
  exec,
  type GameSession,
  GameTracker,
  type InstalledGame,
  InstalledGames,
  OnGameStopped,
  original,
  Processes,
  type ProcessInfo,
  tree,
} from "../src/index.js";
import { Games } from "./support/games.js";

// Processes of the system start when it gets to them.
jest.setTimeout(20_000);

let games: Games;
let galaxy: TestGalaxy;
let dataFolder: string;
let installed: InstalledGame[] | typeof UNKNOWN;
let spec: (gameId: string) => LaunchSpec;
let stopped: Pick<GameSession, "id" | "gameId" | "how">[];

@Service()
class Library {
  @InstalledGames({ refresh: "5s", sizes: true, removals: { confirm: 1, brake: "100%" } })
  installed() {
    return installed;
  }

  @LaunchGame()
  launch(gameId: string): LaunchSpec {
    return spec(gameId);
  }

  @OnGameStopped()
  stopped(gameId: string, { id, how }: GameSession): void {
    stopped.push({ id, gameId, how });
  }
}

@GalaxyPlugin({ platform: Platform.Test, services: [Library] })
class Shelf {
  @Authenticate()
  login() {
    return { userId: "1", userName: "Ada" };
  }
}

/** Each game says how it is started. */
@Service()
class Launching {
  @InstalledGames({ refresh: "5s", launch: true, sizes: true, alias: (gameId) => gameId.split("-")[0]! })
  installed() {
    return installed;
  }
}

@GalaxyPlugin({ platform: Platform.Test, services: [Launching] })
class LaunchingShelf extends Shelf {}

async function start(options: TestPluginOptions = {}): Promise<void> {
  galaxy = await startTestPlugin(Shelf, { dataFolder, ...options });
  await galaxy.authenticate();
}

beforeEach(() => {
  games = new Games();
  dataFolder = games.path("data");
  installed = [];
  stopped = [];
});

afterEach(async () => {
  await galaxy.close();
  await games.destroy();
});

const states = () =>
  galaxy.received("localGameStatusChanged").map(({ localGame }) => `${localGame.gameId} ${localGame.localGameState}`);

async function imported(): Promise<string[]> {
  return (await galaxy.importLocalGames()).map(({ gameId, localGameState }) => `${gameId} ${localGameState}`).sort();
}

/** What the client of a store or the user does: starts something that GALAXY did not start. Resolves to its pid. */
async function startOutside(program: string, ...args: string[]): Promise<number> {
  spawn(program, args, { detached: true, stdio: "ignore" }).unref();
  const [pid] = await games.pidsOf(args.find((argument) => argument.startsWith("/")) ?? program);
  return pid!;
}

async function shows(...expected: string[]): Promise<void> {
  await eventually(`GALAXY shows ${expected.join(", ")}`, async () => {
    if (states().length >= expected.length) return true;
    await galaxy.clock.advance("1s");
    return undefined;
  });
  expect(states()).toEqual(expected);
}

const folderOf = (gameId: string): InstalledGame => ({ gameId, folder: games.path(gameId) });

describe("@InstalledGames()", () => {
  it("knows how much space games take, also before GALAXY has asked what is installed", async () => {
    installed = [{ ...folderOf("tide"), size: 5_000 }, folderOf("moth")];
    galaxy = await startTestPlugin(Shelf, { dataFolder });
    const sizes = async () => Object.fromEntries((await galaxy.importLocalSizes(["tide", "moth", "owl"])).values);
    expect(await sizes()).toEqual({ tide: 5_000, moth: null, owl: null });
    await galaxy.importLocalGames();
    installed = [{ ...folderOf("tide"), size: 7_000 }];
    await galaxy.authenticate();
    await galaxy.clock.advance("31s");
    expect(await sizes()).toMatchObject({ tide: 7_000 });
  });

  it("says once that what a game has takes an option", async () => {
    @Service()
    class Forgetful {
      @InstalledGames({ refresh: "5s", launch: true })
      installed() {
        return installed;
      }
    }
    @GalaxyPlugin({ platform: Platform.Test, services: [Forgetful] })
    class ForgetfulShelf extends Shelf {}
    installed = [folderOf("moth"), { ...folderOf("tide"), size: 5_000, timePlayed: 5, launch: exec("/tide") }];
    galaxy = await startTestPlugin(ForgetfulShelf, { dataFolder });
    await galaxy.authenticate();
    await galaxy.importLocalGames();
    await galaxy.clock.advance("20s");
    const warnings = galaxy.log.entries.filter(({ level }) => level === "warn");
    expect(warnings.map(({ message, remedy }) => `${message}: ${String(remedy)}`)).toEqual([
      "Forgetful.installed returned `size`, which has no effect without an option: " +
        "Add the option `sizes: true`, or leave `size` out.",
      "Forgetful.installed returned `timePlayed`, which has no effect without an option: " +
        "Add the option `times: true`, or leave `timePlayed` out.",
    ]);
  });

  it("launches a game as the list says, also before GALAXY has asked for the list; of two with one id, as the first", async () => {
    const program = games.program("tide", "tide");
    const demo = games.program("demo", "demo");
    const launch = () => exec(program, ["600"]);
    installed = [
      { ...folderOf("tide"), size: 5_000, launch },
      { gameId: "tide", folder: games.path("demo"), size: 7_000, launch: exec(demo, ["600"]) },
    ];
    galaxy = await startTestPlugin(LaunchingShelf, { dataFolder });
    await galaxy.authenticate();
    await galaxy.launchGame("tide");
    const [pid] = await games.pidsOf(program);
    expect(Object.fromEntries((await galaxy.importLocalSizes(["tide"])).values)).toEqual({ tide: 5_000 });
    expect(await imported()).toEqual(["tide 3"]);
    expect(galaxy.log.text).not.toContain("more than once");
    kill(pid!);
    await shows("tide 3", "tide 1");
    // It may run from either folder.
    await startOutside(demo, "600");
    await shows("tide 3", "tide 1", "tide 3");
  });

  it("launches an edition of a game, which has another id for GALAXY", async () => {
    const program = games.program("tide", "tide");
    installed = [{ gameId: "tide-deluxe", folder: games.path("tide"), size: 5_000, launch: exec(program, ["600"]) }];
    galaxy = await startTestPlugin(LaunchingShelf, { dataFolder });
    await galaxy.authenticate();
    expect(await imported()).toEqual(["tide 1"]);
    expect(Object.fromEntries((await galaxy.importLocalSizes(["tide"])).values)).toEqual({ tide: 5_000 });
    await galaxy.launchGame("tide");
    await shows("tide 3");
    kill((await games.pidsOf(program))[0]!);
    await shows("tide 3", "tide 1");
  });

  it("takes what the class of a game computes, also in an edition, and calls its method to start it", async () => {
    let folder = games.path("old");
    class Edition implements InstalledGame {
      readonly #name = "tide";

      get gameId() {
        return `${this.#name}-deluxe`;
      }

      get folder() {
        return folder;
      }

      get size() {
        return 5_000;
      }

      launch() {
        return exec(join(this.folder, this.#name), ["600"]);
      }
    }
    installed = [new Edition()];
    galaxy = await startTestPlugin(LaunchingShelf, { dataFolder });
    await galaxy.authenticate();
    expect(await imported()).toEqual(["tide 1"]);
    expect(Object.fromEntries((await galaxy.importLocalSizes(["tide"])).values)).toEqual({ tide: 5_000 });
    const program = games.program("new", "tide");
    folder = games.path("new");
    await galaxy.clock.advance("6s");
    await galaxy.launchGame("tide");
    await shows("tide 3");
    kill((await games.pidsOf(program))[0]!);
    await shows("tide 3", "tide 1");

    await startOutside(program, "600");
    await shows("tide 3", "tide 1", "tide 3");
  });

  it("leaves out a game that cannot be read, and no other", async () => {
    class Broken implements InstalledGame {
      constructor(readonly gameId: string) {}

      get folder(): string {
        throw new Error("no such record");
      }
    }
    installed = [folderOf("moth"), folderOf("owl"), new Broken("tide"), folderOf("wren")];
    await start();
    expect(await imported()).toEqual(["moth 1", "owl 1", "wren 1"]);
    expect(galaxy.log.text).toContain("tide: it cannot be read (Error: no such record)");
  });

  it("launches a game that one answer lacks, since GALAXY still shows it", async () => {
    installed = [{ ...folderOf("tide"), launch: exec(games.program("tide", "tide"), ["600"]) }];
    galaxy = await startTestPlugin(LaunchingShelf, { dataFolder });
    await galaxy.authenticate();
    expect(await imported()).toEqual(["tide 1"]);
    installed = [];
    await galaxy.clock.advance("6s");
    expect(await imported()).toEqual(["tide 1"]);
    await galaxy.launchGame("tide");
    await shows("tide 3");
  });

  it("says once why nothing is started: the game is not installed, or nothing says how it is started", async () => {
    installed = [folderOf("tide"), { ...folderOf("moth"), launch: () => undefined }];
    galaxy = await startTestPlugin(LaunchingShelf, { dataFolder });
    await galaxy.authenticate();
    for (const gameId of ["tide", "tide", "moth", "owl", "owl"]) await galaxy.launchGame(gameId);
    const remedy = "Return `launch` with the game from Launching.installed, or add a method with @LaunchGame().";
    const place: unknown = expect.stringMatching(/^Launching\.installed \(.*installed-games\.test\.ts:\d+:\d+\)$/);
    expect(galaxy.log.entries.filter(({ level }) => level === "warn")).toMatchObject([
      { message: "Launching.installed does not return how to start the game", gameId: "tide", place, remedy },
      { message: "Launching.installed does not return how to start the game", gameId: "moth", place, remedy },
      { message: "The game is not installed, so nothing was started", gameId: "owl", place },
    ]);
    expect(galaxy.get(GameTracker).running.size).toBe(0);
  });

  it("shows a game that was started before the integration as running (games started outside not shown)", async () => {
    const program = games.program("tide", "bin", "tide");
    installed = [folderOf("tide"), folderOf("moth")];
    const pid = await startOutside(program, "600");
    await start();
    expect(await imported()).toEqual(["moth 1", "tide 3"]);
    const { startTime } = (await galaxy.get(Processes).list()).find((info) => info.pid === pid)!;
    expect([...galaxy.get(GameTracker).running.values()]).toMatchObject([{ how: "outside", startedAt: startTime }]);
    const shown = { gameId: "tide", startedAt: Math.round(startTime), how: "outside" };
    expect(galaxy.parts.find(({ kind }) => kind === "games")).toMatchObject({ watched: 2, running: [shown] });
    kill(pid);
    await shows("tide 1");
    expect(stopped).toMatchObject([{ gameId: "tide", how: "outside" }]);
  });

  it.each([
    ["", {}],
    [", with empty lists", { programs: [], args: [] }],
  ])("notices a game that is started outside while the integration runs%s", async (_, lists) => {
    const program = games.program("tide", "tide");
    installed = [{ ...folderOf("tide"), ...lists }];
    await start();
    expect(await imported()).toEqual(["tide 1"]);
    const pid = await startOutside(program, "600");
    await shows("tide 3");
    kill(pid);
    await shows("tide 3", "tide 1");
  });

  it('compares whole path components ("Foo" matched "Foo 2"), and the innermost folder wins', async () => {
    const inner = games.program("Foo", "dlc", "Bar", "bar");
    const sibling = games.program("Foo 2", "foo");
    installed = [
      { gameId: "foo", folder: games.path("Foo") },
      { gameId: "bar", folder: `${games.path("Foo", "dlc", "Bar")}/` },
    ];
    await startOutside(inner, "600");
    await startOutside(sibling, "600");
    await start();
    expect(await imported()).toEqual(["bar 3", "foo 1"]);
  });

  it('leaves out a game with an empty or relative folder, and keeps the others ("" is in every path)', async () => {
    const program = games.program("tide", "tide");
    await startOutside(program, "600");
    installed = [
      { gameId: "empty", folder: "" },
      { gameId: "relative", folder: "games" },
      folderOf("tide"),
      folderOf("a"),
      folderOf("b"),
    ];
    await start();
    expect(await imported()).toEqual(["a 1", "b 1", "tide 3"]);
    expect(galaxy.log.text).toContain("folder is not an absolute path");
  });

  it("resolves links in the folder of a game", async () => {
    const program = games.program("disk", "tide", "tide");
    games.link("disk", "link");
    installed = [{ gameId: "tide", folder: games.path("link", "tide") }];
    await startOutside(program, "600");
    await start();
    expect(await imported()).toEqual(["tide 3"]);
  });

  it("recognizes a ROM by the argument of the emulator, and scripts by their path", async () => {
    const emulator = games.script("#!/bin/sh\nsleep 600\n", "emulator", "emulator.sh");
    const script = games.script("setInterval(() => {}, 1000);", "moth", "moth.mjs");
    const rom = games.path("roms", "tide.nes");
    installed = [
      { gameId: "tide", file: rom },
      { gameId: "other", file: games.path("roms", "other.nes") },
      folderOf("moth"),
    ];
    await startOutside(emulator, "--fullscreen", `--rom=${rom}`);
    await startOutside(process.execPath, script);
    await start();
    expect(await imported()).toEqual(["moth 3", "other 1", "tide 3"]);
  });

  it("tells two games in one folder apart by their programs and arguments", async () => {
    const program = games.program("bundle", "classic");
    const folder = games.path("bundle");
    installed = [
      { gameId: "remake", folder, programs: ["remake"] },
      { gameId: "classic", folder, programs: ["classic"], args: ["600"] },
      { gameId: "expansion", folder, programs: ["classic"], args: ["601"] },
    ];
    await startOutside(program, "600");
    await start();
    expect(await imported()).toEqual(["classic 3", "expansion 1", "remake 1"]);
  });

  it("does not show a game as uninstalled or ended when the platform's files cannot be read (empty database)", async () => {
    const program = games.program("tide", "tide");
    installed = [folderOf("tide")];
    await startOutside(program, "600");
    await start();
    expect(await imported()).toEqual(["tide 3"]);
    installed = UNKNOWN;
    await galaxy.clock.advance("30s");
    installed = [];
    await galaxy.clock.advance("30s");
    expect(states()).toEqual([]);
  });

  it("opens nothing for an id that is not installed, and logs that once (stale ids)", async () => {
    const program = games.program("tide", "tide");
    installed = [folderOf("moth")];
    spec = () => exec(program, ["600"]);
    await start();
    await imported();
    await galaxy.launchGame("tide");
    await galaxy.launchGame("tide");
    expect(states()).toEqual([]);
    const lines = galaxy.log.entries.filter(({ message }) => message.includes("not installed"));
    expect(lines).toMatchObject([{ level: "warn", gameId: "tide" }]);
  });

  it("gives a game that the client of a store has started to that game, and not to the client's launch", async () => {
    const program = games.program("moth", "moth");
    const client = games.script(`#!/bin/sh\n'${program}' 600 &\nsleep 600\n`, "store", "client.sh");
    installed = [folderOf("tide"), folderOf("moth")];
    spec = () => exec(client, [], { track: tree() });
    await start();
    await imported();
    await galaxy.launchGame("tide");
    await games.pidsOf(program);
    await shows("tide 3", "moth 3");
    expect(galaxy.get(GameTracker).running.get("moth")).toMatchObject({ how: "outside" });
  });

  it("gives what a launcher in the folder of another game starts there to the game that was launched", async () => {
    const program = games.program("bundle", "classic");
    const launcher = games.script(`#!/bin/sh\n'${program}' 600 &\nexit 0\n`, "bundle", "launcher.sh");
    installed = [{ gameId: "remake", folder: games.path("bundle") }, { gameId: "classic" }];
    spec = () => exec(launcher, [], { track: tree() });
    await start();
    await imported();
    await galaxy.launchGame("classic");
    await games.pidsOf(program);
    await galaxy.clock.advance("20s");
    expect(states()).toEqual(["classic 3"]);
  });

  it("does not begin another session for helpers that a game has left behind", async () => {
    const helper = games.program("tide", "helper");
    const program = games.script(`#!/bin/sh\n'${helper}' 600 &\nsleep 600\n`, "tide", "tide.sh");
    installed = [folderOf("tide")];
    spec = () => exec(program, [], { track: original() });
    await start();
    await imported();
    await galaxy.launchGame("tide");
    const [pid] = await games.pidsOf(program);
    await games.pidsOf(helper);
    await galaxy.clock.advance("12s");
    kill(pid!);
    await shows("tide 3", "tide 1");
    await galaxy.clock.advance("1m");
    expect(states()).toEqual(["tide 3", "tide 1"]);
  });

  it("continues a session after a restart of the integration, and reports one that ended meanwhile", async () => {
    const tide = games.program("tide", "tide");
    const moth = games.program("moth", "moth");
    installed = [folderOf("tide"), folderOf("moth")];
    spec = (gameId) => exec(gameId === "tide" ? tide : moth, ["600"]);
    await start();
    await imported();
    await galaxy.launchGame("tide");
    await galaxy.launchGame("moth");
    const [pid] = await games.pidsOf(moth);
    await galaxy.clock.advance("60s");
    const { id } = galaxy.get(GameTracker).running.get("tide")!;
    await galaxy.close();
    kill(pid!);
    await eventually("it ends", () => !isRunning(pid!) || undefined);
    const hour = 3_600_000;
    await start({ startTime: galaxy.clock.now() + hour });
    expect(await imported()).toEqual(["moth 1", "tide 3"]);
    const session = galaxy.get(GameTracker).running.get("tide")!;
    expect(session).toMatchObject({ id, how: "galaxy" });
    expect(session.seconds).toBeGreaterThanOrEqual(3660);
    expect(session.seconds).toBeLessThan(3665);
    expect(stopped).toMatchObject([{ gameId: "moth", how: "galaxy" }]);
  });

  it("ignores a folder on a disk that is not there, and knows it when it is back", async () => {
    installed = [{ gameId: "tide", folder: games.path("disk", "tide") }];
    await start();
    expect(await imported()).toEqual(["tide 1"]);
    games.folder("real");
    games.link("real", "disk");
    await startOutside(games.program("real", "tide", "tide"), "600");
    await shows("tide 3");
  });
});

/** Processes that no test can make real: with a pid that was used before, or that cannot be read. */
class TestProcesses extends Processes {
  answer: (processes: readonly ProcessInfo[]) => void = () => undefined;
  processes: ProcessInfo[] | Error | "hang" = [];

  override list(): Promise<readonly ProcessInfo[]> {
    if (this.processes === "hang") return new Promise((resolve) => (this.answer = resolve));
    return this.processes instanceof Error ? Promise.reject(this.processes) : Promise.resolve(this.processes);
  }
}

describe("Processes", () => {
  const processes = new TestProcesses();
  const tide: ProcessInfo = { pid: 7, id: "7 100", ppid: 1, startTime: 100, name: "tide", exe: "/games/tide/tide" };
  const overrides = [{ provide: Processes, useValue: processes }];

  it("with a pid that was reused are other processes", async () => {
    installed = [{ gameId: "tide", folder: "/games/tide" }];
    processes.processes = [tide];
    await start({ overrides });
    expect(await imported()).toEqual(["tide 3"]);
    await galaxy.close();
    processes.processes = [{ ...tide, id: "7 200", startTime: 200, name: "editor", exe: "/usr/bin/editor" }];
    await start({ overrides });
    expect(await imported()).toEqual(["tide 1"]);
  });

  it("that cannot be read end no game, and are logged once", async () => {
    installed = [{ gameId: "tide", folder: "/games/tide" }];
    processes.processes = [tide];
    await start({ overrides });
    expect(await imported()).toEqual(["tide 3"]);
    processes.processes = new Error("access denied");
    await galaxy.clock.advance("1m");
    expect(states()).toEqual([]);
    processes.processes = [tide];
    await galaxy.clock.advance("10s");
    expect(galaxy.log.entries.filter(({ message }) => message.includes("processes of this computer"))).toMatchObject([
      { level: "warn", error: { message: "access denied" } },
      { level: "info", message: "The processes of this computer can be read again" },
    ]);
  });

  it("that are listed by a program that hangs end no game, and are seen again when it answers", async () => {
    installed = [{ gameId: "tide", folder: "/games/tide" }];
    processes.processes = [tide];
    await start({ overrides });
    expect(await imported()).toEqual(["tide 3"]);
    processes.processes = "hang";
    await galaxy.clock.advance("1m");
    expect(galaxy.get(GameTracker).state.error).toBe("Listing them takes longer than 30 s");
    expect(states()).toEqual([]);
    processes.processes = [];
    processes.answer([]);
    await galaxy.clock.advance("10s");
    expect(galaxy.get(GameTracker).state.error).toBeUndefined();
    expect(states()).toEqual(["tide 1"]);
  });

  it("are compared regardless of case and prefixes on Windows", async () => {
    const { InstalledIndex } = await import("../src/tracking/installed-index.js");
    const index = new InstalledIndex(
      [
        { gameId: "foo", folder: "C:\\Games\\Foo\\" },
        { gameId: "foo2", folder: "\\\\?\\C:\\Games\\Foo 2" },
        { gameId: "rom", file: "d:/roms/Tide.nes" },
      ],
      undefined,
      "win32",
    );
    const found = (exe: string, ...args: string[]): readonly string[] =>
      index.gamesOf({ ...tide, name: "x.exe", exe, args: [exe, ...args] });
    expect(found("c:\\games\\FOO\\bin\\x.exe")).toEqual(["foo"]);
    expect(found("\\\\?\\C:\\Games\\Foo 2\\x.exe")).toEqual(["foo2"]);
    expect(found("C:\\Games\\Foo 3\\x.exe")).toEqual([]);
    expect(found("C:\\Emulator\\x.exe", "-f", "D:\\ROMS\\tide.nes")).toEqual(["rom"]);
  });

  it("are recognized by a relative path where the system does not say what it is relative to", async () => {
    const { InstalledIndex } = await import("../src/tracking/installed-index.js");
    const files = (system: NodeJS.Platform, ...paths: string[]) =>
      new InstalledIndex(
        paths.map((file) => ({ gameId: file, file })),
        undefined,
        system,
      );
    const mac = files("darwin", "/roms/nes/Tide.nes", "/roms/nes/moth.nes", "/roms/old/moth.nes", "/roms/a b/owl.nes");
    const found = (index: InstanceType<typeof InstalledIndex>, ...args: string[]): readonly string[] =>
      index.gamesOf({ ...tide, name: "emulator", exe: "/emulator", args: ["/emulator", ...args] });
    expect(found(mac, "./tide.nes")).toEqual(["/roms/nes/Tide.nes"]);
    expect(found(mac, "--rom=../nes/Tide.nes")).toEqual(["/roms/nes/Tide.nes"]);
    expect(found(mac, "old/moth.nes")).toEqual(["/roms/old/moth.nes"]);
    // Two files end like this; no file does.
    expect(found(mac, "moth.nes")).toEqual([]);
    expect(found(mac, "es/Tide.nes", "nes/owl.nes", "", "..")).toEqual([]);
    const windows = files("win32", "d:/roms/Tide.nes");
    expect(found(windows, "ROMS\\tide.nes")).toEqual(["d:/roms/Tide.nes"]);
  });
});
