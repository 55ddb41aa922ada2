import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { afterAll, it } from "@jest/globals";
import { hasDisplay } from "../../../src/login-window/can-show.js";
import { findBrowser } from "../../../src/login-window/find-browser.js";
import { thisSystem } from "../../../src/login-window/system.js";

let display: ChildProcess | undefined;

afterAll(() => {
  if (display?.kill()) delete process.env["DISPLAY"];
});

/** A test that shows a window, on a virtual display if there is no other. Skipped, and stderr says so, if there is neither. */
export function itWithDisplay(name: string, test: () => Promise<void>): void {
  if (hasDisplay(thisSystem)) return it(name, test);
  if (isInstalled("Xvfb")) return it(name, async () => await startDisplay().then(test));
  process.stderr.write(`SKIPPED: ${name}: there is no display, and no Xvfb\n`);
  it.skip(name, test);
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
