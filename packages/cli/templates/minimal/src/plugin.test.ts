import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestPlugin } from "@galaxy-kit/testing";
import { ShelfPlugin } from "./plugin.js";
import { Shelf } from "./shelf.js";

test("the games on the shelf are owned, and a new one is added within a minute", async () => {
  const shelf: Shelf = { titles: new Map([["a", "Title of a"]]) };
  const galaxy = await startTestPlugin(ShelfPlugin, { overrides: [{ provide: Shelf, useValue: shelf }] });
  await galaxy.authenticate();

  assert.deepEqual(await galaxy.importOwnedGames(), [
    { gameId: "a", gameTitle: "Title of a", licenseInfo: { licenseType: "SinglePurchase" } },
  ]);
  shelf.titles.set("b", "Title of b");
  await galaxy.clock.advance("1m");
  assert.equal((await galaxy.nextNotification("ownedGameAdded")).ownedGame.gameId, "b");
  await galaxy.close();
});
