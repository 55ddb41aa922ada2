import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, statSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, realpath, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  BackendNotAvailable,
  GalaxyPlugin,
  type JsonObject,
  LaunchGame,
  type LaunchSpec,
  LicenseType,
  LocalGameState,
  LocalSizes,
  NoLogin,
  OSCompatibility,
  OwnedGames,
  Platform,
  Service,
} from "@galaxy-kit/sdk";
import { Sources } from "@galaxy-kit/sdk/extend";
import { eventually, kill } from "@galaxy-kit/test-support";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { startTestPlugin, type TestGalaxy, type TestPluginOptions } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { lookOf } from "../../src/folder-library/look-of.js";
import {
  exec,
  FolderGames,
  FolderLibrary,
  type LibraryEntry,
  type LibraryGame,
  type NamedGame,
  readJson,
} from "../../src/index.js";
import { Games } from "../support/games.js";

const { Installed, Running } = LocalGameState;

/** On a different disk from the library, on systems that have one without mounting. */
const OTHER_DISK = "/dev/shm";
const canSwapDisks = existsSync(OTHER_DISK) && statSync(OTHER_DISK).dev !== statSync(tmpdir()).dev;
const isRoot = process.getuid?.() === 0;

let root: string;
let galaxy: TestGalaxy;
/** The folders of the library right from the start, if not just {@link root}. */
let startFolders: readonly string[] | (() => never) | undefined;
/** The names of the entries for which the method was called. */
let asked: string[];
/** Runs while the method is called. */
let whileAsked: (() => Promise<void>) | undefined;

interface GameFile {
  readonly id?: string;
  readonly title?: string;
  readonly exe: string;
  readonly folder?: string;
}

@Service()
class Shelf {
  folders: string | readonly string[] | (() => never) = startFolders ?? root;

  @FolderLibrary({ in: (shelf: Shelf) => shelf.paths(), each: "folder" })
  async game({ file, name }: LibraryEntry): Promise<LibraryGame | undefined> {
    asked.push(name);
    const game = await readJson<GameFile, undefined>(file("game.json"), { ifMissing: undefined });
    await whileAsked?.();
    if (name === "faulty") throw new TypeError("a mistake of the author");
    return game && { gameId: game.id, title: game.title, folder: game.folder, launch: exec(file(game.exe)) };
  }

  paths(): string | readonly string[] {
    return typeof this.folders === "function" ? this.folders() : this.folders;
  }
}

@NoLogin()
@GalaxyPlugin({ platform: Platform.Test, services: [Shelf] })
class ShelfPlugin {}

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "galaxy-kit-library-")));
  startFolders = undefined;
  asked = [];
  whileAsked = undefined;
});

afterEach(async () => {
  await galaxy.close();
  await rm(root, { recursive: true, force: true });
});

/** Does what GALAXY does at startup. */
async function connect(options: TestPluginOptions = {}, plugin: new () => object = ShelfPlugin): Promise<void> {
  galaxy = await startTestPlugin(plugin, { dataFolder: newFolder(), ...options });
  // It fails if nothing can be read, so that GALAXY keeps what it knows.
  await galaxy.importLocalGames().catch(() => undefined);
  await galaxy.authenticate();
  await galaxy.importOwnedGames();
}

/** Resolves to what GALAXY stores for the next start. */
async function storedOnClose(): Promise<JsonObject> {
  await galaxy.close();
  return galaxy.received("pushCache").at(-1)?.data ?? {};
}

/** Adds a game, or rewrites its description. */
async function add(name: string, fields: object = {}, folder = root): Promise<string> {
  const path = join(folder, name);
  await write(join(path, "game.mjs"), "setInterval(() => {}, 60_000);");
  await write(
    join(path, "game.json"),
    JSON.stringify({ id: name, title: `Title of ${name}`, exe: "game.mjs", ...fields }),
  );
  return path;
}

async function write(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

/**
 * Long enough for a look and two runs of the sources. The clock does not wait for a run that has begun before, as one may by itself when
 * the system reports a change.
 */
async function aWhile(): Promise<void> {
  await galaxy.get(FolderGames).look();
  const sources = (["ownedGames", "localGames"] as const).map((kind) => galaxy.get(Sources).find(kind));
  // A run fails while nothing can be read.
  const runs = sources.map((source) => source?.refresh().catch(() => undefined));
  await Promise.all([galaxy.clock.advance("30s"), ...runs]);
}

async function owned(): Promise<string[]> {
  return (await galaxy.importOwnedGames()).map(({ gameId, gameTitle }) => `${gameId}: ${gameTitle}`);
}

async function local(): Promise<string[]> {
  return (await galaxy.importLocalGames()).map(({ gameId, localGameState }) => `${gameId} ${localGameState}`);
}

const removed = (): string[] => galaxy.received("ownedGameRemoved").map(({ gameId }) => gameId);
const added = (): string[] => galaxy.received("ownedGameAdded").map(({ ownedGame }) => ownedGame.gameId);

describe("a library in a folder", () => {
  it("is owned, installed, measured and launched, with nothing written for it but the method", async () => {
    await add("tide");
    await add("gone", { exe: "missing.mjs" });
    await mkdir(join(root, "saves"));
    await write(join(root, "notes.txt"), "");
    await connect();
    expect([...galaxy.features].sort()).toEqual([
      "ImportInstalledGames",
      "ImportLocalSize",
      "ImportOSCompatibility",
      "ImportOwnedGames",
      "LaunchGame",
    ]);
    expect(await galaxy.importOwnedGames()).toEqual([
      { gameId: "tide", gameTitle: "Title of tide", licenseInfo: { licenseType: LicenseType.SinglePurchase } },
      { gameId: "gone", gameTitle: "Title of gone", licenseInfo: { licenseType: LicenseType.SinglePurchase } },
    ]);
    expect(await local()).toEqual([`tide ${Installed}`]);
    const { values: sizes } = await galaxy.importLocalSizes(["tide", "gone"]);
    expect(sizes.get("tide")).toBeGreaterThan(50);
    expect(sizes.get("gone")).toBeNull();
    const { values: systems } = await galaxy.importOSCompatibilities(["tide"]);
    expect(systems.get("tide")).toBe(OSCompatibility.Windows | OSCompatibility.MacOS | OSCompatibility.Linux);

    await galaxy.launchGame("tide");
    await aWhile();
    expect(await local()).toEqual([`tide ${Installed | Running}`]);
    expect(galaxy.get(FolderGames).games.get("tide")).toMatchObject({ title: "Title of tide", installed: true });
    for (const pid of await new Games().pidsOf(join(root, "tide", "game.mjs"))) kill(pid);
  });

  it("takes what the class of a game computes, and calls its method to start it", async () => {
    class Found implements LibraryGame {
      readonly #entry: LibraryEntry;

      constructor(entry: LibraryEntry) {
        this.#entry = entry;
      }

      get title() {
        return `The ${this.#entry.name}`;
      }

      get programs() {
        return [];
      }

      launch() {
        return exec(this.#entry.file("game.mjs"));
      }
    }
    @NoLogin()
    @GalaxyPlugin({ platform: Platform.Test })
    class Plugin {
      @FolderLibrary({ in: () => root, each: "folder" })
      game(entry: LibraryEntry): LibraryGame {
        return new Found(entry);
      }
    }
    await add("tide");
    await connect({}, Plugin);
    expect(await owned()).toEqual(["tide: The tide"]);
    expect(galaxy.get(FolderGames).installed).toMatchObject([{ gameId: "tide", folder: join(root, "tide") }]);
    await galaxy.launchGame("tide");
    await aWhile();
    expect(await local()).toEqual([`tide ${Installed | Running}`]);
    for (const pid of await new Games().pidsOf(join(root, "tide", "game.mjs"))) kill(pid);
  });

  it("has sizes and systems right after a restart, when GALAXY has the games before anything was looked at", async () => {
    await add("a");
    await connect();
    await aWhile();
    const cache = await storedOnClose();
    galaxy = await startTestPlugin(ShelfPlugin, { dataFolder: newFolder(), cache });
    const [sizes, systems] = await Promise.all([
      galaxy.importLocalSizes(["a"]),
      galaxy.importOSCompatibilities(["a"]),
      galaxy.importOwnedGames(),
    ]);
    expect(sizes.values.get("a")).toBeGreaterThan(0);
    expect(systems.values.get("a")).toBeGreaterThan(0);
  });

  it("shows a new game within two seconds, not at the next look", async () => {
    await add("a");
    await connect();
    await galaxy.clock.advance("1s");
    const before = galaxy.clock.now();
    await add("b", {}, newFolderBeside());
    await rename(join(newFolderBeside(), "b"), join(root, "b"));
    await eventually("the game is added", async () => {
      await galaxy.clock.advance("10ms");
      return added().length > 0 || undefined;
    });
    expect(galaxy.clock.now() - before).toBeLessThan(2_000);
    expect(galaxy.received("localGameStatusChanged")).toEqual([
      { localGame: { gameId: "b", localGameState: Installed } },
    ]);
    await galaxy.launchGame("b");
    for (const pid of await new Games().pidsOf(join(root, "b", "game.mjs"))) kill(pid);
  });

  it("reports another title and a program that has vanished, even if only a file in the folder has changed", async () => {
    const folder = await add("a");
    await connect();
    await write(join(folder, "game.json"), JSON.stringify({ id: "a", title: "Other", exe: "game.mjs" }));
    await aWhile();
    expect(galaxy.received("ownedGameUpdated")).toMatchObject([{ ownedGame: { gameId: "a", gameTitle: "Other" } }]);
    await rm(join(folder, "game.mjs"));
    await aWhile();
    expect(await local()).toEqual([]);
    await write(join(folder, "game.mjs"), "");
    await aWhile();
    expect(await local()).toEqual([`a ${Installed}`]);
  });

  it("keeps a running game running while its description changes", async () => {
    await add("a");
    await connect();
    await galaxy.launchGame("a");
    const pids = await new Games().pidsOf(join(root, "a", "game.mjs"));
    await aWhile();
    await add("a", { title: "Other" });
    await aWhile();
    expect(galaxy.received("ownedGameUpdated")).toHaveLength(1);
    expect(galaxy.received("localGameStatusChanged")).toEqual([
      { localGame: { gameId: "a", localGameState: Installed | Running } },
    ]);
    for (const pid of pids) kill(pid);
  });

  it("removes a game only when it is missing twice", async () => {
    for (const name of ["a", "b", "c", "d"]) await add(name);
    await connect();
    await rename(join(root, "a"), `${root}-away`);
    await eventually("the game is missing", async () => {
      await galaxy.clock.advance("10ms");
      return galaxy.parts.some((part) => part.kind === "source" && part.heldBack) || undefined;
    });
    await rename(`${root}-away`, join(root, "a"));
    await aWhile();
    expect(removed()).toEqual([]);
    await rm(join(root, "a"), { recursive: true });
    await aWhile();
    expect(removed()).toEqual(["a"]);
  });

  it("removes a game within seconds, and logs that with the name of the decorator", async () => {
    for (const name of ["a", "b", "c"]) await add(name);
    await connect();
    await rm(join(root, "a"), { recursive: true });
    await galaxy.clock.advance("11s");
    expect(removed()).toEqual(["a"]);
    expect(galaxy.log.entries.filter(({ message }) => message.includes("gone"))).toEqual([
      expect.objectContaining({ logger: "FolderLibrary", message: "FolderLibrary.installed: 1 game is gone" }),
      expect.objectContaining({ logger: "FolderLibrary", message: "FolderLibrary.owned: 1 game is gone" }),
    ]);
  });

  it("calls the method again only for what has changed", async () => {
    for (const name of ["a", "b", "c"]) await add(name);
    // What was written a moment ago is read once more.
    await connect({ startTime: Date.now() + 60_000 });
    await aWhile();
    expect(asked).toEqual(["a", "b", "c"]);
    await add("b", { title: "Other" });
    await aWhile();
    expect(asked).toEqual(["a", "b", "c", "b"]);
  });

  it("sees a change that leaves the size and a coarse time stamp as they were", async () => {
    const folder = await add("a", { title: "One" });
    await connect();
    const file = join(folder, "game.json");
    const { atime, mtime } = statSync(file);
    await write(file, JSON.stringify({ id: "a", title: "Two", exe: "game.mjs" }));
    await utimes(file, atime, mtime);
    await aWhile();
    expect(await owned()).toEqual(["a: Two"]);
  });

  it("does not trust a time stamp that a change within two seconds might leave as it is", async () => {
    const file = join(await add("a"), "game.json");
    const { mtimeMs } = statSync(file);
    expect(await lookOf([file], mtimeMs + 1_000)).toMatchObject({ isSettled: false });
    expect(await lookOf([file], mtimeMs + 60_000)).toMatchObject({ isSettled: true });
    await connect();
  });

  it("follows the settings: a folder that was added, and one that was taken out", async () => {
    await add("a");
    const other = newFolder();
    await add("b", {}, other);
    await connect();
    galaxy.get(Shelf).folders = [root, other];
    await aWhile();
    expect(await owned()).toEqual(["a: Title of a", "b: Title of b"]);
    galaxy.get(Shelf).folders = other;
    await aWhile();
    expect(await owned()).toEqual(["b: Title of b"]);
  });

  it("keeps its games while the function for the folders throws, and logs that once", async () => {
    await add("a");
    await connect();
    galaxy.get(Shelf).folders = () => {
      throw new Error("no settings");
    };
    await aWhile();
    expect(removed()).toEqual([]);
    expect(galaxy.log.messages("error")).toEqual([
      "Shelf.game: the function for the folders failed, so all games are kept",
    ]);
    galaxy.get(Shelf).folders = root;
    await aWhile();
    expect(galaxy.log.messages("info")).toContain("Shelf.game: the function for the folders works again");
  });

  it("has games of one folder and of another one in it once", async () => {
    await add("a");
    await add("b", {}, join(root, "more"));
    await connect();
    galaxy.get(Shelf).folders = [root, join(root, "more"), root];
    await aWhile();
    expect(galaxy.get(FolderGames).state.folders).toMatchObject([{ path: root }, { path: join(root, "more") }]);
    expect(await owned()).toEqual(["a: Title of a", "b: Title of b"]);
  });
});

describe("an entry that cannot be read", () => {
  it("does not affect the others, and is logged once, with the file and the reason", async () => {
    await add("good");
    await write(join(root, "bad", "game.json"), "{ half of");
    await connect();
    await aWhile();
    expect(await owned()).toEqual(["good: Title of good"]);
    expect(galaxy.log.entries.filter(({ level }) => level === "error")).toEqual([
      expect.objectContaining({
        file: join(root, "bad", "game.json"),
        reason: expect.stringContaining("not valid JSON"),
      }),
    ]);
    await add("bad");
    await aWhile();
    expect(added()).toEqual(["bad"]);
  });

  it("stays as it was while its file is in the middle of an edit", async () => {
    const folder = await add("a");
    await connect();
    await write(join(folder, "game.json"), '{ "id": "a", "ti');
    await aWhile();
    expect(await owned()).toEqual(["a: Title of a"]);
    expect(await local()).toEqual([`a ${Installed}`]);
    await add("a", { title: "Edited" });
    await aWhile();
    expect(await owned()).toEqual(["a: Edited"]);
    expect(removed()).toEqual([]);
  });

  it("is not taken for a removed game after a restart", async () => {
    const folder = await add("a");
    await add("b");
    await connect();
    await aWhile();
    const cache = await storedOnClose();
    await write(join(folder, "game.json"), "");
    await rm(join(root, "b"), { recursive: true });
    await connect({ cache });
    await aWhile();
    expect(await owned()).toEqual(expect.arrayContaining(["a: Title of a"]));
    expect(removed()).not.toContain("a");
    await add("a");
    await aWhile();
    expect(await owned()).toEqual(["a: Title of a"]);
  });

  it("is logged with the place of the author's code, if that is at fault", async () => {
    await add("faulty");
    await add("good");
    await connect();
    expect(await owned()).toEqual(["good: Title of good"]);
    expect(galaxy.log.entries.find(({ level }) => level === "error")).toMatchObject({
      file: join(root, "faulty"),
      place: expect.stringContaining("Shelf.game ("),
    });
  });

  it("is read again even if it has not changed: something else may have been at fault", async () => {
    await add("a");
    await connect({ startTime: Date.now() + 60_000 });
    await aWhile();
    await add("b");
    whileAsked = () => Promise.reject(new Error("the drive is busy"));
    await aWhile();
    expect(added()).toEqual([]);
    whileAsked = undefined;
    await aWhile();
    expect(added()).toEqual(["b"]);
  });

  it("is not searched for other games: what is in a folder of a game belongs to it", async () => {
    @Service()
    class Deep {
      @FolderLibrary({ in: () => root, each: "folder", depth: 2 })
      async game({ file, name }: LibraryEntry): Promise<LibraryGame | undefined> {
        if (name === "shelf") return undefined;
        if (name === "broken") await readJson(file("game.json"));
        return {};
      }
    }

    @NoLogin()
    @GalaxyPlugin({ platform: Platform.Test, services: [Deep] })
    class DeepPlugin {}

    await mkdir(join(root, "shelf", "Tide"), { recursive: true });
    await mkdir(join(root, "broken", "saves"), { recursive: true });
    await connect({}, DeepPlugin);
    expect(await owned()).toEqual(["shelf/Tide: Tide"]);
  });

  it("is one whose id is not a text", async () => {
    await add("a", { id: 7 });
    await add("b");
    await connect();
    expect(await owned()).toEqual(["b: Title of b"]);
    expect(galaxy.log.text).toContain("gameId must be a string, but found 7");
  });

  it("is one whose folder is not a path, as it may be in a file; the library is followed all the same", async () => {
    await connect();
    await add("a", { folder: 7 });
    await aWhile();
    await add("b");
    await aWhile();
    expect(added()).toEqual(["b"]);
    expect(galaxy.log.messages("error")).toEqual(["Shelf.game failed for an entry of the library: it is left out"]);
    expect(galaxy.log.text).toContain("folder is not an absolute path");
  });
});

describe("the id of a game", () => {
  it("that occurs twice belongs to the first one, and that is logged once", async () => {
    await add("a");
    await add("z", { id: "a", title: "Impostor" });
    await connect();
    await aWhile();
    expect(await owned()).toEqual(["a: Title of a"]);
    const warnings = galaxy.log.entries.filter(({ level }) => level === "warn");
    expect(warnings).toEqual([expect.objectContaining({ counts: join(root, "a"), ignored: join(root, "z") })]);
  });

  it("stays when its folder is renamed", async () => {
    await add("a");
    await connect();
    await rename(join(root, "a"), join(root, "renamed"));
    await aWhile();
    expect(removed()).toEqual([]);
    await galaxy.launchGame("a");
    for (const pid of await new Games().pidsOf(join(root, "renamed", "game.mjs"))) kill(pid);
  });

  it("does not depend on where the library is mounted, nor on how a system writes umlauts", async () => {
    await add("u\u0308", { id: undefined, title: undefined });
    await connect();
    const before = await owned();
    const elsewhere = newFolder();
    await add("\u00fc", { id: undefined, title: undefined }, elsewhere);
    galaxy.get(Shelf).folders = elsewhere;
    await aWhile();
    expect(await owned()).toEqual(before);
    expect([...removed(), ...added()]).toEqual([]);
  });
});

describe("a folder that cannot be read", () => {
  it("keeps its games, is logged once, and once when it can be read again; other folders still change", async () => {
    await add("a");
    const other = newFolder();
    await connect();
    galaxy.get(Shelf).folders = [root, other];
    await aWhile();
    await rename(root, `${root}.away`);
    await add("b", {}, other);
    await aWhile();
    expect(await owned()).toEqual(["a: Title of a", "b: Title of b"]);
    expect(await local()).toEqual([`a ${Installed}`, `b ${Installed}`]);
    await rm(join(other, "b"), { recursive: true });
    await aWhile();
    expect(await owned()).toEqual(["a: Title of a"]);
    expect(galaxy.get(FolderGames).state.folders[0]).toMatchObject({ path: root, games: 1 });
    expect(galaxy.get(FolderGames).state.folders[0]?.error).toContain("ENOENT");

    await rename(`${root}.away`, root);
    await rm(join(root, "a"), { recursive: true });
    await aWhile();
    expect(await owned()).toEqual([]);
    expect(galaxy.log.messages("warn").filter((message) => message.includes("Cannot read"))).toHaveLength(1);
    expect(galaxy.log.messages("info").filter((message) => message.includes("can be read again"))).toHaveLength(1);
  });

  it("does not empty the library at the next start", async () => {
    const other = newFolder();
    await add("a");
    await add("b", {}, other);
    await connect();
    galaxy.get(Shelf).folders = [root, other];
    await aWhile();
    const cache = await storedOnClose();
    await rename(root, `${root}.away`);
    try {
      await connect({ cache });
      galaxy.get(Shelf).folders = [root, other];
      await add("c", {}, other);
      await aWhile();
      expect((await owned()).sort()).toEqual(["a: Title of a", "b: Title of b", "c: Title of c"]);
      expect(removed()).toEqual([]);
    } finally {
      await rename(`${root}.away`, root);
    }
    await aWhile();
    expect((await owned()).sort()).toEqual(["a: Title of a", "b: Title of b", "c: Title of c"]);
  });

  it("that never could be read fails the import, which leaves GALAXY's library as it is", async () => {
    await rm(root, { recursive: true });
    galaxy = await startTestPlugin(ShelfPlugin, { dataFolder: newFolder() });
    await galaxy.authenticate();
    await expect(galaxy.importOwnedGames()).rejects.toMatchObject({
      name: "BackendNotAvailable",
      message: expect.stringContaining(root),
    });
  });

  it("that several methods cannot find gives its reason once", async () => {
    const missing = (): never => {
      throw new BackendNotAvailable("the emulator is not installed");
    };
    @NoLogin()
    @GalaxyPlugin({ platform: Platform.Test })
    class EmulatorPlugin {
      @FolderLibrary({ in: missing, each: "folder" })
      folders() {
        return {};
      }

      @FolderLibrary({ in: missing, each: "file" })
      files() {
        return {};
      }
    }
    galaxy = await startTestPlugin(EmulatorPlugin, { dataFolder: newFolder() });
    await expect(galaxy.importLocalGames()).rejects.toThrow(/^the emulator is not installed$/);
  });

  describe("at startup", () => {
    let dataFolder: string;
    let other: string;

    /** Starts with two folders, of which both can be read, and ends. Resolves to what the next start gets. */
    async function firstStart(...folders: readonly string[]): Promise<TestPluginOptions> {
      dataFolder = newFolder();
      startFolders = folders;
      await connect({ dataFolder });
      await aWhile();
      return { dataFolder, cache: await storedOnClose() };
    }

    beforeEach(async () => {
      other = newFolder();
      await add("a");
      await add("b", {}, other);
    });

    it("keeps its games, also where the other folders have lost some", async () => {
      await add("c", {}, other);
      await add("d", {}, other);
      const before = await firstStart(root, other);
      await rename(root, `${root}.away`);
      await rm(join(other, "c"), { recursive: true });
      await connect(before);
      await aWhile();
      expect((await owned()).sort()).toEqual(["a: Title of a", "b: Title of b", "d: Title of d"]);
      expect(await local()).toEqual([`b ${Installed}`, `d ${Installed}`]);
      await rename(`${root}.away`, root);
      await aWhile();
      expect((await local()).sort()).toEqual([`a ${Installed}`, `b ${Installed}`, `d ${Installed}`]);
      expect(removed()).toEqual(["c"]);
    });

    it("keeps its games at the start after that, too", async () => {
      const before = await firstStart(root, other);
      await rename(root, `${root}.away`);
      await connect(before);
      await aWhile();
      await galaxy.close();
      await connect(before);
      await aWhile();
      expect((await owned()).sort()).toEqual(["a: Title of a", "b: Title of b"]);
      await rename(`${root}.away`, root);
    });

    it("keeps its games next to another library, which has folders of its own", async () => {
      @Service()
      class Second {
        @FolderLibrary({ in: () => other, each: "folder" })
        game(): LibraryGame {
          return {};
        }
      }

      @NoLogin()
      @GalaxyPlugin({ platform: Platform.Test, services: [Shelf, Second] })
      class TwoPlugin {}

      const dataFolder = newFolder();
      await connect({ dataFolder }, TwoPlugin);
      await aWhile();
      const cache = await storedOnClose();
      await rename(other, `${other}.away`);
      await connect({ dataFolder, cache }, TwoPlugin);
      await aWhile();
      expect((await owned()).sort()).toEqual(["a: Title of a", "b: b"]);
      expect(removed()).toEqual([]);
      await rename(`${other}.away`, other);
    });

    it("loses its games when the user takes it out of the settings", async () => {
      const before = await firstStart(root, other);
      await rename(root, `${root}.away`);
      await connect(before);
      await aWhile();
      galaxy.get(Shelf).folders = other;
      await aWhile();
      expect(removed()).toEqual(["a"]);
      await rename(`${root}.away`, root);
    });

    it("loses its games when the user has taken it out of the settings meanwhile", async () => {
      const before = await firstStart(root, other);
      await rename(root, `${root}.away`);
      startFolders = [other];
      await connect(before);
      await aWhile();
      expect(await owned()).toEqual(["b: Title of b"]);
      await rename(`${root}.away`, root);
    });

    it("keeps its games if what was remembered is garbage", async () => {
      const before = await firstStart(root, other);
      const [file] = (await readdir(dataFolder, { recursive: true })).filter((name) => name.includes("folder-library"));
      await write(join(dataFolder, file!), "{ half of");
      await rename(root, `${root}.away`);
      await connect(before);
      await aWhile();
      expect((await owned()).sort()).toEqual(["a: Title of a", "b: Title of b"]);
      await rename(`${root}.away`, root);
    });

    it("keeps all games while the function for the folders throws", async () => {
      const before = await firstStart(root, other);
      startFolders = () => {
        throw new BackendNotAvailable("the emulator is not installed");
      };
      await connect(before);
      await aWhile();
      expect((await owned()).sort()).toEqual(["a: Title of a", "b: Title of b"]);
      expect(galaxy.log.messages("error")).toEqual([]);
      galaxy.get(Shelf).folders = [root, other];
      await aWhile();
      expect((await local()).sort()).toEqual([`a ${Installed}`, `b ${Installed}`]);
      expect(removed()).toEqual([]);
    });

    it("does not keep what was removed meanwhile because another entry is broken", async () => {
      await write(join(root, "broken", "game.json"), "{ half of");
      for (const name of ["d", "e", "f"]) await add(name);
      const before = await firstStart(root, other);
      await rm(join(root, "a"), { recursive: true });
      await connect(before);
      await aWhile();
      expect(removed()).toEqual(["a"]);
    });

    (canSwapDisks ? it : it.skip)(
      "may be the empty one that an unmounted disk has left behind: it keeps its games until the disk is back",
      async () => {
        const disk = new OtherDisk(join(root, "mounted"));
        await disk.mount();
        for (const name of ["c", "d"]) await add(name, {}, disk.path);
        const before = await firstStart(disk.path);
        await disk.unmount();
        await connect(before);
        await aWhile();
        expect((await owned()).sort()).toEqual(["c: Title of c", "d: Title of d"]);
        await disk.mount();
        await aWhile();
        expect((await local()).sort()).toEqual([`c ${Installed}`, `d ${Installed}`]);
        await disk.unmount();
        await aWhile();
        expect(await owned()).toHaveLength(2);
        expect(removed()).toEqual([]);
        expect(galaxy.log.text).toContain("its disk is not mounted");
        await disk.destroy();
      },
    );

    (canSwapDisks ? it : it.skip)("keeps its games, too, if its disk is unmounted during a look", async () => {
      const disk = new OtherDisk(join(root, "mounted"));
      await disk.mount();
      for (const name of ["c", "d"]) await add(name, {}, disk.path);
      startFolders = [disk.path];
      await connect();
      await add("c", { title: "Other" }, disk.path);
      whileAsked = async () => {
        whileAsked = undefined;
        await disk.unmount();
      };
      await aWhile();
      await aWhile();
      expect(await owned()).toHaveLength(2);
      expect(removed()).toEqual([]);
      await disk.destroy();
    });

    (canSwapDisks ? it : it.skip)("may be on a different disk if it had no games", async () => {
      const disk = new OtherDisk(join(root, "mounted"));
      await disk.mount();
      const before = await firstStart(disk.path);
      await disk.unmount();
      await connect(before);
      expect(await owned()).toEqual([]);
      expect(galaxy.log.messages("warn")).toEqual([]);
      await disk.destroy();
    });

    it("is really empty if it is on the same disk as before", async () => {
      const before = await firstStart(root);
      await rm(join(root, "a"), { recursive: true });
      await connect(before);
      await aWhile();
      expect(await owned()).toEqual([]);
    });
  });

  (isRoot || process.platform === "win32" ? it.skip : it)("may be one that the user may not read", async () => {
    await add("a");
    await connect();
    await chmod(root, 0);
    await aWhile();
    expect(await owned()).toEqual(["a: Title of a"]);
    await chmod(root, 0o700);
  });
});

describe("a library of files", () => {
  let emulator: string;

  @Service()
  class Roms {
    @FolderLibrary({ in: () => root, each: "file", match: ["*.nes", "*.zip"], depth: 2 })
    game({ path }: LibraryEntry): LibraryGame {
      return { launch: () => exec(emulator, [path]) };
    }
  }

  @NoLogin()
  @GalaxyPlugin({ platform: Platform.Test, services: [Roms] })
  class EmulatorPlugin {}

  it("has the files that match, with clean titles, as deep as it should look", async () => {
    await write(join(root, "Micro Mages (World) (Rev 1) [!].zip"), "1234");
    await write(join(root, "A-L", "Legend of Tide, The (USA).NES"), "");
    await write(join(root, "A-L", "deeper", "Hidden.nes"), "");
    await write(join(root, "readme.txt"), "");
    await write(join(root, ".hidden.nes"), "");
    await connect({}, EmulatorPlugin);
    expect(await owned()).toEqual([
      "A-L/Legend of Tide, The (USA).NES: The Legend of Tide",
      "Micro Mages (World) (Rev 1) [!].zip: Micro Mages",
    ]);
    const { values } = await galaxy.importLocalSizes(["Micro Mages (World) (Rev 1) [!].zip"]);
    expect([...values.values()]).toEqual([4]);
  });

  it("shows a new file in a subfolder within two seconds, not at the next look", async () => {
    await write(join(root, "A-L", "Tide.nes"), "");
    await connect({}, EmulatorPlugin);
    await galaxy.clock.advance("1s");
    const before = galaxy.clock.now();
    await write(join(root, "A-L", "Wave.nes"), "");
    await eventually("the game is added", async () => {
      await galaxy.clock.advance("10ms");
      return added().length > 0 || undefined;
    });
    expect(galaxy.clock.now() - before).toBeLessThan(2_000);
  });

  it("has the ids of the first folder if another folder of the library lies in it", async () => {
    @Service()
    class Nested {
      @FolderLibrary({ in: () => [root, join(root, "USA")], each: "file", match: ["*.nes"] })
      game(): LibraryGame {
        return {};
      }
    }

    @NoLogin()
    @GalaxyPlugin({ platform: Platform.Test, services: [Nested] })
    class NestedPlugin {}

    await write(join(root, "USA", "Tide.nes"), "");
    await connect({}, NestedPlugin);
    expect(await owned()).toEqual(["USA/Tide.nes: Tide"]);
  });

  describe("of which a look is under way", () => {
    /** More than are looked at in parallel, so that the folder behind them is reached later. */
    const early = Array.from({ length: 20 }, (_, index) => `${String.fromCodePoint(65 + index)}.nes`);
    let library: string;

    @Service()
    class Slow {
      @FolderLibrary({ in: () => library, each: "file", match: ["*.nes"] })
      async game(): Promise<LibraryGame> {
        await whileAsked?.();
        return {};
      }
    }

    @NoLogin()
    @GalaxyPlugin({ platform: Platform.Test, services: [Slow] })
    class SlowPlugin {}

    async function connectToLibrary(): Promise<void> {
      for (const name of [...early, "late/Tide.nes"]) await write(join(library, name), "");
      // All files are too new to be known, so that each look asks for all of them.
      await connect({ startTime: Date.now() - 3_600_000 }, SlowPlugin);
    }

    /** Looks once, and does something before it reaches the last folder. */
    async function lookWhile(work: () => Promise<void>): Promise<void> {
      // Not the one that may be under way.
      await galaxy.get(FolderGames).look();
      let done: Promise<void> | undefined;
      whileAsked = () => (done ??= work());
      await galaxy.get(FolderGames).look();
      expect(done).toBeDefined();
      whileAsked = undefined;
    }

    (canSwapDisks ? it : it.skip)("keeps the games that it has not reached when its disk is unmounted", async () => {
      library = join(root, "mounted");
      const disk = new OtherDisk(library);
      await disk.mount();
      await connectToLibrary();
      await lookWhile(() => disk.unmount());
      await aWhile();
      expect(await owned()).toContain("late/Tide.nes: Tide");
      expect(removed()).toEqual([]);
      await disk.destroy();
    });

    it("does not complain about a folder that is deleted before it is reached", async () => {
      library = root;
      await connectToLibrary();
      await lookWhile(() => rm(join(root, "late"), { recursive: true }));
      await aWhile();
      expect(removed()).toEqual(["late/Tide.nes"]);
      expect(galaxy.log.messages("warn")).toEqual([]);
    });
  });

  it.each([
    ["", () => join(root, "Tide.nes")],
    [" with a path relative to its working directory", () => "Tide.nes"],
  ])("knows which file an emulator plays, even if it was started outside GALAXY%s", async (_how, argument) => {
    const games = new Games();
    emulator = games.script("#!/bin/sh\nwhile true; do sleep 1; done\n", "emulator");
    await write(join(root, "Tide.nes"), "");
    await write(join(root, "Wave.nes"), "");
    await connect({}, EmulatorPlugin);
    spawn(emulator, [argument()], { cwd: root, detached: true, stdio: "ignore" }).unref();
    await eventually("it is running", async () => {
      await galaxy.clock.advance("1s");
      return (await local()).includes(`Tide.nes ${Installed | Running}`) || undefined;
    });
    expect(await local()).toContain(`Wave.nes ${Installed}`);
    await galaxy.close();
    await games.destroy();
  });
});

describe("a symbolic link", () => {
  let disk: string;

  @Service()
  class Files {
    @FolderLibrary({ in: () => root, each: "file", match: ["*.nes"] })
    game(): LibraryGame {
      return {};
    }
  }

  @NoLogin()
  @GalaxyPlugin({ platform: Platform.Test, services: [Files] })
  class FilesPlugin {}

  /** A junction on Windows, where users may not make other links. */
  const link = (target: string, name: string) => symlink(target, join(root, name), "junction");
  const unreadableOnes = () => galaxy.log.messages("warn").filter((message) => message.includes("Cannot read"));
  const readableAgain = () => galaxy.log.messages("info").filter((message) => message.includes("can be read again"));

  beforeEach(() => {
    disk = newFolder();
  });

  it.each([
    ["a folder of files", FilesPlugin, "nes", ["Here.nes: Here", "nes/Tide.nes: Tide", "nes/USA/Wave.nes: Wave"]],
    ["a game", ShelfPlugin, "Tide", ["tide: Tide", "here: Title of here"]],
  ] as const)(
    "to %s on a disk that is not mounted keeps its games, also after a restart",
    async (_what, plugin, name, games) => {
      await write(join(root, "Here.nes"), "");
      await write(join(disk, "Tide.nes"), "");
      await write(join(disk, "USA", "Wave.nes"), "");
      await write(join(disk, "game.json"), JSON.stringify({ id: "tide", title: "Tide", exe: "Tide.nes" }));
      await add("here");
      await link(disk, name);
      const dataFolder = newFolder();
      await connect({ dataFolder }, plugin);
      expect(await owned()).toEqual(games);
      await rename(disk, `${disk}.away`);
      await aWhile();
      await aWhile();
      expect(await owned()).toEqual(games);
      expect(removed()).toEqual([]);
      expect(unreadableOnes()).toEqual([`Cannot read the link ${join(root, name)}: its games are kept`]);

      await connect({ dataFolder, cache: await storedOnClose() }, plugin);
      await aWhile();
      expect((await owned()).sort()).toEqual([...games].sort());
      expect(await local()).toHaveLength(1);
      expect(removed()).toEqual([]);
      expect(unreadableOnes()).toHaveLength(1);

      await rename(`${disk}.away`, disk);
      await aWhile();
      expect(await local()).toHaveLength(games.length);
      expect(readableAgain()).toEqual([`The link ${join(root, name)} can be read again`]);
      expect(removed()).toEqual([]);
    },
  );

  it("keeps its games if its disk is unmounted during a look", async () => {
    await add("Tide", {}, disk);
    await link(join(disk, "Tide"), "Tide");
    await connect();
    await add("Tide", { title: "Other" }, disk);
    whileAsked = async () => {
      whileAsked = undefined;
      await rename(disk, `${disk}.away`);
    };
    await aWhile();
    await aWhile();
    expect(await owned()).toEqual(["Tide: Title of Tide"]);
    expect(removed()).toEqual([]);
    expect(unreadableOnes()).toHaveLength(1);
  });

  (canSwapDisks ? it : it.skip).each([
    ["a folder of files", FilesPlugin, ["nes/Tide.nes", "nes/Wave.nes"]],
    ["a game", ShelfPlugin, ["tide", "here"]],
  ] as const)(
    "to %s keeps its games if the disk leaves an empty folder behind, also after a restart",
    async (_what, plugin, gameIds) => {
      const mounted = new OtherDisk(join(disk, "mounted"));
      await mounted.mount();
      await write(join(mounted.path, "Tide.nes"), "");
      await write(join(mounted.path, "Wave.nes"), "");
      await write(join(mounted.path, "game.json"), JSON.stringify({ id: "tide", title: "Tide", exe: "Tide.nes" }));
      if (plugin === ShelfPlugin) await add("zz", { id: "here" });
      await link(mounted.path, "nes");
      const idsOf = async () => (await owned()).map((game) => game.split(":")[0]);
      const dataFolder = newFolder();
      await connect({ dataFolder }, plugin);
      expect(await idsOf()).toEqual(gameIds);

      await mounted.unmount();
      await aWhile();
      await aWhile();
      expect(await idsOf()).toEqual(gameIds);
      await connect({ dataFolder, cache: await storedOnClose() }, plugin);
      await aWhile();
      expect((await idsOf()).sort()).toEqual([...gameIds].sort());
      expect(removed()).toEqual([]);
      expect(unreadableOnes()).toEqual([`Cannot read the link ${join(root, "nes")}: its games are kept`]);
      expect(galaxy.log.text).toContain("its disk is not mounted");

      await mounted.mount();
      await aWhile();
      expect(readableAgain()).toEqual([`The link ${join(root, "nes")} can be read again`]);
      // The games were really deleted: the disk is there.
      await rm(join(mounted.path, "Tide.nes"));
      await rm(join(mounted.path, "Wave.nes"));
      await rm(join(mounted.path, "game.json"));
      await aWhile();
      expect(removed()).toEqual(plugin === ShelfPlugin ? ["tide"] : gameIds);
      await mounted.unmount();
      await mounted.destroy();
    },
  );

  it("loses its games when it is removed, also while its disk is not mounted", async () => {
    await write(join(disk, "Tide.nes"), "");
    await write(join(root, "Here.nes"), "");
    await link(disk, "nes");
    await connect({}, FilesPlugin);
    await rename(disk, `${disk}.away`);
    await aWhile();
    await rm(join(root, "nes"));
    await aWhile();
    expect(removed()).toEqual(["nes/Tide.nes"]);
    expect(readableAgain()).toEqual([]);
  });

  it("that never led to a game is ignored while it leads nowhere", async () => {
    await write(join(root, "Here.nes"), "");
    await link(join(disk, "gone"), "gone.nes");
    await connect({}, FilesPlugin);
    await aWhile();
    expect(await owned()).toEqual(["Here.nes: Here"]);
    expect(galaxy.log.messages("warn")).toEqual([]);
  });

  it("to a folder above it does not repeat the games", async () => {
    await write(join(root, "Tide.nes"), "");
    await write(join(root, "USA", "Wave.nes"), "");
    for (const name of ["all", "again", join("USA", "up")]) await link(root, name);
    await connect({}, FilesPlugin);
    expect(await owned()).toEqual(["Tide.nes: Tide", "USA/Wave.nes: Wave"]);
  });

  it("to a folder above the library does not repeat the library, nor does one in a linked folder", async () => {
    const library = join(root, "library");
    await write(join(library, "Tide.nes"), "");
    await write(join(disk, "USA", "Wave.nes"), "");
    await symlink(disk, join(library, "disk"), "junction");
    await symlink(disk, join(disk, "USA", "up"), "junction");
    await symlink(root, join(library, "up"), "junction");

    @Service()
    class Inner {
      @FolderLibrary({ in: library, each: "file", match: ["*.nes"] })
      game(): LibraryGame {
        return {};
      }
    }

    @NoLogin()
    @GalaxyPlugin({ platform: Platform.Test, services: [Inner] })
    class InnerPlugin {}

    await connect({}, InnerPlugin);
    expect(await owned()).toEqual(["Tide.nes: Tide", "disk/USA/Wave.nes: Wave"]);
  });

  it("to the library is not a game of it", async () => {
    await add("a");
    await write(join(root, "game.json"), JSON.stringify({ id: "library", exe: "x" }));
    await link(root, "all");
    await connect();
    expect(await owned()).toEqual(["a: Title of a"]);
  });
});

describe("an entry that lists several games", () => {
  @Service()
  class Lists {
    @FolderLibrary({ in: async () => Promise.resolve(root), each: "file", match: ["*.lst", "!history*"], depth: 1 })
    async games({ path, name }: LibraryEntry): Promise<NamedGame[]> {
      const games = await readJson<{ id: string; path: string; title?: string }[]>(path);
      return games.map((game) => ({ gameId: game.id, title: game.title, path: game.path, ...this.priorityOf(name) }));
    }

    priorityOf(name: string): { priority?: number } {
      return name.startsWith("plain") ? {} : { priority: name.length };
    }
  }

  @NoLogin()
  @GalaxyPlugin({ platform: Platform.Test, services: [Lists] })
  class ListsPlugin {}

  const list = (name: string, ...games: object[]) => write(join(root, name), JSON.stringify(games));

  it("has their titles and sizes from their files; one whose file is missing is not installed, until it is there", async () => {
    await write(join(root, "roms", "Tide (World).nes"), "1234");
    await mkdir(join(root, "roms", "Wave 1.5"));
    await list(
      "plain.lst",
      { id: "tide", path: "roms/Tide (World).nes" },
      { id: "wave", path: join(root, "roms", "Wave 1.5") },
      { id: "gone", path: "roms/Gone.nes", title: "Gone" },
    );
    await connect({}, ListsPlugin);
    expect(await owned()).toEqual(["tide: Tide", "wave: Wave 1.5", "gone: Gone"]);
    expect(await local()).toEqual([`tide ${Installed}`, `wave ${Installed}`]);
    const { values } = await galaxy.importLocalSizes(["tide", "wave"]);
    expect([...values]).toEqual([
      ["tide", 4],
      ["wave", 0],
    ]);
    await write(join(root, "roms", "Gone.nes"), "");
    await rm(join(root, "roms", "Tide (World).nes"));
    await aWhile();
    expect((await owned()).sort()).toEqual(["gone: Gone", "tide: Tide", "wave: Wave 1.5"]);
    expect(await local()).toEqual([`wave ${Installed}`, `gone ${Installed}`]);
    expect(removed()).toEqual([]);
  });

  it("loses those that it no longer lists, and keeps all of them while it is being written", async () => {
    const games = ["a", "b", "c", "d"].map((id) => ({ id, path: "x", title: id }));
    await list("plain.lst", ...games);
    await connect({}, ListsPlugin);
    await write(join(root, "plain.lst"), "[{");
    await aWhile();
    expect(await owned()).toHaveLength(4);
    // Once more if it was seen while it was empty, which is another reason.
    expect(new Set(galaxy.log.messages("error"))).toEqual(
      new Set(["Lists.games failed for an entry of the library: its 4 games stay as they were"]),
    );
    await list("plain.lst", ...games.slice(1));
    await aWhile();
    expect(removed()).toEqual(["a"]);
  });

  it("shares a game with others: the one that is installed counts, then the one with the highest priority", async () => {
    await write(join(root, "here"), "");
    await list("a.lst", { id: "x", path: "gone", title: "no file" }, { id: "y", path: "here", title: "low" });
    await list("bb.lst", { id: "x", path: "here", title: "file" }, { id: "y", path: "here", title: "high" });
    await list("history.lst", { id: "z", path: "here", title: "left out" });
    await connect({}, ListsPlugin);
    expect(await owned()).toEqual(["x: file", "y: high"]);
    expect(galaxy.log.messages("warn")).toEqual([]);
  });

  it("has to name them", async () => {
    await list("plain.lst", { path: "x", title: "Nameless" });
    await expect(connect({}, ListsPlugin)).rejects.toThrow("gameId must be a string, but found nothing");
  });
});

describe("a method of the author", () => {
  it("takes the place of what @FolderLibrary() brings along, and has the games at hand", async () => {
    const launched: string[] = [];

    @Service()
    class Own {
      constructor(private readonly library: FolderGames) {}

      @FolderLibrary({ in: () => root, each: "folder" })
      game(): LibraryGame {
        return {};
      }

      @OwnedGames({ refresh: "1m" })
      async owned() {
        await this.library.look();
        return [...this.library.games.values()].map(({ gameId, title }) => ({
          gameId: `own ${gameId}`,
          gameTitle: title,
          licenseInfo: { licenseType: LicenseType.FreeToPlay },
        }));
      }

      @LocalSizes()
      size(): number {
        return 7;
      }

      @LaunchGame()
      launch(gameId: string): LaunchSpec | undefined {
        launched.push(gameId);
        return undefined;
      }
    }

    @NoLogin()
    @GalaxyPlugin({ platform: Platform.Test, services: [Own] })
    class OwnPlugin {}

    await mkdir(join(root, "Tide"));
    await connect({}, OwnPlugin);
    expect(await owned()).toEqual(["own Tide: Tide"]);
    expect(await local()).toEqual([`Tide ${Installed}`]);
    expect([...(await galaxy.importLocalSizes(["Tide"])).values]).toEqual([["Tide", 7]]);
    await galaxy.launchGame("Tide");
    expect(launched).toEqual(["Tide"]);

    // It is asked again when something changes, long before its interval is over.
    await mkdir(join(root, "Wave"));
    await aWhile();
    expect(added()).toEqual(["own Wave"]);
  });

  it("has to have options that make sense, which is said where they are written", () => {
    expect(() => FolderLibrary({ in: "/x", each: "file", match: ["roms/*.nes"] })).toThrow(/without a folder/);
    expect(() => FolderLibrary({ in: "/x", each: "file", depth: 0 })).toThrow(/positive integer/);
    expect(() => FolderLibrary({ in: "/x", each: "file", refresh: "soon" as never })).toThrow(/not a duration/);
  });
});

/** A disk that is mounted for real where the test may do that, and elsewhere a folder that a link leads to. */
class OtherDisk {
  readonly #content = mkdtempSync(join(OTHER_DISK, "galaxy-kit-"));

  constructor(readonly path: string) {}

  async mount(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
    if (!isRoot) return await symlink(this.#content, this.path);
    await mkdir(this.path);
    execFileSync("mount", ["--bind", this.#content, this.path]);
  }

  /** Leaves an empty folder behind, also while a look has it open. */
  async unmount(): Promise<void> {
    if (isRoot) return void execFileSync("umount", ["--lazy", this.path]);
    await rm(this.path);
    await mkdir(this.path);
  }

  async destroy(): Promise<void> {
    await rm(this.#content, { recursive: true });
  }
}

/** On the disk of the library. */
function newFolderBeside(): string {
  return `${root}-new`;
}
