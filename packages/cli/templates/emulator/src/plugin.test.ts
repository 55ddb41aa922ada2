import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { startTestPlugin } from "@galaxy-kit/testing";
import { EmulatorPlugin } from "./plugin.js";
import { EmulatorSettings } from "./settings.js";

test("the files in the folders are games, with clean titles", async () => {
  const folder = await mkdtemp(join(tmpdir(), "games-"));
  await writeFile(join(folder, "Legend of Tide, The (World) [!].rom"), "");
  const settings: EmulatorSettings = { folders: [folder], emulator: "" };
  const galaxy = await startTestPlugin(EmulatorPlugin, {
    overrides: [{ provide: EmulatorSettings, useValue: settings }],
  });

  const games = await galaxy.importOwnedGames();
  assert.deepEqual(
    games.map(({ gameTitle }) => gameTitle),
    ["The Legend of Tide"],
  );
  await galaxy.close();
  await rm(folder, { recursive: true });
});
