import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { setTimeout } from "node:timers/promises";
import {
  type Authentication,
  type Class,
  InvalidCredentials,
  type NextStep,
  PluginDefinitionError,
  UnknownBackendResponse,
} from "@galaxy-kit/sdk";
import { startOAuthServer, startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { describe, expect, it } from "@jest/globals";
import { loginPage, LoginStep, loopback, OAuth2Login, type WindowEnd } from "../src/index.js";
import { browserThat, logIn, SERVER, Shop, ShopSession, start, whoIs, type WithApi } from "./support/shop.js";

const jo = { userId: "1", userName: "Jo" };
const END_PAGE = "https://www.gog.com/galaxy";

/** Opens a login window. */
const open = async (galaxy: TestGalaxy): Promise<NextStep["authParams"]> =>
  ((await galaxy.authenticate()) as NextStep).authParams;

const endsAt = ({ endUriRegex }: NextStep["authParams"], address: string): boolean =>
  new RegExp(endUriRegex).test(address);

const common = { session: ShopSession, server: SERVER, user: whoIs } as const;
const loginWith =
  (login: (target: Class<WithApi>) => void) =>
  (target: Class<WithApi>): void =>
    login(target);

describe("@OAuth2Login() in the window", () => {
  it("asks with PKCE and state, and ends at the redirect alone", async () => {
    const galaxy = await start(await Shop.open());
    const window = await open(galaxy);
    expect(Object.fromEntries(new URL(window.startUri).searchParams)).toEqual({
      response_type: "code",
      client_id: "test-client",
      redirect_uri: "https://shop.example/done",
      state: expect.stringMatching(/^[\w-]{32}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: "S256",
    });
    expect(endsAt(window, "https://shop.example/done?code=1")).toBe(true);
    expect(endsAt(window, "https://shop.example/done#access_token=1")).toBe(true);
    expect(endsAt(window, window.startUri)).toBe(false);
    expect(endsAt(window, "https://shop.example/done-not")).toBe(false);
    expect(endsAt(window, "https://shopXexample/done?code=1")).toBe(false);
    expect(endsAt(window, "https://evil.example/?https://shop.example/done")).toBe(false);
  });

  it("logs in once, however often the same code comes", async () => {
    const shop = await Shop.open();
    const galaxy = await start(shop);
    const endUri = await shop.oauth.approve((await open(galaxy)).startUri);
    const results = await Promise.all([
      galaxy.passLoginCredentials({ endUri }),
      galaxy.passLoginCredentials({ endUri }),
    ]);
    expect(results).toEqual([jo, jo]);
    expect(shop.oauth.requests).toHaveLength(1);
  });

  it("ignores an answer with another state, and shows the page again", async () => {
    const shop = await Shop.open();
    const galaxy = await start(shop);
    const window = await open(galaxy);
    const endUri = new URL(await shop.oauth.approve(window.startUri));
    endUri.searchParams.set("state", "forged");
    expect(await galaxy.passLoginCredentials({ endUri: endUri.href })).toMatchObject({ authParams: window });
    expect(shop.oauth.requests).toEqual([]);
    expect(await galaxy.passLoginCredentials({ endUri: await shop.oauth.approve(window.startUri) })).toEqual(jo);
  });

  it("lets the last of two windows win", async () => {
    const shop = await Shop.open();
    const galaxy = await start(shop);
    const first = await open(galaxy);
    const second = await open(galaxy);
    const late = await shop.oauth.approve(first.startUri);
    expect(await galaxy.passLoginCredentials({ endUri: late })).toMatchObject({ authParams: second });
    expect(await galaxy.passLoginCredentials({ endUri: await shop.oauth.approve(second.startUri) })).toEqual(jo);
  });

  it("stores the tokens of the user who has logged in last, although the login before is still on its way and fails", async () => {
    const shop = await Shop.open();
    const user = async (...args: Parameters<typeof whoIs>): Promise<Authentication> => {
      await before();
      return await whoIs(...args);
    };
    const redirect = "https://shop.example/done";
    const galaxy = await start(shop, { login: loginWith(OAuth2Login({ ...common, redirect, user })) });
    let refuse = (): void => undefined;
    const isLate = new Promise<void>((resolve) => (refuse = resolve));
    let isAsked = (): void => undefined;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    let before = async (): Promise<void> => {
      before = async () => {
        refuse();
        await late;
      };
      isAsked();
      await isLate;
      throw new InvalidCredentials("Too late");
    };
    const first = await open(galaxy);
    const late = galaxy
      .passLoginCredentials({ endUri: await shop.oauth.approve(first.startUri) })
      .catch(() => undefined);
    await asked;
    shop.oauth.user = { id: "2", name: "Mo" };
    const second = await open(galaxy);
    const won = galaxy.passLoginCredentials({ endUri: await shop.oauth.approve(second.startUri) });
    void setTimeout(200).then(refuse);
    expect(await won).toEqual({ userId: "2", userName: "Mo" });
    expect(shop.oauth.userOf(`Bearer ${await galaxy.get(ShopSession).token()}`)).toEqual({ id: "2", name: "Mo" });
  });

  it("ends an hour later", async () => {
    const shop = await Shop.open();
    const galaxy = await start(shop);
    const window = await open(galaxy);
    await galaxy.clock.advance("1h");
    expect(await galaxy.passLoginCredentials({ endUri: await shop.oauth.approve(window.startUri) })).toEqual(jo);
  });

  it("is InvalidCredentials for a code that has expired; the next click opens a new window", async () => {
    const shop = await Shop.open();
    const galaxy = await start(shop);
    const window = await open(galaxy);
    const endUri = await shop.oauth.approve(window.startUri);
    await galaxy.clock.advance("1h");
    await expect(galaxy.passLoginCredentials({ endUri })).rejects.toThrow(InvalidCredentials);
    expect((await open(galaxy)).startUri).not.toBe(window.startUri);
    expect(galaxy.received("storeCredentials")).toEqual([]);
    expect(galaxy.received("authenticationLost")).toEqual([]);
  });

  it("opens a new window if the user has closed the first one", async () => {
    const shop = await Shop.open();
    const galaxy = await start(shop);
    await open(galaxy);
    expect(await logIn(shop, galaxy)).toEqual(jo);
  });

  it("says so if the user declines", async () => {
    const shop = await Shop.open();
    const galaxy = await start(shop);
    const endUri = await shop.oauth.deny((await open(galaxy)).startUri);
    await expect(galaxy.passLoginCredentials({ endUri })).rejects.toThrow("The login was declined");
    expect(galaxy.received("storeCredentials")).toEqual([]);
  });

  it("opens no window before the user has entered the client in the settings", async () => {
    const shop = await Shop.open();
    const client = { ...shop.oauth.endpoints, clientId: "" };
    const galaxy = await start(shop, { overrides: [{ provide: SERVER, useValue: client }] });
    await expect(galaxy.authenticate()).rejects.toThrow("The client id is missing: enter it in the settings");
    client.clientId = shop.oauth.endpoints.clientId;
    expect(await logIn(shop, galaxy)).toEqual(jo);
  });

  it("stores nothing if the user cannot be found out, and says what a wrong client needs", async () => {
    const shop = await Shop.open({ clientSecret: "s3cret-of-the-client" });
    const galaxy = await start(shop, {
      overrides: [{ provide: SERVER, useValue: { ...shop.oauth.endpoints, clientSecret: "wrong-secret" } }],
    });
    await expect(logIn(shop, galaxy)).rejects.toThrow(/invalid_client.*check clientId and clientSecret/);
    expect(galaxy.received("storeCredentials")).toEqual([]);
    expect(galaxy.log.text).not.toContain("wrong-secret");
  });

  it.each(["body", "header"] as const)("sends the secret of the client in the %s", async (secretIn) => {
    const clientSecret = "s3cret:of+the%client";
    const shop = await Shop.open({ clientSecret });
    const galaxy = await start(shop, {
      overrides: [{ provide: SERVER, useValue: { ...shop.oauth.endpoints, secretIn } }],
    });
    expect(await logIn(shop, galaxy)).toEqual(jo);
    expect(galaxy.log.text).not.toContain(clientSecret);
  });

  it("goes on with further pages", async () => {
    const shop = await Shop.open();
    class Steps {
      @LoginStep("2fa")
      confirm({ address, cookies }: WindowEnd) {
        return { accessToken: `${address.searchParams.get("ticket")} ${cookies[0]?.value}` };
      }
    }
    const login = OAuth2Login({
      ...common,
      redirect: "https://shop.example/done",
      complete: () => loginPage({ step: "2fa", start: "https://shop.example/2fa", end: "https://shop.example/ok" }),
      user: ({ accessToken = "" }) => ({ userId: accessToken, userName: "Jo" }),
    });
    const galaxy = await start(shop, { login, services: [Steps] });
    const window = (await logIn(shop, galaxy)) as NextStep;
    expect(window.authParams).toMatchObject({ startUri: "https://shop.example/2fa" });
    const cookies = [{ name: "a", value: "b" }];
    const end = { endUri: "https://shop.example/ok?ticket=7", cookies };
    expect(await galaxy.passLoginCredentials(end)).toEqual({ userId: "7 b", userName: "Jo" });
  });

  it("takes the token of the fragment with the implicit flow", async () => {
    const shop = await Shop.open();
    const login = loginWith(OAuth2Login({ ...common, flow: "implicit", redirect: "https://shop.example/done" }));
    const galaxy = await start(shop, { login });
    expect(await logIn(shop, galaxy)).toEqual(jo);
    expect(shop.oauth.requests).toEqual([]);
  });
});

describe("@OAuth2Login() with a loopback redirect", () => {
  const inWindow = loginWith(OAuth2Login(common));

  it("ends at the page of this computer in GALAXY 2.0, and leads on to the web for 2.1", async () => {
    const shop = await Shop.open();
    const galaxy = await start(shop, { login: inWindow });
    const window = await open(galaxy);
    const address = await shop.oauth.approve(window.startUri);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback\?code=/);
    expect(endsAt(window, address)).toBe(true);
    expect(endsAt(window, END_PAGE)).toBe(true);
    // The browser loads it, and 2.0 ends at the same moment.
    const [page, user] = await Promise.all([
      fetch(address).then((response) => response.text()),
      galaxy.passLoginCredentials({ endUri: address }),
    ]);
    expect(page).toContain(`url=${END_PAGE}`);
    expect(user).toEqual(jo);
    expect(shop.oauth.requests).toHaveLength(1);
  });

  it("listens on both addresses of this computer, until it has its answer", async () => {
    const shop = await Shop.open();
    const galaxy = await start(shop, { login: inWindow });
    const address = new URL(await shop.oauth.approve((await open(galaxy)).startUri));
    const other = new URL(address);
    other.hostname = "[::1]";
    const wrong = new URL(address);
    wrong.searchParams.set("state", "forged");
    expect((await fetch(wrong)).status).toBe(400);
    expect((await fetch(new URL("/favicon.ico", address))).status).toBe(404);
    const hasOther = Object.values(networkInterfaces()).some((found) => found?.some((each) => each.address === "::1"));
    expect((await fetch(hasOther ? other : address)).status).toBe(200);
    await expect(fetch(address)).rejects.toThrow();
    expect(await galaxy.passLoginCredentials({ endUri: END_PAGE })).toEqual(jo);
  });

  it("stops listening when another window takes its place, and when the integration closes", async () => {
    const shop = await Shop.open();
    const galaxy = await start(shop, { login: inWindow });
    const addresses = [];
    for (let click = 0; click < 2; click++) addresses.push(await shop.oauth.approve((await open(galaxy)).startUri));
    const [first = "", second = ""] = addresses;
    await expect(fetch(first)).rejects.toThrow();
    const windows = await Promise.all([open(galaxy), open(galaxy)]);
    for (const { startUri } of windows) addresses.push(await shop.oauth.approve(startUri));
    await galaxy.close();
    for (const address of [second, ...addresses]) await expect(fetch(address)).rejects.toThrow();
  });

  it("uses the next of the fixed ports if another program has the first, and says so if none is free", async () => {
    const shop = await Shop.open();
    const taken = await startOAuthServer({ clock: shop.clock });
    const free = await startOAuthServer({ clock: shop.clock });
    const portOf = ({ endpoints }: typeof taken): number => Number(new URL(endpoints.token).port);
    const ports = [portOf(taken), portOf(free)];
    const galaxy = await start(shop, {
      login: loginWith(OAuth2Login({ ...common, redirect: loopback({ path: "/cb", ports }) })),
    });
    await expect(galaxy.authenticate()).rejects.toThrow(
      `Another program uses the ports for the login (${ports.join(", ")})`,
    );
    await free.close();
    const { searchParams } = new URL((await open(galaxy)).startUri);
    expect(searchParams.get("redirect_uri")).toBe(`http://127.0.0.1:${ports[1]}/cb`);
    await taken.close();
  });

  it("shows why a login has failed, in the browser", async () => {
    const shop = await Shop.open();
    const galaxy = await start(shop, { login: inWindow });
    const address = await shop.oauth.deny((await open(galaxy)).startUri);
    expect(await (await fetch(address)).text()).toContain("The login was declined. Close this page, and click Retry");
  });
});

describe('@OAuth2Login({ browser: "system" })', () => {
  async function begin(browser: "system" | "auto" = "system") {
    const shop = await Shop.open();
    const opened: string[] = [];
    const login = loginWith(OAuth2Login({ ...common, browser, title: "Log in to the shop" }));
    const overrides = [browserThat((address) => void opened.push(address))];
    const galaxy = await start(shop, { login, overrides });
    const window = await open(galaxy);
    const page = async (): Promise<string> => await (await fetch(window.startUri)).text();
    return { shop, galaxy, opened, window, page };
  }

  it("opens the user's browser, and shows a page that ends by itself", async () => {
    const { shop, galaxy, opened, window, page } = await begin();
    const [address = ""] = opened;
    expect(address).toContain(`${shop.oauth.endpoints.authorize}?`);
    const text = await page();
    for (const part of ["Log in to the shop", "closes by itself", "Copy", "Open"]) expect(text).toContain(part);
    // What the script of the page waits for.
    const news = fetch(`${window.startUri}news?since=0`).then((response) => response.json());
    const answer = await fetch(await shop.oauth.approve(address));
    expect(await answer.text()).toContain("You are logged in. Close this page, and go back to GALAXY.");
    expect(await news).toMatchObject({ goTo: "done" });
    expect(await (await fetch(`${window.startUri}done`)).text()).toContain(END_PAGE);
    expect(await galaxy.passLoginCredentials({ endUri: END_PAGE })).toEqual(jo);
    await expect(fetch(window.startUri)).rejects.toThrow();
  });

  it("logs in after Retry if the window was closed before the user had logged in in the browser", async () => {
    const { shop, galaxy, opened } = await begin();
    await fetch(await shop.oauth.approve(opened[0] ?? ""));
    expect(await galaxy.authenticate()).toEqual(jo);
  });

  it("opens a new window after Retry if the session was lost again meanwhile", async () => {
    const { shop, galaxy, opened } = await begin();
    await fetch(await shop.oauth.approve(opened[0] ?? ""));
    shop.oauth.revoke();
    galaxy.get(ShopSession).invalidate();
    await expect(galaxy.get(ShopSession).token()).rejects.toThrow(InvalidCredentials);
    expect(await galaxy.authenticate()).toHaveProperty("nextStep");
  });

  it("opens the address again on request, and nothing else", async () => {
    const { opened, window } = await begin();
    const headers = { origin: new URL(window.startUri).origin };
    await fetch(`${window.startUri}open-step?number=0`, { method: "POST", headers });
    expect(opened[1]).toBe(opened[0]);
  });

  it("lets the user choose with browser: auto", async () => {
    const { shop, galaxy, opened, page } = await begin("auto");
    expect(opened).toEqual([]);
    const [, href = ""] = /href="([^"]+)">Log in here/.exec(await page()) ?? [];
    const answer = await fetch(await shop.oauth.approve(href.replaceAll("&amp;", "&")));
    expect(await answer.text()).toContain(`url=${END_PAGE}`);
    expect(await galaxy.passLoginCredentials({ endUri: END_PAGE })).toEqual(jo);
  });

  it("shows the page again if the window ends without a login", async () => {
    const { galaxy, window } = await begin();
    expect(await galaxy.passLoginCredentials({ endUri: END_PAGE })).toMatchObject({ authParams: window });
  });
});

describe('@OAuth2Login({ flow: "device" })', () => {
  const WEB = "https://shop.example/device";
  const PROGRAM = "file:///C:/Windows/System32/calc.exe";
  const PENDING = "authorization_pending";

  async function begin() {
    const shop = await Shop.open();
    const galaxy = await start(shop, { login: loginWith(OAuth2Login({ ...common, flow: "device" })) });
    const window = await open(galaxy);
    const page = async (): Promise<string> => await (await fetch(window.startUri)).text();
    return { shop, galaxy, window, page };
  }

  it("shows a code, and logs in once it was entered elsewhere", async () => {
    const { shop, galaxy, page } = await begin();
    expect(await page()).toContain("TEST-1000");
    await galaxy.clock.advance("30s");
    shop.oauth.approveDevice();
    await galaxy.clock.advance("5s");
    expect(await page()).toContain("TEST-1000");
    expect(await galaxy.passLoginCredentials({ endUri: END_PAGE })).toEqual(jo);
    expect(shop.oauth.requests.length).toBeGreaterThan(5);
  });

  it("goes on while the server is down, stops asking when the code has expired, and then shows a new one on request", async () => {
    const { shop, galaxy, window, page } = await begin();
    const news = fetch(`${window.startUri}news?since=0`).then((response) => response.json());
    shop.oauth.fail(503, { times: 10 });
    await galaxy.clock.advance("11m");
    expect(await news).toMatchObject({ goTo: "./" });
    expect(await page()).toContain("The code has expired");
    const { length } = shop.oauth.requests;
    await galaxy.clock.advance("1h");
    expect(shop.oauth.requests).toHaveLength(length);
    const headers = { origin: new URL(window.startUri).origin };
    const click = () =>
      fetch(`${window.startUri}code`, { method: "POST", headers }).then((response) => response.text());
    for (const shown of await Promise.all([click(), click()])) expect(shown).toContain("TEST-1001");
    shop.oauth.approveDevice();
    await galaxy.clock.advance("5s");
    expect(await galaxy.authenticate()).toEqual(jo);
  });

  it.each([
    ["does not trust a server with times that make no sense", { interval: -5, expires_in: -1 }, WEB, PENDING, 60],
    ["does not trust a server with an address that is a program", {}, PROGRAM, PENDING, 60],
    ["asks less and less often if the server says so", {}, WEB, "slow_down", 8],
  ])("%s", async (_, times, verification_uri, error, limit) => {
    let count = 0;
    const server = createServer(({ url }, response) => {
      count += 1;
      const code = { device_code: "d", user_code: "TEST", verification_uri, ...times };
      const answer = url === "/device" ? code : { error };
      response.writeHead(count > 100 ? 500 : 200).end(JSON.stringify(answer));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const shop = await Shop.open();
    const galaxy = await start(shop, {
      login: loginWith(OAuth2Login({ ...common, flow: "device" })),
      overrides: [{ provide: SERVER, useValue: { clientId: "c", device: `${url}/device`, token: `${url}/token` } }],
    });
    const opened = await open(galaxy).catch((thrown: unknown) => thrown);
    if (verification_uri === PROGRAM) expect(opened).toBeInstanceOf(UnknownBackendResponse);
    await galaxy.clock.advance("2m");
    expect(count).toBeLessThan(limit);
    await galaxy.close();
    server.close();
    server.closeAllConnections();
  });

  it("says so if the user declines, and stops asking", async () => {
    const { shop, galaxy, window } = await begin();
    const news = fetch(`${window.startUri}news?since=0`).then((response) => response.json());
    shop.oauth.denyDevice();
    await galaxy.clock.advance("5s");
    expect(await news).toMatchObject({ message: expect.stringContaining("The login was declined") });
    const { length } = shop.oauth.requests;
    await galaxy.clock.advance("1h");
    expect(shop.oauth.requests).toHaveLength(length);
  });
});

describe("the options of @OAuth2Login()", () => {
  it("are checked at startup", async () => {
    const { clock } = await Shop.open();
    const server = { authorize: "http://shop.example/authorize", token: "https://shop.example/token", clientId: "" };
    const redirect = loopback({ ports: [70_000] });
    const { GalaxyPlugin, Platform } = await import("@galaxy-kit/sdk");
    @GalaxyPlugin({ platform: Platform.Test })
    @OAuth2Login({ session: ShopSession, server, redirect, user: () => jo })
    class Careless {}
    const error = await startTestPlugin(Careless, { clock }).catch((thrown: unknown) => thrown);
    const messages = (error as PluginDefinitionError).diagnostics.map(({ message }) => message);
    expect(messages).toEqual([
      '@OAuth2Login(): server.authorize is "http://shop.example/authorize", which is not an https address',
      "@OAuth2Login(): server.clientId is empty",
      "@OAuth2Login(): loopback({ ports }) is [70000]",
    ]);
  });
});
