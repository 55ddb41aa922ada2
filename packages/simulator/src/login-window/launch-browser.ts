import type { LoginWindow as WindowSettings } from "@galaxy-kit/protocol";
import type { BrowserContext } from "playwright-core";
import { BrowserNotFoundError, doesNotStart } from "./browser-not-found.js";
import { pidOf, processEnded } from "./browser-process.js";
import { hasDisplay } from "./can-show.js";
import { findBrowser } from "./find-browser.js";
import { makeProfile, removeAbandonedProfiles } from "./profile.js";
import { thisSystem } from "./system.js";
import type { BrowserLoginWindowOptions } from "./window-options.js";

/** A browser of its own process, with a profile that nothing has been in. */
export interface LaunchedBrowser {
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
}

/** Besides what Playwright passes: a login talks to the pages of the login, and to nobody else. */
const quietly = ["--disable-sync", "--disable-quic", "--disable-domain-reliability", "--no-pings"];

/** Starts the browser with one empty page. */
export async function launchBrowser(
  window: WindowSettings,
  options: BrowserLoginWindowOptions,
): Promise<LaunchedBrowser> {
  const executablePath = findBrowser(options.browser);
  const headless = options.headless ?? false;
  if (!headless) checkDisplay();
  await removeAbandonedProfiles();
  // A megabyte of code that most clients never need.
  const { chromium } = await import("playwright-core");
  const profile = makeProfile();
  const size = { width: window.windowWidth, height: window.windowHeight };
  try {
    const context = await chromium.launchPersistentContext(profile.folder, {
      executablePath,
      headless,
      viewport: headless ? size : null,
      args: [
        ...quietly,
        `--window-size=${size.width},${size.height}`,
        `--window-name=${window.windowTitle}`,
        ...(options.args ?? []),
      ],
      // A bar that says so would take its place from a window of the integration's size.
      ignoreDefaultArgs: headless ? [] : ["--enable-automation"],
      // Chromium refuses to sandbox root's pages; for anybody else the sandbox stays.
      chromiumSandbox: process.getuid?.() !== 0,
      acceptDownloads: false,
      timeout: 30_000,
      // Signals are the client's own matter. However it ends, its end of the pipe closes, and the browser with it.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    profile.removeAtExit();
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
