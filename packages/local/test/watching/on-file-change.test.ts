import { existsSync, writeFileSync } from "node:fs";
import { appendFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import {
  Authenticate,
  GalaxyPlugin,
  type Game,
  LicenseType,
  LocalGames,
  NetworkError,
  NoLogin,
  OwnedGames,
  Platform,
  Service,
  type SourceRun,
} from "@galaxy-kit/sdk";
import { eventually } from "@galaxy-kit/test-support";
import { startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { OnFileChange } from "../../src/index.js";

let folder: string;
let file: string;
let galaxy: TestGalaxy;
let calls: number;

@Service()
class Library {
  path: string | readonly string[] | undefined = file;
  fails = false;
  settings: { readonly isReady: true } | undefined = { isReady: true };

  @OnFileChange(async (library: Library) => Promise.resolve(library.settings!.isReady ? library.path : undefined))
  changed() {
    calls++;
    if (this.fails) throw new NetworkError();
  }
}

@Service()
class Shelf {
  readonly path = file;
  work: (() => Promise<void>) | undefined;

  @OnFileChange((shelf: Shelf) => shelf.path)
  @OwnedGames({ refresh: "on request" })
  async owned(_run: SourceRun<Game>) {
    const ids = (await readFile(this.path, "utf8")).split("");
    await this.work?.();
    const licenseInfo = { licenseType: LicenseType.SinglePurchase };
    return ids.map((gameId) => ({ gameId, gameTitle: `Game ${gameId}`, licenseInfo }));
  }
}

@GalaxyPlugin({ platform: Platform.Test, services: [Library, Shelf] })
class Plugin {
  @Authenticate()
  login() {
    return { userId: "1", userName: "Ada" };
  }
}

/** Relies on what the system reports. */
@Service()
class Seldom {
  calls = 0;
  work: Promise<void> | undefined;
  path: () => string = () => file;

  @OnFileChange((seldom: Seldom) => seldom.path(), { settle: "20ms", refresh: "1h" })
  async changed() {
    this.calls++;
    await this.work;
  }
}

@GalaxyPlugin({ platform: Platform.Test, services: [Seldom] })
@NoLogin()
class SeldomPlugin {}

/** Long enough to look, and for a change to be over. */
const look = (): Promise<void> => galaxy.clock.advance("7s");

async function start(): Promise<Library> {
  galaxy = await startTestPlugin(Plugin);
  await galaxy.clock.advance("1s");
  return galaxy.get(Library);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "watching-"));
  file = join(folder, "games.json");
  calls = 0;
  await writeFile(file, "1");
});
afterEach(async () => {
  await galaxy.close();
  await rm(folder, { recursive: true, force: true });
});

describe("@OnFileChange", () => {
  it("is called for a change, not at startup, and not without a change", async () => {
    await start();
    await look();
    expect(calls).toBe(0);
    await writeFile(file, "22");
    await look();
    expect(calls).toBe(1);
    await look();
    expect(calls).toBe(1);
  });

  it("is called in the end for a file that is written all the time", async () => {
    await start();
    for (let size = 1; calls === 0 && size < 300; size += 1) {
      await writeFile(file, "x".repeat(size));
      await galaxy.clock.advance("250ms");
    }
    expect(calls).toBe(1);
  });

  it("refreshes the source that it is on", async () => {
    await start();
    await galaxy.authenticate();
    await galaxy.importOwnedGames();
    await writeFile(file, "12");
    await look();
    expect(galaxy.received("ownedGameAdded").map(({ ownedGame }) => ownedGame.gameId)).toEqual(["2"]);
  });

  it("refreshes the source that it is on, and not that of another class with the same name", async () => {
    const runs: string[] = [];
    const owned = (() => {
      @Service()
      class Shop {
        @OnFileChange(() => file)
        @OwnedGames({ refresh: "on request", after: "handshake" })
        list() {
          runs.push("owned");
          return [];
        }
      }
      return Shop;
    })();
    const local = (() => {
      @Service()
      class Shop {
        @OnFileChange(() => join(folder, "installed.json"))
        @LocalGames({ refresh: "on request" })
        list() {
          runs.push("local");
          return [];
        }
      }
      return Shop;
    })();
    @GalaxyPlugin({ platform: Platform.Test, services: [owned, local] })
    @NoLogin()
    class Shops {}
    galaxy = await startTestPlugin(Shops);
    await galaxy.clock.advance("1s");
    await writeFile(join(folder, "installed.json"), "1");
    await look();
    expect(runs).toEqual(["local"]);
  });

  it("refreshes its source again if that has begun to run before the change", async () => {
    await start();
    await galaxy.authenticate();
    const shelf = galaxy.get(Shelf);
    shelf.work = async () => {
      shelf.work = undefined;
      await writeFile(file, "12");
      await galaxy.clock.sleep(6000);
    };
    const imported = galaxy.importOwnedGames();
    await look();
    expect(await imported).toHaveLength(1);
    await look();
    expect(galaxy.received("ownedGameAdded").map(({ ownedGame }) => ownedGame.gameId)).toEqual(["2"]);
  });

  it("does not keep a test waiting that does not log in, although its source waits for that", async () => {
    await start();
    await writeFile(file, "12");
    await look();
    const since = performance.now();
    for (let step = 0; step < 5; step++) await galaxy.clock.advance("1m");
    expect(performance.now() - since).toBeLessThan(4000);
    await galaxy.authenticate();
    await galaxy.importOwnedGames();
    await writeFile(file, "123");
    await galaxy.clock.advance("20s");
    expect(galaxy.received("ownedGameAdded").map(({ ownedGame }) => ownedGame.gameId)).toEqual(["3"]);
  });

  it("is called when the file vanishes, and when it appears", async () => {
    await start();
    await rm(file);
    await look();
    expect(calls).toBe(1);
    await writeFile(file, "1");
    await look();
    expect(calls).toBe(2);
  });

  it("takes an editor's way of saving as one change: it writes another file and renames it", async () => {
    await start();
    await writeFile(`${file}.tmp`, "1");
    await rm(file);
    await rename(`${file}.tmp`, file);
    await look();
    expect(calls).toBe(1);
  });

  it("waits until a program has written everything", async () => {
    await start();
    await writeFile(file, "part");
    await galaxy.clock.advance("300ms");
    await appendFile(file, "part");
    await galaxy.clock.advance("300ms");
    expect(calls).toBe(0);
    await look();
    expect(calls).toBe(1);
  });

  it("follows a path whose folders do not exist yet", async () => {
    const library = await start();
    library.path = join(folder, "later", "deeper", "games.db");
    await look();
    calls = 0;
    await mkdir(join(folder, "later", "deeper"), { recursive: true });
    await look();
    expect(calls).toBe(0);
    await writeFile(library.path, "1");
    await look();
    expect(calls).toBe(1);
  });

  it("sees a database whose change is only in its write-ahead log", async () => {
    await start();
    await writeFile(`${file}-wal`, "1");
    await look();
    expect(calls).toBe(1);
  });

  it("sees what is added to a folder, removed from it and renamed in it", async () => {
    const library = await start();
    library.path = folder;
    await look();
    calls = 0;
    await writeFile(join(folder, "a"), "");
    await look();
    await rename(join(folder, "a"), join(folder, "b"));
    await look();
    await rm(join(folder, "b"));
    await look();
    expect(calls).toBe(3);
  });

  it("can have several paths, and none", async () => {
    const library = await start();
    library.path = undefined;
    await look();
    library.path = [file, join(folder, "other")];
    await look();
    calls = 0;
    await writeFile(join(folder, "other"), "");
    await look();
    expect(calls).toBe(1);
  });

  it("is called again after it failed, which is logged", async () => {
    const library = await start();
    library.fails = true;
    await writeFile(file, "22");
    await look();
    await writeFile(file, "333");
    await look();
    expect(calls).toBe(2);
    expect(galaxy.log.messages("warn")).toContainEqual(
      expect.stringMatching(/^Library.changed failed with NetworkError/),
    );
  });

  it("goes on with the paths that it had while the function for them throws, which is logged once", async () => {
    const library = await start();
    library.settings = undefined;
    await look();
    await writeFile(file, "22");
    await look();
    expect(calls).toBe(1);
    library.settings = { isReady: true };
    await writeFile(file, "333");
    await look();
    expect(calls).toBe(2);
    expect(galaxy.log.messages("error")).toEqual(["The function for the paths of Library.changed threw"]);
  });

  it("looks at once when the system reports a change", async () => {
    await start();
    const before = galaxy.clock.now();
    await writeFile(file, "22");
    // Real time passes; on the clock of the integration only the time to settle.
    await eventually("the change is reported", async () => {
      await galaxy.clock.advance("10ms");
      return calls === 1 || undefined;
    });
    expect(galaxy.clock.now() - before).toBeLessThan(4_000);
  });

  describe("that rarely looks without a report of the system", () => {
    let seldom: Seldom;
    /** Real time passes; on the clock of the integration, a few seconds at most. */
    const calledAgain = async (): Promise<void> => {
      const before = seldom.calls;
      await eventually("the method is called", async () => {
        await galaxy.clock.advance("10ms");
        return seldom.calls > before || undefined;
      });
    };

    beforeEach(async () => {
      galaxy = await startTestPlugin(SeldomPlugin);
      seldom = galaxy.get(Seldom);
      await galaxy.clock.advance("1s");
    });

    it("notices what changes while the method runs", async () => {
      let end = (): void => undefined;
      seldom.work = new Promise((resolve) => (end = resolve));
      await writeFile(file, "22");
      await calledAgain();
      await writeFile(file, "333");
      await setTimeout(50);
      end();
      await calledAgain();
      expect(seldom.calls).toBe(2);
    });

    it("notices what is written into a new folder before the system reports changes of it", async () => {
      const inNew = join(folder, "new", "games.json");
      let asked = 0;
      seldom.path = () => {
        // Asked for each look, and after it for what the system is to report.
        if (existsSync(join(folder, "new")) && ++asked === 2) writeFileSync(inNew, "1");
        return inNew;
      };
      await writeFile(file, "22");
      await calledAgain();
      await mkdir(join(folder, "new"));
      await calledAgain();
      expect(asked).toBeGreaterThan(1);
    });

    it("follows the folder that takes the place of one that was deleted", async () => {
      await rm(folder, { recursive: true });
      await mkdir(folder);
      await writeFile(file, "22");
      await calledAgain();
      await writeFile(file, "333");
      await calledAgain();
      await rename(folder, `${folder}-old`);
      await mkdir(folder);
      await writeFile(file, "4444");
      await calledAgain();
      await rm(`${folder}-old`, { recursive: true });
      await writeFile(file, "55555");
      await calledAgain();
    });
  });

  it("refuses what is not a duration, where it is written", () => {
    expect(() => OnFileChange("x", { settle: "soon" as never })).toThrow(/"soon" is not a duration/);
  });
});
