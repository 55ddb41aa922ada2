import type { LoginWindow, SimulatedClient } from "@galaxy-kit/simulator";
import { quotePath } from "../project/package-path.js";

/** The integration reports what its parts are doing once a second. */
const REPORTED_MS = 3_000;

/**
 * Stands for the login window where no browser can show one, and says what to do instead.
 *
 * @param folder - as the user has typed it
 */
export function noLoginWindow(client: () => SimulatedClient, folder: string): LoginWindow {
  return async ({ authParams: { startUri } }) => {
    const file = isPageOfThisComputer(startUri) ? await settingsFileOf(client()) : undefined;
    const remedy =
      file === undefined
        ? "Run galaxy-kit dev and log in on its page. galaxy-kit dev --once uses that login."
        : `The login is a form with settings: run galaxy-kit settings ${quotePath(folder)}, or edit ${file}.`;
    throw new Error(`no browser found, or no display for its window. ${remedy}`);
  };
}

/** Resolves to the file with the settings, if they are the login. */
async function settingsFileOf(client: SimulatedClient): Promise<string | undefined> {
  const isSettings = ({ parts }: SimulatedClient) => parts.find((part) => part.kind === "settings");
  const part = await client.waitFor(isSettings, REPORTED_MS).catch(() => undefined);
  // Where there is a session, settings are not all that a login needs.
  return client.parts.some(({ kind }) => kind === "session") ? undefined : part?.file;
}

function isPageOfThisComputer(address: string): boolean {
  return URL.canParse(address) && new URL(address).hostname === "127.0.0.1";
}
