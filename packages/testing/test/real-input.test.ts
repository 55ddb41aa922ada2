import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as realDelay } from "node:timers/promises";
import {
  Authenticate,
  Clock,
  Every,
  GalaxyClient,
  GalaxyPlugin,
  Inject,
  LaunchGame,
  OwnedGames,
  Platform,
  Service,
  token,
} from "@galaxy-kit/sdk";
import { startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterEach, beforeEach, expect, it } from "@jest/globals";

const BASE_URL = token<string>("BASE_URL");

@Service()
class Shop {
  readonly polls: number[] = [];

  constructor(
    @Inject(BASE_URL) private readonly baseUrl: string,
    private readonly galaxy: GalaxyClient,
    private readonly clock: Clock,
  ) {}

  @Every("10m")
  async poll() {
    const sold = (await (await fetch(this.baseUrl)).json()) as string;
    this.polls.push(this.clock.now());
    this.galaxy.removeGame(sold);
  }

  @OwnedGames()
  owned() {
    return [];
  }

  @Every("10m", { after: "ownedGames" })
  async pollAfterTheImport() {
    await fetch(this.baseUrl);
    this.galaxy.removeGame("after the import");
  }

  @LaunchGame()
  async launch(gameId: string) {
    if (gameId === "never") await new Promise(() => undefined);
    if (gameId === "later") await this.clock.sleep(60_000);
    await fetch(this.baseUrl);
    if (gameId === "twice") await this.clock.sleep(60_000);
    this.galaxy.removeGame(gameId);
  }
}

@GalaxyPlugin({ platform: Platform.Test, services: [Shop] })
class ShopPlugin {
  @Authenticate() login() {
    return { userId: "1", userName: "Me" };
  }
}

let server: Server;
let galaxy: TestGalaxy;
const removed = () => galaxy.received("ownedGameRemoved").map(({ gameId }) => gameId);

beforeEach(async () => {
  // Takes longer than any number of turns of the event loop that a test could wait for.
  server = createServer((_request, response) => {
    void realDelay(40).then(() => response.end('"sold"'));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  galaxy = await startTestPlugin(ShopPlugin, { overrides: [{ provide: BASE_URL, useValue: baseUrl }] });
});

afterEach(async () => {
  await galaxy.close();
  server.close();
  server.closeAllConnections();
});

it("advance() waits for the requests of the methods that it starts, one after the other", async () => {
  expect(removed()).toEqual(["sold"]);
  const start = galaxy.clock.now();
  await galaxy.clock.advance("30m");
  expect(removed()).toEqual(["sold", "sold", "sold", "sold"]);
  // The clock stood still while a request was on its way.
  const [, ...later] = galaxy.get(Shop).polls;
  expect(later.map((time) => time - start + 100)).toEqual([600_000, 1_200_000, 1_800_000]);
});

it("advance() first waits for the requests of a method that is running, so the time that it then sleeps passes", async () => {
  const launching = galaxy.launchGame("twice");
  await once(server, "request");
  await galaxy.clock.advance("1m");
  await launching;
  expect(removed()).toEqual(["sold", "twice"]);
});

it("advance() waits only once for a method that may be waiting for the test", async () => {
  await galaxy.launchGame("never");
  const started = performance.now();
  for (let round = 0; round < 20; round++) await galaxy.clock.advance("1m");
  expect(performance.now() - started).toBeLessThan(15_000);
});

it("a command waits for the requests of its method, but not for the clock", async () => {
  await galaxy.launchGame("now");
  expect(removed()).toEqual(["sold", "now"]);
  await galaxy.launchGame("later");
  expect(removed()).toEqual(["sold", "now"]);
  await galaxy.clock.advance("1m");
  expect(removed()).toEqual(["sold", "now", "later"]);
});

it("a request waits for what its response sets going", async () => {
  await galaxy.importOwnedGames();
  expect(removed()).toEqual(["sold", "after the import"]);
});

it("a method that never returns does not hold up the test", async () => {
  await galaxy.launchGame("never");
  await galaxy.launchGame("now");
  expect(removed()).toEqual(["sold", "now"]);
});
