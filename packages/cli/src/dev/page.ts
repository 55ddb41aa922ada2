import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { CommandError, UsageError } from "../command-line/command-error.js";

/** Whether a page can be opened: always on Windows and macOS, on Linux with a display, and in WSL in a browser on Windows. */
function canOpenBrowser({ platform, env } = process): boolean {
  return platform !== "linux" || ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].some((name) => env[name]);
}

/** Returns the folder with the built page. */
export function pageFolder(): string {
  const manifest = createRequire(import.meta.url).resolve("@galaxy-kit/console-page/package.json");
  const folder = join(dirname(manifest), "dist");
  if (existsSync(join(folder, "index.html"))) return folder;
  throw new CommandError(`The page is not built: ${folder} has no index.html. Run \`npm run build\`.`);
}

/** Opens the page in the user's browser, if there is one. The address has also been printed. */
export async function openInBrowser(url: string): Promise<void> {
  if (!canOpenBrowser()) return;
  const { default: open } = await import("open");
  try {
    const opener = await open(url);
    opener.once("error", () => undefined);
  } catch {
    // There is no browser.
  }
}

/** @throws `UsageError` if the text is not a port number */
export function parsePort(text: string | undefined, option = "--port"): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`${option} must be a number from 0 to 65535, but found '${text}'.`);
}
