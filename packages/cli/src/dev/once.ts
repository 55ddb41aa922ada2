import { openFolder, SimulatedClient } from "@galaxy-kit/simulator";
import { buildFolder } from "../project/build.js";
import { explained } from "../project/explained.js";
import { showOnce } from "../show/show-once.js";
import { clientOptions } from "./client-options.js";
import { chooseLoginWindow } from "./login-window.js";
import type { DevOptions } from "./options.js";

/** Builds and starts the integration in a folder, shows what it tells, and ends. Answers the exit code. */
export async function devOnce(folder: string | undefined, options: DevOptions): Promise<number> {
  try {
    const loginWindow = chooseLoginWindow(options.browser, noLoginWindow);
    await buildFolder(folder ?? ".");
    const client = new SimulatedClient({ ...clientOptions(await openFolder(folder ?? "."), options), loginWindow });
    return await showOnce(client, options);
  } catch (error) {
    throw explained(error, folder === undefined ? "galaxy-kit dev --once DIR" : undefined);
  }
}

function noLoginWindow(): Promise<never> {
  const remedy =
    "Log in once with galaxy-kit dev, whose page asks for the address at which the login ends: --once takes the login from there.";
  return Promise.reject(new Error(`there is no browser, or no display for its window. ${remedy}`));
}
