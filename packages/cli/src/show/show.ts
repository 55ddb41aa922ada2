import { openFolder, SimulatedClient } from "@galaxy-kit/simulator";
import { buildFolder } from "../project/build.js";
import { explained } from "../project/explained.js";
import { clientSettings } from "./client.js";
import { chooseLoginWindow } from "./login-window.js";
import type { ShowOptions } from "./options.js";
import { showOnce } from "./show-once.js";
import { watch } from "./watch.js";

/**
 * Builds the integration in a folder, runs it in a simulated client, and shows what the client knows.
 *
 * @param usage - the command with a folder, for the error if there is no integration in the current folder
 * @returns the exit code
 */
export async function show(folder: string | undefined, options: ShowOptions, usage: string): Promise<number> {
  try {
    const loginWindow = chooseLoginWindow(options.browser, noLoginWindow);
    await buildFolder(folder ?? ".");
    const integration = await openFolder(folder ?? ".");
    const client = new SimulatedClient({ ...clientSettings(integration, options), loginWindow });
    return await (options.once ? showOnce(client, options) : watch(client, integration.name, options));
  } catch (error) {
    throw explained(error, folder === undefined ? usage : undefined);
  }
}

function noLoginWindow(): Promise<never> {
  const remedy = "Run galaxy-kit dev and log in on its page. The login is kept for the next run.";
  return Promise.reject(new Error(`no browser found, or no display for its window. ${remedy}`));
}
