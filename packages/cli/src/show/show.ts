import { openFolder, SimulatedClient } from "@galaxy-kit/simulator";
import { parseClientFlags } from "../client/client-flags.js";
import { clientSettings } from "../client/client-settings.js";
import { chooseLoginWindow } from "../client/login-window.js";
import { explainClientErrors } from "../command-line/client-errors.js";
import { buildFolder } from "../project/build.js";
import { describePython } from "../project/check-python-folder.js";
import { painter } from "../terminal/paint.js";
import { noLoginWindow } from "./no-login-window.js";
import type { ShowOptions } from "./options.js";
import { showOnce } from "./show-once.js";
import { watch } from "./watch.js";

/**
 * Builds the integration in a folder, runs it in a simulated client, and shows what the client knows.
 *
 * @param command - the command that was typed; `show` keeps a login and a cache of its own, so that it can run at the same time
 * as `dev`, and `--fresh` cannot discard what `dev` has stored.
 * @returns the exit code
 */
export async function show(
  folder: string | undefined,
  options: ShowOptions,
  command: "show" | "dev --once",
): Promise<number> {
  const usage = folder === undefined ? `galaxy-kit ${command} DIR` : undefined;
  return await explainClientErrors(async () => {
    const flags = parseClientFlags(options, printNote);
    const loginWindow = chooseLoginWindow(
      options.browser,
      noLoginWindow(() => client, folder ?? "."),
    );
    await buildFolder(folder ?? ".");
    const integration = await openFolder(folder ?? ".", options);
    for (const line of await describePython(integration, painter(process.stderr))) process.stderr.write(`${line}\n`);
    const storeName = command === "show" ? `${integration.storeName}.show` : integration.storeName;
    const client: SimulatedClient = new SimulatedClient({
      ...clientSettings({ ...integration, storeName }, options, flags),
      loginWindow,
    });
    const developed = command === "show" ? undefined : integration;
    return await (options.once ? showOnce(client, options, developed) : watch(client, integration.name, options));
  }, usage);
}

/** Standard output is for the library. */
function printNote(line: string): void {
  process.stderr.write(`${painter(process.stderr)("dim", line)}\n`);
}
