import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { runNodeInForeground } from "../process.mjs";
import { TaskError } from "../task-error.mjs";

/** Long enough for GALAXY to show a minute of play time. */
const SECONDS_OF_A_GAME = 70;

/**
 * Shows the games of an itch app that was made for this: `galaxy-kit show apps/itch`, with the same options. A game that is launched is a
 * process, and ends by itself. With `--no-app`, there is no app, and the login window asks for an API key, which is printed; with
 * `--once`, it is known already.
 */
export async function run(args) {
  if (process.platform === "win32" && !args.includes("--no-app")) {
    const remedy = "To see the games of an account without the app: npm run demo:itch -- --no-app";
    throw new TaskError(
      `The stand-in of the app's daemon is a script, which Windows cannot start as a program.\n${remedy}`,
    );
  }
  await install();
  await build();
  const root = mkdtempSync(join(tmpdir(), "galaxy-kit-itch-"));
  const folder = settingsOfPrograms(root);
  let api;
  try {
    await runNodeInForeground(["apps/itch/stand-in/create-itch.mjs", folder]);
    api = spawn(process.execPath, ["apps/itch/stand-in/itch-api.mjs", folder], { stdio: ["pipe", "pipe", "inherit"] });
    const address = await addressOf(api);
    if (args.includes("--no-app")) {
      rmSync(join(folder, "itch"), { recursive: true });
      const { API_KEY } = await import("../../apps/itch/stand-in/site.mjs");
      if (args.includes("--once")) {
        const config = join(root, "galaxy", "galaxy-kit-itch", "config");
        mkdirSync(config, { recursive: true });
        writeFileSync(join(config, "settings.jsonc"), JSON.stringify({ apiKey: API_KEY }));
      } else console.error(`The API key of the user: ${API_KEY}`);
    }
    process.env.GALAXY_KIT_DATA_DIR = join(root, "galaxy");
    process.env.ITCH_STAND_IN_URL = address;
    process.env.ITCH_STAND_IN ??= `seconds=${SECONDS_OF_A_GAME}`;
    const options = args.filter((arg) => arg !== "--no-app");
    return await runNodeInForeground(["packages/cli/dist/main.js", "show", "apps/itch", "--fresh", ...options]);
  } finally {
    api?.kill();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Resolves to what the stand-in of the API prints when it can be used. */
async function addressOf(api) {
  const ended = new AbortController();
  api.once("exit", () => ended.abort());
  try {
    const [address] = await once(api.stdout, "data", { signal: ended.signal });
    return String(address).trim();
  } catch (cause) {
    throw new TaskError("The stand-in of the API has ended before it could be used: see above.", { cause });
  }
}

/** Makes the integration look for the app below this folder, and never at the one that the user has. Returns where it looks there. */
function settingsOfPrograms(root) {
  if (process.platform === "darwin") {
    process.env.HOME = root;
    return join(root, "Library", "Application Support");
  }
  process.env[process.platform === "win32" ? "APPDATA" : "XDG_CONFIG_HOME"] = root;
  return root;
}
