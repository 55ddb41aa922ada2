import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { afterAll, it } from "@jest/globals";
import { hasDisplay } from "../../../src/login-window/can-show.js";
import { browserVariable, findBrowser } from "../../../src/login-window/find-browser.js";
import { thisSystem } from "../../../src/login-window/system.js";

let display: ChildProcess | undefined;

afterAll(() => {
  if (display?.kill()) delete process.env["DISPLAY"];
});

/**
 * A test that shows a window of a browser, on a virtual display if there is no other. It is skipped, and stderr says so, without a
 * display or a browser.
 */
export function itWithDisplay(name: string, test: (browser: string) => Promise<void>): void {
  const browser = browserWithWindows();
  const isShown = hasDisplay(thisSystem);
  if (browser === undefined || !(isShown || isInstalled("Xvfb"))) {
    process.stderr.write(`SKIPPED: ${name}: it needs a browser with windows, and a display or Xvfb\n`);
    return it.skip(name, () => undefined);
  }
  it(name, async () => {
    if (!isShown) await startDisplay();
    await test(browser);
  });
}

/** Returns the browser that tests use by default, unless that one has no windows. */
function browserWithWindows(): string | undefined {
  const { [browserVariable]: chosen, ...env } = process.env;
  try {
    return findBrowser(chosen?.endsWith("-headless-shell") ? undefined : chosen, { ...thisSystem, env });
  } catch {
    return undefined;
  }
}

async function startDisplay(): Promise<void> {
  display = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x1024x24"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const [number] = (await once(display.stdio[3] as Readable, "data")) as [Buffer];
  process.env["DISPLAY"] = `:${Number(number)}`;
}

/** Browsers are found by the name of their command, and so is any other program. */
function isInstalled(command: string): boolean {
  try {
    return findBrowser(command) !== "";
  } catch {
    return false;
  }
}
