import { Authenticate, GalaxyPlugin, LaunchGame, type LaunchSpec, Platform, Service } from "@galaxy-kit/sdk";
import { eventually, kill } from "@galaxy-kit/test-support";
import { startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { exec, type GameSession, OnGameStarted, OnGameStopped } from "../src/index.js";
import { Games } from "./support/games.js";

let games: Games;
let galaxy: TestGalaxy;
/** What @LaunchGame() returns. */
let spec: (gameId: string) => LaunchSpec | undefined;
let events: string[];

@Service()
class Follower {
  @OnGameStarted()
  started(gameId: string, { how }: GameSession): void {
    events.push(`${gameId} started (${how})`);
  }

  @OnGameStopped()
  stopped(gameId: string, { seconds }: GameSession): void {
    events.push(`${gameId} stopped after ${seconds} s`);
  }
}

@GalaxyPlugin({ platform: Platform.Test, services: [Follower] })
class Shelf {
  @Authenticate()
  login() {
    return { userId: "1", userName: "Ada" };
  }

  @LaunchGame()
  launch(gameId: string): LaunchSpec | undefined {
    return spec(gameId);
  }
}

beforeEach(async () => {
  games = new Games();
  events = [];
  galaxy = await startTestPlugin(Shelf);
});

afterEach(async () => {
  await galaxy.close();
  await games.destroy();
});

/** What GALAXY shows for each game: 3 is running, 1 is installed. */
const states = () =>
  galaxy
    .received("localGameStatusChanged")
    .map(({ localGame: { gameId, localGameState } }) => `${gameId} ${localGameState}`);

/** Moves the clock until something has happened in other processes. */
async function until(what: string, condition: () => boolean): Promise<void> {
  await eventually(what, async () => {
    if (condition()) return true;
    await galaxy.clock.advance("500ms");
    return undefined;
  });
}

describe("exec()", () => {
  it("reports a game as running until it ends", async () => {
    const program = games.program("tide", "tide");
    spec = () => exec(program, ["600"]);
    await galaxy.launchGame("tide");
    expect(states()).toEqual(["tide 3"]);
    const [pid] = await games.pidsOf(program);
    await galaxy.clock.advance("90s");
    expect(states()).toEqual(["tide 3"]);
    kill(pid!);
    await until("it ends", () => states().length === 2);
    expect(states()).toEqual(["tide 3", "tide 1"]);
    expect(events).toEqual(["tide started (galaxy)", expect.stringMatching(/^tide stopped after 9[0-9] s$/)]);
  });
});
