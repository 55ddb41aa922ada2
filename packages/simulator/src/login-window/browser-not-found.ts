/** No browser was found for a login window. The message names what to install or set. */
export class BrowserNotFoundError extends Error {
  override readonly name = "BrowserNotFoundError";
}

const installations: Readonly<Record<string, string>> = {
  linux: "Install one (Debian and Ubuntu: apt-get install chromium; Fedora: dnf install chromium)",
  darwin: "Install Google Chrome, Chromium or Microsoft Edge into /Applications",
  win32: "Install Google Chrome or Microsoft Edge",
};

/** The message if no browser was specified, and none is in the usual places. */
export function noneInstalled(platform: string): string {
  const install = installations[platform] ?? "Install Chromium";
  return (
    "no browser for the login window: found neither Chrome, Chromium, Edge nor Brave. " +
    `${install}, or set GALAXY_KIT_BROWSER to the path of a browser.`
  );
}

/** The message if the specified browser does not exist. */
export function notInstalled(setter: string, wanted: string): string {
  return (
    `no browser for the login window: ${setter} is set to ${JSON.stringify(wanted)}, which is not an executable. ` +
    "Set it to the path of Chromium, Chrome or Edge, or to a name such as chromium, chrome or msedge."
  );
}

/** The message if the browser exists but does not start. */
export function doesNotStart(executable: string, error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const errors = [...text.matchAll(/\[err\] (.+)/g)].map(([, line]) => line).slice(-4);
  const why = errors.length > 0 ? errors.join("\n") : text.split("\n", 1).join("");
  return (
    `the browser ${executable} could not be started for the login window: ${why}\n` +
    "To use another Chromium, Chrome or Edge, set GALAXY_KIT_BROWSER."
  );
}
