import { BrowserNotFoundError } from "./browser-not-found.js";
import { findBrowser } from "./find-browser.js";
import { type System, thisSystem } from "./system.js";

/** Whether this machine can show a login window: it has a browser and a display. */
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

/** Whether there is a display. Only Linux may lack one. */
export function hasDisplay({ platform, env }: System): boolean {
  return platform !== "linux" || ["DISPLAY", "WAYLAND_DISPLAY"].some((name) => env[name]);
}
