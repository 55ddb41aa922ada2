import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { baseUrlOf } from "@galaxy-kit/http";
import { GalaxyPlugin, InvalidCredentials, Platform } from "@galaxy-kit/sdk";
import {
  FakeApi,
  FakeClock,
  FakeResponse,
  type OAuthServer,
  startOAuthServer,
  startTestPlugin,
  type TestGalaxy,
} from "@galaxy-kit/testing";
import { Library } from "./library.js";
import { SHOP_SERVER, ShopLogin, shopServer } from "./login.js";
import { HttpShop } from "./shop/http-shop.js";
import { Shop } from "./shop/shop.js";

/** The integration with a login and a shop on the web. */
@GalaxyPlugin({
  platform: Platform.Test,
  services: [Library],
  providers: [
    { provide: SHOP_SERVER, useValue: shopServer },
    { provide: Shop, useExisting: HttpShop },
  ],
})
@ShopLogin()
class OnlinePlugin {
  constructor(readonly shop: HttpShop) {}
}

const ada = { userId: "7", userName: "Ada" };

let clock: FakeClock;
let logins: OAuthServer;
let backend: FakeApi;
let galaxy: TestGalaxy;
let bought: { id: string; title: string }[];
let minutes: number;

beforeEach(async () => {
  clock = new FakeClock();
  logins = await startOAuthServer({ clock, user: { id: "7", name: "Ada" } });
  backend = await FakeApi.start({ clock });
  bought = [{ id: "tide", title: "Tide of Embers" }];
  minutes = 30;
  backend.get("/account", ({ headers }) => logins.userOf(headers.authorization) ?? refused());
  backend.get("/purchases", ({ headers }) => (logins.userOf(headers.authorization) ? bought : refused()));
  backend.get("/play-times", () => [{ id: "tide", minutes, lastPlayed: 2_000 }]);
  backend.get("/achievements/:id", () => [{ id: "a", at: 1_000 }]);
  galaxy = await start();
});

afterEach(async () => {
  await galaxy.close();
  await backend.close();
  await logins.close();
});

const refused = (): FakeResponse => new FakeResponse({ error: "log in" }, { status: 401 });

/** Starts the integration with the servers of this test. */
function start(): Promise<TestGalaxy> {
  return startTestPlugin(OnlinePlugin, {
    clock,
    overrides: [
      { provide: SHOP_SERVER, useValue: logins.endpoints },
      { provide: baseUrlOf(HttpShop), useValue: backend.url },
    ],
  });
}

/** Logs in as a user does, in the window. */
async function logIn(): Promise<unknown> {
  const page = await galaxy.authenticate();
  assert.ok("authParams" in page);
  return await galaxy.passLoginCredentials({ endUri: await logins.approve(page.authParams.startUri) });
}

test("logs in with a window, and without one at the next start", async () => {
  assert.deepEqual(await logIn(), ada);
  const stored = galaxy.storedCredentials;
  await galaxy.close();
  galaxy = await start();
  assert.deepEqual(await galaxy.authenticate(stored), ada);
});

test("renews a token that has expired", async () => {
  await logIn();
  await clock.advance("2h");
  assert.equal((await galaxy.importOwnedGames()).length, 1);
});

test("asks for a new login when the shop has ended the session", async () => {
  await logIn();
  const stored = galaxy.storedCredentials;
  await galaxy.close();
  await clock.advance("10m");
  logins.revoke();
  galaxy = await start();
  await assert.rejects(galaxy.authenticate(stored), InvalidCredentials);
});

test("keeps the library while the shop is down", async () => {
  await logIn();
  await galaxy.importOwnedGames();
  backend.fail(503, { for: "1h" });
  await clock.advance("30m");
  assert.deepEqual(galaxy.received("ownedGameRemoved"), []);
});

test("reports a new purchase within ten minutes", async () => {
  await logIn();
  assert.equal((await galaxy.importOwnedGames()).length, 1);

  bought.push({ id: "moth", title: "Moth and Lamp" });
  await clock.advance("10m");
  assert.equal((await galaxy.nextNotification("ownedGameAdded")).ownedGame.gameId, "moth");
});

test("imports achievements and play times, and reports a new play time within ten minutes", async () => {
  await logIn();
  const achievements = await galaxy.importAchievements(["tide"]);
  assert.deepEqual(achievements.values.get("tide"), [{ achievementId: "a", unlockTime: 1_000 }]);
  const times = await galaxy.importGameTimes(["tide"]);
  assert.deepEqual(times.values.get("tide"), { gameId: "tide", timePlayed: 30, lastPlayedTime: 2_000 });

  minutes = 40;
  await clock.advance("10m");
  assert.equal((await galaxy.nextNotification("gameTimeUpdated")).gameTime.timePlayed, 40);
});
