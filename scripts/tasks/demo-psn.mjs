import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { runNodeInForeground } from "../process.mjs";

const STAND_IN = "../../apps/psn/stand-in/dist/psn-network.js";
const SIMULATOR = "../../packages/simulator/dist/index.js";
const APP = "apps/psn";

/** Few enough for their trophies to take less than the 300 requests that Sony allows in 15 minutes. */
const GAMES = 120;
const LOGIN_MS = 30_000;
/** Where the login windows of GALAXY 2.1 end. */
const END_PAGE = "https://www.gog.com/galaxy";

/**
 * Shows an account of the PlayStation Network that was made for this: `galaxy-kit show apps/psn`, with the same options. Paste what is printed
 * here into the login window. With `--once`, that has been done already.
 */
export async function run(args) {
  await install();
  await build();
  const { PsnNetwork } = await import(STAND_IN);
  const root = mkdtempSync(join(tmpdir(), "galaxy-kit-psn-"));
  let psn;
  try {
    psn = await PsnNetwork.start({ now: Date.now, sleep: (milliseconds) => sleep(milliseconds) }, GAMES);
    process.env.PSN_STAND_IN_URL = psn.api.url;
    process.env.GALAXY_KIT_DATA_DIR = join(root, "galaxy");
    const config = join(root, "galaxy", "galaxy-kit-psn", "config");
    mkdirSync(config, { recursive: true });
    writeFileSync(join(config, "settings.jsonc"), JSON.stringify(psn.client));
    const show = ["packages/cli/dist/main.js", "show", APP];
    if (args.includes("--once")) {
      await logIn(psn.page);
      console.error("The login has already been made: the demo pasted the code into the page of the login window.\n");
      return await runNodeInForeground([...show, ...args]);
    }
    console.error(`The steps lead to Sony. Instead of what they show, paste this:\n\n${psn.page}\n`);
    return await runNodeInForeground([...show, "--fresh", ...args]);
  } finally {
    await psn?.api.close();
    rmSync(root, { recursive: true, force: true });
  }
}

/** Logs in where `galaxy-kit show` keeps its login, without a browser. */
async function logIn(code) {
  const { fileStore, openFolder, quickTimings, startSimulatedClient } = await import(SIMULATOR);
  const { source, storeName } = await openFolder(APP);
  const client = await startSimulatedClient({
    integration: source,
    store: fileStore(`${storeName}.show`, { fresh: true }),
    timings: quickTimings,
    loginWindow: async ({ authParams: { startUri } }) => {
      const headers = { origin: new URL(startUri).origin };
      await fetch(startUri, { method: "POST", body: new URLSearchParams({ code }), headers, redirect: "manual" });
      return { endUri: END_PAGE };
    },
  });
  try {
    await client.waitFor(({ status }) => status.state === "connected", LOGIN_MS);
  } finally {
    await client.close();
  }
}
