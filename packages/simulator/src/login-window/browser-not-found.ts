/** There is no browser for a login window. Its message says what to install or set. */
export class BrowserNotFoundError extends Error {
  override readonly name = "BrowserNotFoundError";
}

const installations: Readonly<Record<string, string>> = {
  linux: "Install one (Debian and Ubuntu: apt-get install chromium; Fedora: dnf install chromium)",
  darwin: "Install Google Chrome, Chromium or Microsoft Edge into /Applications",
  win32: "Install Google Chrome or Microsoft Edge",
};

/** No setting, and nothing in the usual places. */
export function nothingInstalled(platform: string): string {
  const install = installations[platform] ?? "Install Chromium";
  return (
    "no browser for the login window: Chrome, Chromium, Edge and Brave are in none of the usual places. " +
    `${install}, or set GALAXY_KIT_BROWSER to the path of the executable.`
  );
}

/** A setting that names what is not there. */
export function nothingThere(setter: string, wanted: string): string {
  return (
    `no browser for the login window: ${setter} names ${JSON.stringify(wanted)}, and there is no such executable. ` +
    "It takes the path of a Chromium, Chrome or Edge, or a name such as chromium, chrome or msedge."
  );
}

/** It is there, and does not start. */
export function doesNotStart(executable: string, error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const said = [...text.matchAll(/\[err\] (.+)/g)].map(([, line]) => line).slice(-4);
  const why = said.length > 0 ? said.join("\n") : text.split("\n", 1).join("");
  return (
    `the browser ${executable} could not be started for the login window: ${why}\n` +
    "GALAXY_KIT_BROWSER can name another one: a Chromium, Chrome or Edge."
  );
}
