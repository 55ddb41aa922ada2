import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CookieJar, HttpApi, HttpClient } from "@galaxy-kit/http";
import { type Cookie, type NextStep, Service } from "@galaxy-kit/sdk";
import { browserLoginWindow, findBrowser, quickTimings, startSimulatedClient } from "@galaxy-kit/simulator";
import { FakeClock, startOAuthServer, type TestGalaxy } from "@galaxy-kit/testing";
import { afterAll, describe, expect, it, jest } from "@jest/globals";
import { type Browser, chromium, type Page } from "playwright-core";
import { CodeLogin, CookieLogin, CookieSession, OAuth2Login, ScriptLogin, type SessionTokens } from "../src/index.js";
import { SERVER, Shop, ShopSession, start, whoIs, type WithApi } from "./support/shop.js";

const END_PAGE = "https://www.gog.com/galaxy";
const jo = { userId: "1", userName: "Jo" };
const common = { session: ShopSession, server: SERVER, user: whoIs } as const;

/** What only a browser can show. Without one, the tests are skipped, and stderr says what to install. */
const describeWithBrowser = ((): typeof describe.skip => {
  try {
    findBrowser();
    return describe;
  } catch (error) {
    process.stderr.write(`SKIPPED: logins in a browser: ${(error as Error).message}\n`);
    return describe.skip;
  }
})();
// A browser starts slowly on a busy machine.
jest.setTimeout(60_000);

let browser: Promise<Browser> | undefined;
afterAll(async () => {
  await (await browser)?.close();
});

/** Shows a login window as GALAXY 2.1 does: its own scripts run, and it ends at an address of the web alone. */
async function show({ authParams, js = {} }: NextStep, site?: (page: Page) => Promise<unknown>) {
  browser ??= chromium.launch({ executablePath: findBrowser(), chromiumSandbox: process.getuid?.() !== 0 });
  const context = await (await browser).newContext();
  const page = await context.newPage();
  await context.route(`${END_PAGE}**`, (route) => route.fulfill({ body: "GALAXY" }));
  await site?.(page);
  page.on("load", () => {
    for (const [pattern, scripts] of Object.entries(js)) {
      if (new RegExp(pattern).test(page.url()))
        for (const script of scripts) void page.evaluate(script).catch(() => undefined);
    }
  });
  const end = new RegExp(authParams.endUriRegex);
  // A page that only changes its address does not count.
  const ended = page.waitForEvent("domcontentloaded", {
    predicate: () => !page.url().startsWith("http://127.") && end.test(page.url()),
    timeout: 20_000,
  });
  await page.goto(authParams.startUri);
  return {
    page,
    /** Passes on where the window has ended. */
    end: async (galaxy: TestGalaxy) => {
      await ended;
      const cookies: Cookie[] = await context.cookies();
      const result = await galaxy.passLoginCredentials({ endUri: page.url(), cookies });
      await context.close();
      return result;
    },
  };
}

describeWithBrowser("a login in a browser", () => {
  it("takes the token of a fragment on this computer, and leaves it out of the history", async () => {
    const shop = await Shop.open();
    const galaxy = await start(shop, { login: OAuth2Login({ ...common, flow: "implicit" }) });
    const { page, end } = await show((await galaxy.authenticate()) as NextStep);
    await page.getByRole("button", { name: "Allow" }).click();
    expect(await end(galaxy)).toEqual(jo);
  });

  it("shows a page that ends by itself when the user has logged in in another browser", async () => {
    const shop = await Shop.open();
    const galaxy = await start(shop, { login: OAuth2Login({ ...common, browser: "auto" }) });
    const { page, end } = await show((await galaxy.authenticate()) as NextStep);
    const address = await page.getByRole("textbox", { name: "Address of step 1" }).inputValue();
    await fetch(await shop.oauth.approve(address));
    expect(await end(galaxy)).toEqual(jo);
  });

  it("takes a pasted code by keyboard, after saying what is wrong with the first one", async () => {
    const login = CodeLogin<SessionTokens, WithApi>({
      session: ShopSession,
      code: { label: "Your key", pattern: /^\w{8}$/ },
      user: () => jo,
    });
    const galaxy = await start(await Shop.open(), { login });
    const { page, end } = await show((await galaxy.authenticate()) as NextStep);
    await page.getByLabel("Your key").fill("no");
    await page.keyboard.press("Enter");
    await page.getByText("This does not look right").first().waitFor();
    await page.getByLabel("Your key").fill("abcd1234");
    await page.keyboard.press("Enter");
    expect(await end(galaxy)).toEqual(jo);
  });

  it("waits in a single-page application until its token is there", async () => {
    const login = ScriptLogin<SessionTokens, WithApi>({
      session: ShopSession,
      start: "https://shop.example/login",
      read: { localStorage: "session", json: "token" },
      user: ({ accessToken = "" }) => ({ userId: accessToken, userName: "Jo" }),
    });
    const galaxy = await start(await Shop.open(), { login });
    const application = `<button onclick="localStorage.session = JSON.stringify({ token: 'töken&1' })">Log in</button>`;
    const { page, end } = await show((await galaxy.authenticate()) as NextStep, (each) =>
      each.route("https://shop.example/**", (route) =>
        route.fulfill({ contentType: "text/html; charset=utf-8", body: application }),
      ),
    );
    await page.getByRole("button", { name: "Log in" }).click();
    expect(await end(galaxy)).toMatchObject({ userId: "töken&1" });
  });

  it("takes the cookies of a website, those that no script can read included, and waits until all are there", async () => {
    @Service()
    class SiteSession extends CookieSession {}
    @HttpApi({ auth: SiteSession, cookies: CookieJar })
    class SiteApi extends HttpClient {}
    const home = "https://www.shop.example/home";
    const login = CookieLogin<SessionTokens, WithApi>({
      session: SiteSession,
      start: "https://www.shop.example/login",
      end: home,
      keep: ["_sess"],
      user: () => jo,
    });
    const galaxy = await start(await Shop.open(), { login, services: [SiteApi] });
    let cookie = "_ga=tracker; Path=/";
    const website = (page: Page) =>
      page.route("https://www.shop.example/**", (route) =>
        route.request().url() === home
          ? route.fulfill({ headers: { "set-cookie": cookie }, body: "Welcome" })
          : route.fulfill({ contentType: "text/html", body: '<a href="/home">Go on</a>' }),
      );
    const logIn = async (step: NextStep) => {
      const { page, end } = await show(step, website);
      await page.getByRole("link", { name: "Go on" }).click();
      return await end(galaxy);
    };
    const again = (await logIn((await galaxy.authenticate()) as NextStep)) as NextStep;
    expect(again.authParams.startUri).toBe("https://www.shop.example/login");
    cookie = "_sess=secret-of-the-session; Path=/; Secure; HttpOnly; SameSite=Lax";
    expect(await logIn(again)).toEqual(jo);
    expect(await galaxy.get(CookieJar).header(home)).toBe("_sess=secret-of-the-session");
    expect(galaxy.log.text).not.toContain("secret-of-the-session");
  });

  it("ends in the window of GALAXY 2.1, and leaves no secret in logs, journals and files", async () => {
    const root = mkdtempSync(join(tmpdir(), "login-"));
    const clock = new FakeClock();
    const server = await startOAuthServer({ clock, clientSecret: "secret-of-the-client" });
    const client = await startSimulatedClient({
      integration: {
        command: process.execPath,
        args: [fileURLToPath(new URL("fixtures/shop.mjs", import.meta.url))],
        env: { GALAXY_KIT_DATA_DIR: root, SHOP_SERVER: JSON.stringify(server.endpoints) },
      },
      version: "2.1",
      timings: quickTimings,
      loginWindow: browserLoginWindow({
        headless: true,
        user: async (page) => {
          await page.route(`${END_PAGE}**`, (route) => route.fulfill({ body: "GALAXY" }));
          await page.getByRole("button", { name: "Allow" }).click();
        },
      }),
    });
    try {
      await client.importsDone(60_000);
      expect(client.status).toMatchObject({ state: "connected", reason: "logged in as Jo" });
      const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
      const written = [
        JSON.stringify(client.log),
        JSON.stringify(client.journal),
        ...files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8")),
      ].join("\n");
      expect(written).toContain("store_credentials");
      expect(server.secrets.length).toBeGreaterThan(2);
      for (const secret of [...server.secrets, "secret-of-the-client"]) expect(written).not.toContain(secret);
    } finally {
      await client.close();
      await server.close();
      rmSync(root, { recursive: true, force: true });
    }
  });
});
