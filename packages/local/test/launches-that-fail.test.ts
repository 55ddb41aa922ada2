import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GalaxyPlugin, LaunchGame, NoLogin, Platform, Service, UNKNOWN } from "@galaxy-kit/sdk";
import { FakeClock, FakeProcesses, startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { folder, GameTracker, HostOs, type InstalledGame, InstalledGames, Processes, uri } from "../src/index.js";

let clock: FakeClock;
let processes: FakeProcesses;
let galaxy: TestGalaxy;
let dataFolder: string;
let installed: InstalledGame[] | typeof UNKNOWN;
/** Make the system open an address, or fail to, after any time. */
let succeed: () => void;
let fail: () => void;

/** A computer that takes its time to open an address. */
@Service()
class SlowDesktop extends HostOs {
  override hasHandler(): Promise<boolean> {
    return Promise.resolve(true);
  }

  override open(): Promise<void> {
    return new Promise((resolve, reject) => {
      succeed = resolve;
      fail = () => {
        reject(new Error("it ended with 3"));
      };
    });
  }
}

@Service()
class Library {
  @InstalledGames({ refresh: "5s" })
  installed() {
    return installed;
  }

  @LaunchGame()
  launch() {
    return uri("shop://run/tide", { track: folder("/launcher") });
  }
}

@GalaxyPlugin({ platform: Platform.Test, services: [Library] })
@NoLogin()
class Shelf {}

async function start(): Promise<void> {
  const overrides = [
    { provide: Processes, useValue: processes },
    { provide: HostOs, useClass: SlowDesktop },
  ];
  galaxy = await startTestPlugin(Shelf, { clock, overrides, dataFolder });
}

beforeEach(async () => {
  clock = new FakeClock();
  processes = new FakeProcesses(clock);
  dataFolder = mkdtempSync(join(tmpdir(), "launches-that-fail-"));
  installed = [{ gameId: "tide", folder: "/games/tide" }];
  await start();
  await galaxy.importLocalGames();
});

afterEach(async () => {
  await galaxy.close();
  rmSync(dataFolder, { recursive: true });
});

/** The id of the session of the game, if it is running. */
const running = (): string | undefined => galaxy.get(GameTracker).running.get("tide")?.id;

it("A launch that takes so long that its session has ended does not report its beginning after its end", async () => {
  const events: string[] = [];
  galaxy.get(GameTracker).subscribe(({ type }) => events.push(type));
  await galaxy.launchGame("tide");
  await clock.advance("1m");
  succeed();
  await clock.advance("5s");
  expect(running()).toBeUndefined();
  expect(events).toEqual(["stopped"]);

  processes.start("/games/tide/bin/tide");
  await clock.advance("5s");
  expect(events).toEqual(["stopped", "started"]);
});

describe("A launch that fails", () => {
  it("after its session has ended leaves the game running that the user has started meanwhile", async () => {
    await galaxy.launchGame("tide");
    const launched = running();
    expect(launched).toEqual(expect.any(String));
    await clock.advance("1m");
    expect(running()).toBeUndefined();

    processes.start("/games/tide/bin/tide");
    await clock.advance("5s");
    const outside = running();
    expect(outside).toEqual(expect.any(String));
    fail();
    await clock.advance("5s");
    expect(galaxy.log.text).toContain("it ended with 3");
    expect(running()).toBe(outside);
    expect(galaxy.received("localGameStatusChanged").at(-1)).toMatchObject({ localGame: { localGameState: 3 } });
  });

  it("leaves the session of an earlier run, whose game is recognized as soon as it is known what is installed", async () => {
    processes.start("/games/tide/bin/tide");
    await clock.advance("5s");
    const earlier = running();
    expect(earlier).toEqual(expect.any(String));
    await galaxy.close();

    const known = installed;
    installed = UNKNOWN;
    await start();
    await galaxy.launchGame("tide");
    expect(running()).not.toBe(earlier);
    fail();
    installed = known;
    await clock.advance("10s");
    expect(running()).toBe(earlier);
  });
});
