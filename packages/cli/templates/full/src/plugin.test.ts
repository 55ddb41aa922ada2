import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { AuthenticationRequired, InvalidCredentials } from "@galaxy-kit/sdk";
import { startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { ShopPlugin } from "./plugin.js";
import { type Account, type PlayTime, type Purchase, Shop, type Unlocked } from "./shop/shop.js";

/** A shop that accepts one token and returns the purchases of a test. */
class FakeShop extends Shop {
  readonly loginPage = "https://shop.example/login";
  readonly bought: Purchase[] = [{ id: "tide", title: "Tide of Embers" }];
  minutes = 30;

  account(token: string): Promise<Account> {
    return token === "good" ? Promise.resolve({ id: "7", name: "Ada" }) : Promise.reject(new AuthenticationRequired());
  }

  purchases(): Promise<readonly Purchase[]> {
    return Promise.resolve(this.bought);
  }

  playTimes(): Promise<readonly PlayTime[]> {
    return Promise.resolve([{ id: "tide", minutes: this.minutes, lastPlayed: 2_000 }]);
  }

  achievements(): Promise<readonly Unlocked[]> {
    return Promise.resolve([{ id: "a", at: 1_000 }]);
  }
}

let shop: FakeShop;
let galaxy: TestGalaxy;

beforeEach(async () => {
  shop = new FakeShop();
  galaxy = await startTestPlugin(ShopPlugin, { overrides: [{ provide: Shop, useValue: shop }] });
});

afterEach(() => galaxy.close());

test("opens a login window and stores its token", async () => {
  const page = await galaxy.authenticate();
  assert.ok("authParams" in page);
  assert.equal(page.authParams.startUri, shop.loginPage);

  const endUri = "https://shop.example/done?token=good";
  assert.match(endUri, new RegExp(page.authParams.endUriRegex));
  assert.deepEqual(await galaxy.passLoginCredentials({ endUri }), { userId: "7", userName: "Ada" });
  assert.deepEqual(galaxy.storedCredentials, { token: "good" });
});

test("logs in with a stored token, without a window", async () => {
  assert.deepEqual(await galaxy.authenticate({ token: "good" }), { userId: "7", userName: "Ada" });
});

test("asks for a new login when the shop no longer accepts the stored token", async () => {
  await assert.rejects(galaxy.authenticate({ token: "old" }), InvalidCredentials);
});

test("reports a new purchase within ten minutes", async () => {
  await galaxy.authenticate({ token: "good" });
  assert.equal((await galaxy.importOwnedGames()).length, 1);

  shop.bought.push({ id: "moth", title: "Moth and Lamp" });
  await galaxy.clock.advance("10m");
  assert.equal((await galaxy.nextNotification("ownedGameAdded")).ownedGame.gameId, "moth");
});

test("imports achievements and play times, and reports a new play time within ten minutes", async () => {
  await galaxy.authenticate({ token: "good" });
  const achievements = await galaxy.importAchievements(["tide"]);
  assert.deepEqual(achievements.values.get("tide"), [{ achievementId: "a", unlockTime: 1_000 }]);
  const times = await galaxy.importGameTimes(["tide"]);
  assert.deepEqual(times.values.get("tide"), { gameId: "tide", timePlayed: 30, lastPlayedTime: 2_000 });

  shop.minutes = 40;
  await galaxy.clock.advance("10m");
  assert.equal((await galaxy.nextNotification("gameTimeUpdated")).gameTime.timePlayed, 40);
});
