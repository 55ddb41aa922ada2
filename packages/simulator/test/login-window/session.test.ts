import { expect, it } from "@jest/globals";
import { describeWithBrowser, endUriOf, openSharedWindow, openWindow, stepTo } from "./support/browser.js";
import { itWithDisplay } from "./support/display.js";
import { redirect, webSite } from "./support/web-site.js";

/** The title bar of a window, which the browser may draw itself. A tab strip and an address bar need more. */
const MAX_FRAME_HEIGHT = 80;

describeWithBrowser("the pages of a login window", () => {
  itWithDisplay(
    "have the size that was asked for, and neither tabs nor an address bar around them",
    async (browser) => {
      const site = await webSite({ "/start": "hi", "/done": "here" });
      const size = { windowWidth: 480, windowHeight: 640 };
      const sizes: unknown[] = [];
      const { end, problems, addresses } = openWindow(stepTo(`${site.origin}/start`, size), {
        browser,
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
    },
  );

  it("send the cookies of the NextStep from the first request on", async () => {
    const site = await webSite({ "/start": redirect("/deep/page"), "/deep/page": redirect("/done"), "/done": "here" });
    const cookies = [
      { name: "plain", value: "1" },
      { name: "deep", value: "2", path: "/deep" },
      { name: "other", value: "3", domain: "example.test" },
      { name: "below", value: "4", domain: ".example.test" },
      { name: "__Host-safe", value: "5", domain: "example.test" },
    ];
    const { end, problems } = openSharedWindow(stepTo(`${site.origin}/start`, { cookies }));
    expect((await end) as object).toMatchObject({
      cookies: expect.arrayContaining([
        { name: "plain", value: "1", domain: "127.0.0.1", path: "/" },
        { name: "other", value: "3", domain: "example.test", path: "/" },
        { name: "below", value: "4", domain: ".example.test", path: "/" },
        { name: "__Host-safe", value: "5", domain: "example.test", path: "/" },
      ]),
    });
    expect(site.requests.slice(0, 2)).toMatchObject([
      { path: "/start", cookie: "plain=1" },
      { path: "/deep/page", cookie: "deep=2; plain=1" },
    ]);
    expect(problems).toEqual([]);
  });

  it("continue without a cookie that the browser rejects", async () => {
    const site = await webSite({ "/done": "here" });
    const cookies = [
      { name: "bad;name", value: "1" },
      { name: "good", value: "2" },
    ];
    const { end, problems } = openSharedWindow(stepTo(`${site.origin}/done`, { cookies }));
    expect(await end).toMatchObject({ cookies: [{ name: "good" }] });
    expect(problems).toEqual([expect.stringContaining('the cookie "bad;name" cannot be set')]);
  });

  it("have the size of the NextStep, and nothing of an earlier login", async () => {
    const site = await webSite({
      "/start": (_request, response) =>
        response.setHeader("set-cookie", "session=1; Max-Age=9999").end("<title>Shop</title>"),
      "/done": "here",
    });
    const js = { start: ["location.href = `/done?${innerWidth}x${innerHeight}`"] };
    for (const [windowWidth, windowHeight] of [
      [640, 720],
      [500, 600],
    ] as const) {
      const step = stepTo(`${site.origin}/start`, { js, windowWidth, windowHeight });
      const endUri = `${site.origin}/done?${windowWidth}x${windowHeight}`;
      expect(await openWindow(step).end).toMatchObject({ endUri, cookies: [{ name: "session" }] });
    }
    const starts = site.requests.filter(({ path }) => path === "/start");
    expect(starts.map(({ cookie }) => cookie)).toEqual([undefined, undefined]);
  });

  it("run the scripts of matching addresses in order, after loading, despite the content security policy", async () => {
    const site = await webSite({
      "/start": (_request, response) =>
        response
          .setHeader("content-security-policy", "script-src 'none'")
          .setHeader("content-type", "text/html")
          .end(`<p id="token">t1</p>`),
      "/done": "here",
    });
    const js = {
      "/elsewhere": [`location.href = "/done?wrong"`],
      "/start$": [
        `const token = document.querySelector("#token").textContent`,
        `document.title = token + document.readyState`,
        `location.href = "/done?" + document.title`,
      ],
    };
    expect(await endUriOf(stepTo(`${site.origin}/start`, { js }))).toBe(`${site.origin}/done?t1complete`);
  });

  it("run scripts in popups", async () => {
    const site = await webSite({ "/start": `<a target="_blank" href="/popup">x</a>`, "/popup": "hi", "/done": "here" });
    const js = { "/popup": [`location.href = "/done"`], "/start": [`document.querySelector("a").click()`] };
    expect(await endUriOf(stepTo(`${site.origin}/start`, { js }))).toBe(`${site.origin}/done`);
  });

  it("run scripts in the page that they are for, not in the next one", async () => {
    const site = await webSite({
      "/start": "hi",
      "/next": (_request, response) => response.setHeader("content-type", "text/html").end(`<p>next</p>`),
      "/done": "here",
    });
    const js = {
      "/start$": [
        `location.href = "/next"; for (const start = Date.now(); Date.now() < start + 500;);`,
        `location.pathname === "/next" && (location.href = "/done?wrong")`,
      ],
      "/next$": [`setTimeout(() => location.href = "/done?right", 100)`],
    };
    expect(await endUriOf(stepTo(`${site.origin}/start`, { js }))).toBe(`${site.origin}/done?right`);
  });

  it("survive and report invalid scripts and patterns", async () => {
    const site = await webSite({ "/start": "hi", "/done": "here" });
    const js = { "(?i)START": ["1"], start: ["nowhere.at.all", "syntax error (", `location.href = "/done"`] };
    const { end, problems } = openSharedWindow(stepTo(`${site.origin}/start?secret=1`, { js }));
    expect(await end).toMatchObject({ endUri: `${site.origin}/done` });
    expect(problems).toEqual([
      expect.stringMatching(/^the js key "\(\?i\)START" cannot be used: .*inline flags/),
      `script 1 of 3 failed in ${site.origin}/start: ReferenceError: nowhere is not defined`,
      expect.stringMatching(/^script 2 of 3 failed in .*SyntaxError/),
    ]);
  });
});
