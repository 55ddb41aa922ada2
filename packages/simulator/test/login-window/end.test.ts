import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "@jest/globals";
import { behaviors } from "../../src/index.js";
import { describeWithBrowser, endUriOf, openSharedWindow, stepTo } from "./support/browser.js";
import { deadOrigin, redirect, webSite } from "./support/web-site.js";

const go = (address: string): string => `<script>location.href = ${JSON.stringify(address)}</script>`;

describeWithBrowser("a login window ends", () => {
  it("after a form, with the cookies of the site", async () => {
    const site = await webSite({
      "/login": `<form method="post" action="/submit"><input name="user"><button>Log in</button></form>`,
      "/submit": (_request, response, body) =>
        response
          .writeHead(302, {
            location: `/done?${body}`,
            "set-cookie": ["session=s1; HttpOnly; Path=/", "seen=1; Path=/deep"],
          })
          .end(),
      "/done": (_request, response) => response.setHeader("set-cookie", "late=1").end("welcome"),
    });
    const { end, problems } = openSharedWindow(stepTo(`${site.origin}/login`), {
      user: async (page) => {
        await page.fill("input", "jo");
        await page.click("button");
      },
    });
    expect(await end).toEqual({
      endUri: `${site.origin}/done?user=jo`,
      cookies: expect.arrayContaining([
        { name: "session", value: "s1", domain: "127.0.0.1", path: "/" },
        { name: "seen", value: "1", domain: "127.0.0.1", path: "/deep" },
        { name: "late", value: "1", domain: "127.0.0.1", path: "/" },
      ]),
    });
    expect(problems).toEqual([]);
  });

  it("at a page of this computer and at a fragment under GALAXY 2.0 only, which it explains", async () => {
    const site = await webSite({
      "/start": `<a href="/done#secret" target="_blank">local</a><script>
        document.oncontextmenu = (event) => setTimeout(() => { document.title = String(event.defaultPrevented) });
        setTimeout(() => { location.hash = "token=1"; }, 50);
      </script>`,
      "/done": "here",
    });
    const { end, problems, addresses, ignored } = openSharedWindow(
      stepTo(`${site.origin}/start`, { endUriRegex: "/done|#token|^data:" }),
      {
        behavior: behaviors["2.1"],
        user: async (page) => {
          await page.waitForURL("**/start#token=1");
          await page.click("a", { button: "right" });
          await page.waitForFunction(`document.title === "true"`);
          await page.click("a");
          await page.evaluate(`window.open("/done")`);
          await page.goto(`${site.origin}/done?code=secret`);
          await page.goto("data:text/html,end");
        },
      },
    );
    expect(await end).toMatchObject({ endUri: "data:text/html,end" });
    expect(addresses.map((address) => address.replace(site.origin, ""))).toEqual([
      "/start",
      "/start#token=1",
      "/done?code=secret",
      "data:text/html,end",
    ]);
    const loopback = expect.stringMatching(/^GALAXY 2\.1 does not notice addresses of this computer/);
    expect(ignored).toEqual([loopback, loopback]);
    expect(problems).toEqual([]);
  });

  it("at an address that a page has shown before, once it loads it", async () => {
    const site = await webSite({
      "/start": `<script>
        history.pushState({}, "", "/done?x=1");
        setTimeout(() => location.reload(), 50);
      </script>`,
      "/done": "here",
    });
    const { end, ignored } = openSharedWindow(stepTo(`${site.origin}/start`), {
      behavior: { ...behaviors["2.0"], ignoresSinglePageNavigation: true },
    });
    expect(await end).toMatchObject({ endUri: `${site.origin}/done?x=1` });
    expect(ignored).toEqual([expect.stringContaining("GALAXY 2.1 notices only pages that are loaded")]);
  });

  it("at a start page that matches, at once", async () => {
    const site = await webSite({ "/done": "here" });
    const { end, addresses } = openSharedWindow(stepTo(`${site.origin}/done`, { endUriRegex: ".*" }));
    expect(await end).toMatchObject({ endUri: `${site.origin}/done` });
    expect(addresses).toHaveLength(1);
  });

  it("at any redirect, before the next one", async () => {
    const site = await webSite({ "/start": redirect("/done?code=1"), "/done": redirect("/home"), "/home": "home" });
    expect(await endUriOf(stepTo(`${site.origin}/start`))).toBe(`${site.origin}/done?code=1`);
  });

  it("at a host that refuses connections, with the fragment", async () => {
    const dead = await deadOrigin();
    const site = await webSite({
      "/start": redirect(`${dead}/done#access_token=abc`),
      "/script": go(`${dead}/done#t=1`),
    });
    expect(await endUriOf(stepTo(`${site.origin}/start`))).toBe(`${dead}/done#access_token=abc`);
    expect(await endUriOf(stepTo(`${site.origin}/script`))).toBe(`${dead}/done#t=1`);
  });

  it("at a host that does not exist", async () => {
    const site = await webSite({ "/start": redirect("http://nowhere.invalid/done?code=1") });
    const step = stepTo(`${site.origin}/start`, { endUriRegex: "nowhere\\.invalid/done" });
    expect(await endUriOf(step)).toBe("http://nowhere.invalid/done?code=1");
  });

  it("at a host that never responds", async () => {
    const slow = await webSite({ "/done": () => undefined });
    const site = await webSite({ "/start": go(`${slow.origin}/done?code=1`) });
    expect(await endUriOf(stepTo(`${site.origin}/start`))).toBe(`${slow.origin}/done?code=1`);
  });

  it("at another scheme", async () => {
    const site = await webSite({ "/start": redirect("mygame://done?code=1#x"), "/script": go("mygame://done?code=2") });
    const at = (path: string) => stepTo(site.origin + path, { endUriRegex: "^mygame://" });
    expect(await endUriOf(at("/start"))).toBe("mygame://done?code=1#x");
    expect(await endUriOf(at("/script"))).toBe("mygame://done?code=2");
  });

  it("at a fragment, and at an address set by history.pushState", async () => {
    const site = await webSite({
      "/hash": `<script>setTimeout(() => { location.hash = "token=1" }, 50)</script>`,
      "/push": `<script>setTimeout(() => history.pushState({}, "", "/done?x=1"), 50)</script>`,
    });
    const hash = stepTo(`${site.origin}/hash`, { endUriRegex: "#token=" });
    expect(await endUriOf(hash)).toBe(`${site.origin}/hash#token=1`);
    expect(await endUriOf(stepTo(`${site.origin}/push`))).toBe(`${site.origin}/done?x=1`);
  });

  it("at a file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "galaxy-kit-test-"));
    try {
      await writeFile(join(folder, "start.html"), go("end.html?choice=1"));
      const start = pathToFileURL(join(folder, "start.html")).href;
      expect(await endUriOf(stepTo(start, { endUriRegex: "^file:.*end\\.html" }))).toMatch(/end\.html\?choice=1$/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("only at the address of a window, not of a frame or image in it", async () => {
    const site = await webSite({
      "/start": `<iframe src="/done?frame"></iframe><img src="/done?picture"><script>setTimeout(() => location.href = "/done?page", 300)</script>`,
      "/done": "here",
    });
    expect(await endUriOf(stepTo(`${site.origin}/start`))).toBe(`${site.origin}/done?page`);
  });

  it("in a popup, which has the cookies of the first window", async () => {
    const site = await webSite({
      "/start": (_request, response) =>
        response
          .setHeader("set-cookie", "first=1")
          .end(`<button onclick="window.open('/login', '', 'width=300')">Log in</button>`),
      "/login": `<button onclick="location.href = '/submit'">Go on</button>`,
      "/submit": redirect("/done", "second=2"),
      "/done": "here",
    });
    const { end } = openSharedWindow(stepTo(`${site.origin}/start`), {
      user: async (page) => {
        const popup = page.waitForEvent("popup");
        await page.click("button");
        await (await popup).click("button");
      },
    });
    expect(await end).toMatchObject({
      endUri: `${site.origin}/done`,
      cookies: [expect.objectContaining({ name: "first" }), expect.objectContaining({ name: "second" })],
    });
    expect(site.requests.find(({ path }) => path === "/submit")?.cookie).toBe("first=1");
  });

  it("in a popup that opens a dead host at once, with the fragment", async () => {
    const dead = await deadOrigin();
    const site = await webSite({
      "/open": `<button onclick="window.open('${dead}/done#t=1')">Log in</button>`,
      "/link": `<a target="_blank" rel="noopener" href="/redirect">Log in</a>`,
      "/redirect": redirect(`${dead}/done#t=2`),
    });
    const at = async (path: string, what: string) =>
      await endUriOf(stepTo(site.origin + path), { user: async (page) => await page.click(what) });
    expect(await at("/open", "button")).toBe(`${dead}/done#t=1`);
    expect(await at("/link", "a")).toBe(`${dead}/done#t=2`);
  });

  it("in a popup that leaves the address immediately", async () => {
    const site = await webSite({
      "/open": `<button onclick="window.open('/popup')">Log in</button>`,
      "/popup": go("/done?code=1"),
      "/done": `<script>location.replace("/home")</script>`,
      "/home": "home",
      "/scheme": `<button onclick="window.open('/app')">Log in</button>`,
      "/app": go("mygame://done?code=2"),
    });
    const at = async (path: string, endUriRegex: string) =>
      await endUriOf(stepTo(site.origin + path, { endUriRegex }), { user: async (page) => await page.click("button") });
    expect(await at("/open", "/done\\?code")).toBe(`${site.origin}/done?code=1`);
    expect(await at("/scheme", "^mygame:")).toBe("mygame://done?code=2");
  });
});
