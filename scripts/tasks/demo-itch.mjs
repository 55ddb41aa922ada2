import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { runNodeInForeground } from "../process.mjs";

/** Long enough for GALAXY to show a minute of play time. */
const SECONDS_OF_A_GAME = 70;

/**
 * Shows the games of an itch app that was made for this: `galaxy-kit show apps/itch`, with the same options. A game that is launched is a
 * process, and ends by itself. With `--no-app`, there is no app, and the login window asks for an API key, which is printed; with
 * `--once`, it is known already.
 */
export async function run(args) {
  await install();
  await build();
  const folder = mkdtempSync(join(tmpdir(), "galaxy-kit-itch-"));
  let api;
  try {
    await runNodeInForeground(["apps/itch/stand-in/create-itch.mjs", folder]);
    api = spawn(process.execPath, ["apps/itch/stand-in/itch-api.mjs", folder], { stdio: ["pipe", "pipe", "inherit"] });
    const [address] = await once(api.stdout, "data");
    if (args.includes("--no-app")) {
      rmSync(join(folder, "itch"), { recursive: true });
      const { API_KEY } = await import("../../apps/itch/stand-in/site.mjs");
      if (args.includes("--once")) {
        const config = join(folder, "galaxy", "galaxy-kit-itch", "config");
        mkdirSync(config, { recursive: true });
        writeFileSync(join(config, "settings.jsonc"), JSON.stringify({ apiKey: API_KEY }));
      } else console.error(`The API key of the user: ${API_KEY}`);
    }
    process.env.XDG_CONFIG_HOME = folder;
    process.env.GALAXY_KIT_DATA_DIR = join(folder, "galaxy");
    process.env.ITCH_API = String(address).trim();
    process.env.ITCH_STAND_IN_S ??= String(SECONDS_OF_A_GAME);
    const options = args.filter((arg) => arg !== "--no-app");
    return await runNodeInForeground(["packages/cli/dist/main.js", "show", "apps/itch", "--fresh", ...options]);
  } finally {
    api?.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
