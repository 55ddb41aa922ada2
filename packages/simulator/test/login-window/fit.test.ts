import { expect, it } from "@jest/globals";
import { hasDisplay } from "../../src/login-window/can-show.js";
import { thisSystem } from "../../src/login-window/system.js";
import { describeWithBrowser, openWindow, stepTo } from "./support/browser.js";
import { webSite } from "./support/web-site.js";

/** The title bar of a window, which the browser may draw itself. A tab strip and an address bar need more. */
const MAX_FRAME_HEIGHT = 80;

const onDisplay = hasDisplay(thisSystem) ? it : it.skip;
if (onDisplay === it.skip) process.stderr.write("SKIPPED: a login window on a display: there is none\n");

describeWithBrowser("a login window on a display", () => {
  onDisplay("has the size that was asked for inside, and neither tabs nor an address bar", async () => {
    const site = await webSite({ "/start": "hi", "/done": "here" });
    const size = { windowWidth: 480, windowHeight: 640 };
    const sizes: unknown[] = [];
    const { end, problems, addresses } = openWindow(stepTo(`${site.origin}/start`, size), {
      headless: false,
      user: async (page) => {
        await page.waitForURL("**/start");
        // The window manager resizes the window a little later.
        await page.waitForFunction(`innerHeight === ${size.windowHeight}`);
        sizes.push(await page.evaluate("[innerWidth, innerHeight, outerHeight - innerHeight]"));
        await page.goto(`${site.origin}/done`);
      },
    });
    expect(await end).toMatchObject({ endUri: `${site.origin}/done` });
    const [[width, height, frame] = []] = sizes as number[][];
    expect([width, height]).toEqual([480, 640]);
    expect(frame).toBeLessThanOrEqual(MAX_FRAME_HEIGHT);
    expect(addresses).toEqual([`${site.origin}/start`, `${site.origin}/done`]);
    expect(problems).toEqual([]);
  });
});
