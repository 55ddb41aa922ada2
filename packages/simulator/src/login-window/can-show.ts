import { BrowserNotFoundError } from "./browser-not-found.js";
import { findBrowser } from "./find-browser.js";
import { type System, thisSystem } from "./system.js";

/** Whether a login window can be shown here: there is a browser, and a display. */
export function canShowLoginWindow(system: System = thisSystem): boolean {
  if (!hasDisplay(system)) return false;
  try {
    findBrowser(undefined, system);
    return true;
  } catch (error) {
    if (error instanceof BrowserNotFoundError) return false;
    throw error;
  }
}

/** Elsewhere than on Linux that goes without saying. */
export function hasDisplay({ platform, env }: System): boolean {
  return platform !== "linux" || ["DISPLAY", "WAYLAND_DISPLAY"].some((name) => env[name]);
}
