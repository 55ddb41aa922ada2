import { posix, win32 } from "node:path";
import { BrowserNotFoundError, noneInstalled, notInstalled } from "./browser-not-found.js";
import { type BrowserPlatform, knownBrowsers } from "./known-browsers.js";
import { type System, thisSystem } from "./system.js";

/** The environment variable for the browser of login windows: the path of an executable, or a name such as `chromium`. */
export const browserVariable = "GALAXY_KIT_BROWSER";

/**
 * Returns the path of the browser for login windows. Throws {@link BrowserNotFoundError} if there is none.
 *
 * @param browser - a path, or a name such as `chromium`; the value of `GALAXY_KIT_BROWSER` by default
 */
export function findBrowser(browser?: string, system: System = thisSystem): string {
  const fromEnvironment = system.env[browserVariable];
  const wanted = browser ?? (fromEnvironment === "" ? undefined : fromEnvironment);
  const candidates =
    wanted === undefined
      ? Object.keys(knownBrowsers).flatMap((name) => placesOf(name, system))
      : wanted in knownBrowsers
        ? placesOf(wanted, system)
        : inPath(wanted, system);
  const found = candidates.find(system.isExecutable);
  if (found !== undefined) return found;
  if (wanted === undefined) throw new BrowserNotFoundError(noneInstalled(system.platform));
  throw new BrowserNotFoundError(notInstalled(browser === undefined ? browserVariable : "the option browser", wanted));
}

function placesOf(name: string, system: System): string[] {
  const places = knownBrowsers[name]?.[system.platform as BrowserPlatform] ?? knownBrowsers[name]?.linux ?? [];
  if (system.platform === "darwin") {
    return places.flatMap((app) =>
      ["/Applications", posix.join(system.home, "Applications")].map((folder) =>
        posix.join(folder, `${app}.app`, "Contents/MacOS", app),
      ),
    );
  }
  if (system.platform === "win32") {
    const folders = ["LOCALAPPDATA", "ProgramFiles", "ProgramFiles(x86)"].flatMap((name) => system.env[name] ?? []);
    return places.flatMap((place) => folders.map((folder) => win32.join(folder, place)));
  }
  return places.flatMap((place) => inPath(place, system));
}

/** The paths that a shell would try, and the usual folders: the PATH of a desktop session can differ from that of a shell. */
function inPath(command: string, system: System): string[] {
  const paths = system.platform === "win32" ? win32 : posix;
  if (/[/\\]/.test(command)) return [command];
  const path = (system.env["PATH"] ?? system.env["Path"] ?? "")
    .split(paths.delimiter)
    .filter((folder) => folder !== "");
  const usual = system.platform === "win32" ? [] : ["/usr/local/bin", "/usr/bin", "/snap/bin", "/opt/homebrew/bin"];
  const names = system.platform === "win32" ? [command, `${command}.exe`] : [command];
  return [...path, ...usual].flatMap((folder) => names.map((name) => paths.join(folder, name)));
}
