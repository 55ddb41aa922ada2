import { browserLoginWindow, findBrowser, openFolder, SimulatedClient } from "@galaxy-kit/simulator";
import { buildFolder } from "../project/build-folder.js";
import { showOnce } from "../show/once.js";
import { clientOptions } from "./client-options.js";
import { explained } from "../project/explained.js";
import type { DevOptions } from "./options.js";

/** Builds and starts the integration in a folder, shows what it tells, and ends. Answers the exit code. */
export async function devOnce(folder: string, options: DevOptions): Promise<number> {
  try {
    if (options.browser !== undefined) findBrowser(options.browser);
    await buildFolder(folder);
    const client = new SimulatedClient({
      ...clientOptions(await openFolder(folder), options),
      loginWindow: browserLoginWindow({ browser: options.browser }),
    });
    return await showOnce(client, options);
  } catch (error) {
    throw explained(error);
  }
}
