import { spawn } from "node:child_process";
import { readFileSync, truncateSync } from "node:fs";
import { isPlatform } from "@galaxy-kit/protocol";
import { LocalGameState } from "@galaxy-kit/sdk";
import { eventually } from "@galaxy-kit/test-support";
import { startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { RetroArchPlugin } from "../src/retroarch.plugin.js";
import { RetroArchSettings } from "../src/settings.js";
import { VARIANTS } from "../src/systems.js";
import { Arcade } from "./arcade.js";

const { Installed, Running } = LocalGameState;
const NES = "Nintendo - Nintendo Entertainment System";

let arcade: Arcade;
let galaxy: TestGalaxy;

beforeEach(() => {
  arcade = new Arcade();
});

afterEach(async () => {
  delete process.env["RETROARCH_STAND_IN"];
  await galaxy.close();
  await arcade.destroy();
});

/** Does what GALAXY does at startup. */
async function connect(variant = "nes", settings: Partial<RetroArchSettings> = {}): Promise<void> {
  const useValue = { ...arcade.settings, ...settings };
  galaxy = await startTestPlugin(RetroArchPlugin, { variant, overrides: [{ provide: RetroArchSettings, useValue }] });
  await galaxy.importLocalGames();
  await galaxy.authenticate();
}

/** `Amber Harbor`, and `Lost Disk (missing)` for a game that is not installed. */
async function library(): Promise<string[]> {
  const states = new Map((await galaxy.importLocalGames()).map((game) => [game.gameId, game.localGameState]));
  const games = await galaxy.importOwnedGames();
  return games
    .map(({ gameId, gameTitle }) => gameTitle + (states.get(gameId) === Installed ? "" : " (missing)"))
    .sort();
}

async function playTimeOf(gameId: string) {
  return (await galaxy.importGameTimes([gameId])).values.get(gameId);
}

/** Advances the clock until the library is as expected, or for two minutes. */
async function becomes(...expected: string[]): Promise<void> {
  await eventually(expected.join(", "), async () => {
    await galaxy.clock.advance("5s");
    return JSON.stringify(await library()) === JSON.stringify(expected) ? true : undefined;
  });
}

describe("the variants", () => {
  it("are one for each platform, each with its own guid", async () => {
    await connect();
    const variants = Object.values(VARIANTS);
    expect(variants.filter(({ platform }) => !isPlatform(platform))).toEqual([]);
    expect(new Set(variants.map(({ guid }) => guid)).size).toBe(variants.length);
    expect(variants.map(({ name }) => name)).toContain("RetroArch: Mega Drive - Genesis");
  });
});

describe("the playlists", () => {
  it.each([
    ["nes", "JSON, and games in archives", ["Amber Harbor", "Hollow Comet", "Lost Disk (missing)", "Nameless"]],
    ["snes", "six lines for each game", ["Hollow Orchard", "Lost Disk (missing)", "Nameless", "Tin Signal"]],
    ["n64", "JSON with a byte order mark", ["Lost Disk (missing)", "Nameless", "Northern Tram", "Tin Cavern"]],
    ["psx", "compressed", ["Copper Lantern", "Lost Disk (missing)", "Nameless", "Paper Cavern"]],
    ["segag", "paths relative to a folder", ["Lost Disk (missing)", "Nameless", "Paper Meadow", "Salt Clockwork"]],
    ["saturn", "paths relative to the program", ["Lost Disk (missing)", "Nameless", "Salt Comet", "Winter Foundry"]],
  ])("of %s are read: %s", async (variant, _form, expected) => {
    await connect(variant);
    expect(await library()).toEqual(expected);
    expect([...galaxy.log.messages("error"), ...galaxy.log.messages("warn")]).toEqual([]);
  });

  it("of several systems of one platform are all read", async () => {
    await connect("ngameboy");
    const expected = ["Copper Orchard", "Lost Disk (missing)", "Nameless", "Northern Clockwork", "Quiet Foundry"];
    expect(await library()).toEqual([...expected, "Quiet Harbor"]);
  });

  it("that users make give each platform its games", async () => {
    arcade.write(arcade.path("roms", "Far.nes"), "");
    const item = { path: arcade.path("roms", "Far.nes"), label: "Far", db_name: `${NES}.lpl` };
    arcade.writePlaylist("Weekend", [item, { ...item, db_name: "Sony - PlayStation.lpl" }, { ...item, db_name: "" }]);
    await connect();
    expect(await library()).toContain("Far");
  });

  it("may contain a game twice: it counts once, where its file exists", async () => {
    const [exists, gone] = ["here", "gone"].map((folder) => arcade.path("roms", folder, "Far (USA).nes"));
    arcade.write(exists!, "");
    arcade.writePlaylist("Aardvark", [{ path: exists, label: "Far", db_name: `${NES}.lpl` }]);
    arcade.writePlaylist("Zebra", [{ path: gone, label: "Far", db_name: `${NES}.lpl` }]);
    await connect();
    expect((await library()).filter((title) => title.startsWith("Far"))).toEqual(["Far"]);
    expect(galaxy.log.messages("warn")).toEqual([]);
  });

  it("may contain garbage: the other games are taken", async () => {
    const path = arcade.path("roms", "Far #1.nes");
    arcade.write(path, "");
    arcade.writePlaylist(NES, [null as never, {}, { path: 5 }, { path: "" }, { path, label: "Far #1" }]);
    await connect();
    expect(await library()).toEqual(["Amber Harbor", "Far #1"]);
  });
});

describe("a change", () => {
  it("of a playlist reaches GALAXY soon", async () => {
    await connect();
    await library();
    arcade.write(arcade.path("roms", "New.nes"), "");
    arcade.writePlaylist("Sunday", [{ path: arcade.path("roms", "New.nes"), label: "New", db_name: `${NES}.lpl` }]);
    await becomes("Amber Harbor", "Hollow Comet", "Lost Disk (missing)", "Nameless", "New");
    expect(galaxy.received("ownedGameAdded").map(({ ownedGame }) => ownedGame.gameTitle)).toEqual(["New"]);
  });

  it("such as a removed file leaves the game in the library", async () => {
    await connect();
    await library();
    arcade.remove(arcade.path("roms", "nes", "Hollow Comet (USA).zip"));
    await becomes("Amber Harbor", "Hollow Comet (missing)", "Lost Disk (missing)", "Nameless");
  });

  it("such as a playlists folder that vanishes leaves the library as it is", async () => {
    await connect();
    const before = await library();
    const bringBack = arcade.takeAway(arcade.path("RetroArch", "playlists"));
    await galaxy.clock.advance("2m");
    expect(await library()).toEqual(before);
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
    expect([...galaxy.log.messages("error"), ...galaxy.log.messages("warn")]).toEqual([
      `Cannot read the folder ${arcade.path("RetroArch", "playlists")}: its games are kept`,
    ]);
    bringBack();
  });

  it.each([
    ["nes", NES],
    ["snes", "Nintendo - Super Nintendo Entertainment System"],
    ["psx", "Sony - PlayStation"],
  ])("such as a playlist of %s that is half-written leaves its games as they are", async (variant, system) => {
    await connect(variant);
    const before = await library();
    const content = readFileSync(arcade.playlist(system));
    for (const length of [content.length - 9, Math.floor(content.length / 2), 0]) {
      truncateSync(arcade.playlist(system), length);
      await galaxy.clock.advance("20s");
      expect(await library()).toEqual(before);
      arcade.write(arcade.playlist(system), content);
      await galaxy.clock.advance("20s");
    }
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
  });
});

describe("a launch", () => {
  const game = "Amber Harbor (World)";
  const content = () => arcade.path("roms", "nes", `${game}.zip#${game}.nes`);

  it("starts RetroArch with the core for the system and the game", async () => {
    await connect();
    await galaxy.launchGame(game);
    const { args } = await arcade.running();
    expect(args).toEqual(["-L", arcade.core("mesen"), "-f", content()]);
    expect(galaxy.received("localGameStatusChanged").at(-1)?.localGame).toEqual({
      gameId: game,
      localGameState: Installed | Running,
    });
  });

  it("that the user ends at once has ended: RetroArch hands over to no other program", async () => {
    process.env["RETROARCH_STAND_IN"] = "seconds=1";
    await connect();
    await galaxy.launchGame(game);
    await arcade.ended();
    for (let second = 0; second < 15; second++) await galaxy.clock.advance("1s");
    expect(galaxy.received("localGameStatusChanged").at(-1)?.localGame.localGameState).toBe(Installed);
  });

  it("outside GALAXY is seen, too, if the command line names the game", async () => {
    const { program } = arcade.settings;
    spawn(process.execPath, [program, "-L", arcade.core("mesen"), content()], { stdio: "ignore" }).unref();
    await arcade.running();
    await connect();
    const games = await galaxy.importLocalGames();
    expect(games.filter(({ localGameState }) => localGameState !== Installed)).toEqual([
      { gameId: game, localGameState: Installed | Running },
    ]);
  });

  it.each([
    ["of the playlist", "fceumm", { default_core_path: "fceumm" }, {}],
    [
      "of the game, before that of the playlist",
      "nestopia",
      { default_core_path: "fceumm" },
      { core_path: "nestopia" },
    ],
    ["in the settings, if RetroArch would ask", "bsnes", {}, { core_path: "DETECT" }],
    ["in the settings, if the one of the game is not installed", "bsnes", {}, { core_path: "gone" }],
  ])("uses the core %s", async (_whose, core, playlist: object, item: object) => {
    for (const name of ["fceumm", "nestopia", "bsnes"]) arcade.write(arcade.core(name), "");
    const toPath = ([key, name]: [string, string]) => [key, name === "DETECT" ? name : `:/cores/${name}_libretro.so`];
    const withPaths = (values: object) => Object.fromEntries(Object.entries(values).map(toPath));
    arcade.writePlaylist(NES, [{ path: content(), label: "Amber", ...withPaths(item) }], withPaths(playlist));
    await connect("nes", { core: "bsnes", fullScreen: false });
    await galaxy.launchGame(game);
    expect((await arcade.running()).args).toEqual(["-L", arcade.core(core), content()]);
  });

  it("without a core says which are missing, and what to do", async () => {
    arcade.remove(arcade.core("mesen"));
    await connect();
    await galaxy.launchGame(game);
    const missing = /mesen_libretro\.so, nestopia_libretro\.so, .*Online Updater/;
    await eventually("an error", () => (missing.test(galaxy.log.text) ? true : undefined));
    expect(arcade.isRunning).toBe(false);
  });
});

describe("play time", () => {
  const game = "Amber Harbor (World)";

  it("is the sum of what RetroArch counted for each core, in any number of hours", async () => {
    await connect();
    const lastPlayedTime = new Date(2026, 10, 28, 21, 14, 7).getTime() / 1000;
    expect(await playTimeOf(game)).toEqual({ gameId: game, timePlayed: 112 * 60 + 6, lastPlayedTime });
  });

  it("is what RetroArch counted for all cores, and not both together", async () => {
    arcade.writePlayTime("", game, "200:00:00", "2026-11-29 08:00:00");
    await connect();
    const lastPlayedTime = new Date(2026, 10, 29, 8).getTime() / 1000;
    expect(await playTimeOf(game)).toEqual({ gameId: game, timePlayed: 12_000, lastPlayedTime });
  });

  it("is counted here, too: the larger one of both is true", async () => {
    await connect();
    await galaxy.launchGame("Hollow Comet (USA)");
    const { pid } = await arcade.running();
    await galaxy.clock.advance("2m");
    process.kill(pid, "SIGTERM");
    await eventually("the game ends", async () => {
      await galaxy.clock.advance("5s");
      return galaxy.received("localGameStatusChanged").at(-1)?.localGame.localGameState === Installed
        ? true
        : undefined;
    });
    expect((await playTimeOf("Hollow Comet (USA)"))?.timePlayed).toBe(2);
    arcade.writePlayTime("Mesen", "Hollow Comet (USA)", "0:11:00", "2026-11-28 21:14:07");
    expect((await playTimeOf("Hollow Comet (USA)"))?.timePlayed).toBe(11);
  });

  it("is in another folder if the user says so", async () => {
    arcade.configure("runtime_log_directory", "~/times");
    await connect();
    expect((await playTimeOf(game))?.timePlayed ?? 0).toBe(0);
  });
});

describe("RetroArch", () => {
  const { HOME, XDG_CONFIG_HOME, XDG_DATA_HOME } = process.env;

  beforeEach(() => {
    process.env["HOME"] = arcade.path("home");
    delete process.env["XDG_CONFIG_HOME"];
    delete process.env["XDG_DATA_HOME"];
  });

  afterEach(() => {
    Object.assign(process.env, { HOME });
    if (XDG_CONFIG_HOME !== undefined) Object.assign(process.env, { XDG_CONFIG_HOME });
    if (XDG_DATA_HOME !== undefined) Object.assign(process.env, { XDG_DATA_HOME });
  });

  it.each([
    ["installed", ".local/bin/retroarch", ".config/retroarch"],
    [
      "a Flatpak",
      ".local/share/flatpak/exports/bin/org.libretro.RetroArch",
      ".var/app/org.libretro.RetroArch/config/retroarch",
    ],
    [
      "from Steam",
      ".local/share/Steam/steamapps/common/RetroArch/retroarch",
      ".local/share/Steam/steamapps/common/RetroArch",
    ],
  ])("is found if it is %s", async (_how, program, folder) => {
    const rom = arcade.path("home", "roms", "Far.nes");
    arcade.write(rom, "");
    arcade.write(arcade.path("home", program), "");
    arcade.write(
      arcade.path("home", ".local/share/Steam/steamapps/appmanifest_1118310.acf"),
      '"AppState" { "installdir" "RetroArch" }',
    );
    arcade.write(arcade.path("home", folder, "retroarch.cfg"), 'playlist_directory = "~/lists"\n');
    const playlist = JSON.stringify({ items: [{ path: "~/roms/Far.nes", label: "Far" }] });
    arcade.write(arcade.path("home", "lists", `${NES}.lpl`), playlist);
    await connect("nes", { folder: "", program: "" });
    expect(await library()).toEqual(["Far"]);
  });

  it("is asked for with a form if it is nowhere", async () => {
    const useValue = { ...arcade.settings, folder: "", program: "" };
    galaxy = await startTestPlugin(RetroArchPlugin, { overrides: [{ provide: RetroArchSettings, useValue }] });
    expect(await galaxy.authenticate()).toMatchObject({ nextStep: "web_session" });
    await expect(galaxy.importLocalGames()).rejects.toThrow("Cannot find RetroArch and its retroarch.cfg");
  });
});
