import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { runNodeInForeground } from "../process.mjs";

const STAND_IN = "../../apps/psn/stand-in/dist/psn-network.js";

/**
 * Shows an account of the PlayStation Network that was made for this: `galaxy-kit show apps/psn`, with the same options. Paste what is printed
 * here into the login window.
 */
export async function run(args) {
  await install();
  await build();
  const { PsnNetwork } = await import(STAND_IN);
  const root = mkdtempSync(join(tmpdir(), "galaxy-kit-psn-"));
  const psn = await PsnNetwork.start({ now: Date.now, sleep: (milliseconds) => sleep(milliseconds) });
  try {
    process.env.PSN_STAND_IN_URL = psn.api.url;
    process.env.GALAXY_KIT_DATA_DIR = join(root, "galaxy");
    const config = join(root, "galaxy", "galaxy-kit-psn", "config");
    mkdirSync(config, { recursive: true });
    writeFileSync(join(config, "settings.jsonc"), JSON.stringify(psn.client));
    console.error(`The steps lead to Sony. Instead of what they show, paste this:\n\n${psn.page}\n`);
    return await runNodeInForeground(["packages/cli/dist/main.js", "show", "apps/psn", "--fresh", ...args]);
  } finally {
    await psn.api.close();
    rmSync(root, { recursive: true, force: true });
  }
}
