import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { runNodeInForeground } from "../process.mjs";

/** Long enough for GALAXY to show a minute of play time. */
const DURATION_OF_A_GAME_S = 70;
const STAND_IN = "../../apps/steam-web/stand-in/dist";

/**
 * Shows a Steam account and a Steam folder that were made for this: `galaxy-kit show apps/steam-web`, with the same options. The login window
 * asks for the key that is printed here; with `--once`, it is known already. On Linux, a game that is launched is a process, and ends by itself.
 */
export async function run(args) {
  await install();
  await build();
  const { SteamFolder, SteamWebApi, SteamWorld } = await import(`${STAND_IN}/index.js`);
  const root = mkdtempSync(join(tmpdir(), "galaxy-kit-steam-web-"));
  let api;
  try {
    const world = new SteamWorld();
    api = await SteamWebApi.start(world, { now: Date.now, sleep });
    const folder = new SteamFolder(root, world);
    process.env.STEAM_STAND_IN_URL = api.url;
    process.env.GALAXY_KIT_DATA_DIR = join(root, "galaxy");
    process.env.STEAM_STAND_IN ??= `seconds=${DURATION_OF_A_GAME_S}`;
    if (process.platform !== "win32") process.env.HOME = folder.home;
    if (process.platform === "linux") process.env.PATH = folder.registerProgram();
    const login = { apiKey: api.key, profile: "ada_plays" };
    if (args.includes("--once")) {
      const config = join(root, "galaxy", "galaxy-kit-steam-web", "config");
      mkdirSync(config, { recursive: true });
      writeFileSync(join(config, "settings.jsonc"), JSON.stringify(login));
    } else console.error(`Log in with the key ${login.apiKey} and the profile ${login.profile}.\n`);
    return await runNodeInForeground(["packages/cli/dist/main.js", "show", "apps/steam-web", "--fresh", ...args]);
  } finally {
    await api?.close();
    rmSync(root, { recursive: true, force: true });
  }
}
