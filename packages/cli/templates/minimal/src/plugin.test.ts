import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestPlugin } from "@galaxy-kit/testing";
import { ShelfPlugin } from "./plugin.js";
import { Shelf } from "./shelf.js";

test("the games on the shelf are owned", async () => {
  const shelf: Shelf = { titles: new Map([["a", "Title of a"]]) };
  const galaxy = await startTestPlugin(ShelfPlugin, { overrides: [{ provide: Shelf, useValue: shelf }] });

  assert.deepEqual(await galaxy.importOwnedGames(), [
    { gameId: "a", gameTitle: "Title of a", licenseInfo: { licenseType: "SinglePurchase" } },
  ]);
  await galaxy.close();
});
