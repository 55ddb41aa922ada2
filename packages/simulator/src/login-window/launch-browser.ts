import type { LoginWindow as WindowSettings } from "@galaxy-kit/protocol";
import type { BrowserContext } from "playwright-core";
import { BrowserNotFoundError, doesNotStart } from "./browser-not-found.js";
import { pidOf, processEnded } from "./browser-process.js";
import { hasDisplay } from "./can-show.js";
import { findBrowser } from "./find-browser.js";
import { fitWindow } from "./fit-window.js";
import { EMPTY_PAGE } from "./own-pages.js";
import { makeProfile, removeAbandonedProfiles } from "./profile.js";
import { thisSystem } from "./system.js";
import type { BrowserLoginWindowOptions } from "./window-options.js";

/** A browser in its own process with an empty profile. */
export interface LaunchedBrowser {
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
}

/** In addition to the arguments of Playwright: a login must contact only the pages of the login. */
const QUIET_ARGUMENTS = ["--disable-sync", "--disable-quic", "--disable-domain-reliability", "--no-pings"];

/** Starts the browser with one empty page. */
export async function launchBrowser(
  window: WindowSettings,
  options: BrowserLoginWindowOptions,
): Promise<LaunchedBrowser> {
  const executablePath = findBrowser(options.browser);
  const headless = options.headless ?? false;
  if (!headless) checkDisplay();
  await removeAbandonedProfiles();
  // Loaded on demand: it is a megabyte of code that most clients never need.
  const { chromium } = await import("playwright-core");
  const profile = makeProfile();
  const size = { width: window.windowWidth, height: window.windowHeight };
  try {
    const context = await chromium.launchPersistentContext(profile.folder, {
      executablePath,
      headless,
      viewport: headless ? size : null,
      args: [
        ...QUIET_ARGUMENTS,
        ...(headless ? [] : [`--app=${EMPTY_PAGE}`]),
        `--window-size=${size.width},${size.height}`,
        `--window-name=${window.windowTitle}`,
        ...(options.args ?? []),
      ],
      // Otherwise, a notice about automation would take space from the window's content, and another page would replace the app.
      ignoreDefaultArgs: headless ? [] : ["--enable-automation", "about:blank"],
      // Chromium cannot use its sandbox as root.
      chromiumSandbox: process.getuid?.() !== 0,
      acceptDownloads: false,
      // Otherwise in a folder of its own, which would stay after a client that was killed.
      artifactsDir: profile.folder,
      timeout: 30_000,
      // The client handles signals itself. However it ends, the pipe to the browser closes, which ends the browser.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    profile.removeAtExit();
    if (!headless) await fitWindow(context, size);
    const pid = await pidOf(context);
    return {
      context,
      close: async () => {
        await context.close().catch(() => undefined);
        if (pid !== undefined) await processEnded(pid);
        await profile.remove();
      },
    };
  } catch (error) {
    await profile.remove();
    throw new Error(doesNotStart(executablePath, error), { cause: error });
  }
}

function checkDisplay(): void {
  if (hasDisplay(thisSystem)) return;
  throw new BrowserNotFoundError("no display for the login window: neither DISPLAY nor WAYLAND_DISPLAY is set.");
}
