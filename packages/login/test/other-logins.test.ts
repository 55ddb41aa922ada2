import { runInNewContext } from "node:vm";
import { CookieJar, HttpApi, HttpClient } from "@galaxy-kit/http";
import {
  type Authentication,
  BackendNotAvailable,
  Every,
  InvalidCredentials,
  NetworkError,
  type NextStep,
  Service,
} from "@galaxy-kit/sdk";
import type { TestGalaxy } from "@galaxy-kit/testing";
import { describe, expect, it } from "@jest/globals";
import {
  CodeLogin,
  type CodeLoginOptions,
  CookieLogin,
  CookieSession,
  type LoginAttempt,
  loginDecorator,
  loginPage,
  type LoginStrategy,
  type PageValue,
  ScriptLogin,
  Session,
  type SessionTokens,
  type WindowEnd,
} from "../src/index.js";
import { browserThat, Shop, start, type WithApi } from "./support/shop.js";

const END_PAGE = "https://www.gog.com/galaxy";
const jo = { userId: "1", userName: "Jo" };

@Service()
class KeySession extends Session {}

@HttpApi({ auth: KeySession, origins: ["https://shop.example"] })
class KeyApi extends HttpClient {}

const open = async (galaxy: TestGalaxy): Promise<NextStep> => (await galaxy.authenticate()) as NextStep;

describe("@CodeLogin()", () => {
  async function begin(options: Partial<CodeLoginOptions<SessionTokens, WithApi>> = {}) {
    const shop = await Shop.open();
    const opened: string[] = [];
    const login = CodeLogin<SessionTokens, WithApi>({
      session: KeySession,
      title: "Log in to the shop",
      steps: [
        { text: "Log in", open: "https://shop.example/" },
        { text: "Copy the page", open: "https://shop.example/cookie" },
      ],
      code: { label: "What you copied", json: "npsso", pattern: /^\w{12}$/ },
      user: ({ accessToken = "" }) => {
        if (accessToken === "wrongwrong12") throw new InvalidCredentials("the code is too old");
        if (accessToken === "downdowndown") throw new BackendNotAvailable("the shop is closed");
        return { userId: accessToken, userName: "Jo" };
      },
      ...options,
    });
    const overrides = [browserThat((address) => void opened.push(address))];
    const galaxy = await start(shop, { login, services: [KeyApi], overrides });
    const { authParams } = await open(galaxy);
    const url = authParams.startUri;
    const headers = { origin: new URL(url).origin };
    const submit = async (code: string): Promise<{ readonly status: number; readonly text: string }> => {
      const response = await fetch(url, {
        method: "POST",
        body: new URLSearchParams({ code }),
        headers,
        redirect: "manual",
      });
      return { status: response.status, text: await response.text() };
    };
    return { galaxy, opened, url, headers, submit };
  }

  it("shows what to do, opens addresses in the user's browser, and takes what was copied", async () => {
    const { galaxy, opened, url, headers, submit } = await begin();
    const text = await (await fetch(url)).text();
    for (const part of ["Log in to the shop", "Copy the page", "https://shop.example/cookie", "What you copied"])
      expect(text).toContain(part);
    await fetch(`${url}open-step?number=1`, { method: "POST", headers });
    expect(opened).toEqual(["https://shop.example/cookie"]);
    expect(await submit('{"npsso":"abcdefabcdef"}')).toMatchObject({ status: 303 });
    expect(await galaxy.passLoginCredentials({ endUri: END_PAGE })).toEqual({ userId: "abcdefabcdef", userName: "Jo" });
    expect(galaxy.received("storeCredentials")).toHaveLength(1);
    expect(galaxy.log.text).not.toContain("abcdefabcdef");
  });

  it.each([
    { entered: "", message: "Fill in this field" },
    { entered: "too short", message: "has no &quot;npsso&quot;: copy everything that the page shows" },
    { entered: '{"error":"login_required"}', message: "has no &quot;npsso&quot;" },
    { entered: "wrongwrong12", message: "This was not accepted: the code is too old" },
    { entered: "downdowndown", message: "This could not be checked. Try again: the shop is closed" },
  ])("says what is wrong with $entered, stores nothing, and takes a better one", async ({ entered, message }) => {
    const { galaxy, submit } = await begin();
    const refused = await submit(entered);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(message);
    expect(galaxy.received("storeCredentials")).toEqual([]);
    expect(await galaxy.passLoginCredentials({ endUri: END_PAGE })).toHaveProperty("nextStep");
    expect(await submit("  abcdefabcdef ")).toMatchObject({ status: 303 });
    expect(await galaxy.passLoginCredentials({ endUri: END_PAGE })).toMatchObject({ userId: "abcdefabcdef" });
  });

  it("takes the same code again, also if its pattern has the flag g, which remembers where it has matched", async () => {
    const { submit } = await begin({ code: { label: "Your key", pattern: /^\w{12}$/g } });
    for (let time = 1; time <= 2; time++) expect((await submit("downdowndown")).text).toContain("the shop is closed");
  });

  it("exchanges the code for tokens, which are stored in its place", async () => {
    const { galaxy, submit } = await begin({
      complete: (code) => Promise.resolve({ accessToken: `token for ${code}`, sessionExpiresIn: 5_184_000 }),
    });
    await submit("abcdefabcdef");
    expect(await galaxy.passLoginCredentials({ endUri: END_PAGE })).toMatchObject({ userId: "token for abcdefabcdef" });
    expect(JSON.stringify(galaxy.storedCredentials)).not.toContain('"abcdefabcdef"');
    expect(galaxy.get(KeySession).endsAt).toBe(galaxy.clock.now() + 5_184_000_000);
  });

  it("says what to do in the place of token() and sign() if it returns no accessToken", async () => {
    const { galaxy, submit } = await begin({ complete: () => Promise.resolve({}), user: () => jo });
    await submit("abcdefabcdef");
    await galaxy.passLoginCredentials({ endUri: END_PAGE });
    await expect(galaxy.get(KeySession).token()).rejects.toThrow(
      "The login of this session returned no accessToken. Call tokens() instead of token().",
    );
    await expect(galaxy.get(KeyApi).get("https://shop.example/")).rejects.toThrow(
      "The login of this session returned no accessToken. Override sign() in KeySession to add to requests what the login did return; " +
        "if cookies are all there is, extend CookieSession instead of Session.",
    );
  });

  it("logs in after Retry if the window was closed after the code was accepted", async () => {
    const { galaxy, submit } = await begin();
    await submit("abcdefabcdef");
    expect(await galaxy.authenticate()).toMatchObject({ userId: "abcdefabcdef" });
  });

  it("says on its page that another window has taken its place", async () => {
    const { galaxy, submit, url } = await begin();
    expect((await open(galaxy)).authParams.startUri).not.toBe(url);
    await expect(submit("abcdefabcdef")).rejects.toThrow();
  });
});

describe("@CookieLogin()", () => {
  @Service()
  class BundleSession extends CookieSession {}

  @HttpApi({ auth: BundleSession, cookies: CookieJar })
  class BundleApi extends HttpClient {}

  const end = "https://www.bundle.example/home";
  const cookie = (name: string, value: string, domain = ".bundle.example") => ({ name, value, domain, path: "/" });

  async function begin(whoIsIt: () => Authentication = () => jo, options: { readonly script?: string } = {}) {
    const shop = await Shop.open();
    const galaxy = await start(shop, {
      login: CookieLogin<SessionTokens, WithApi>({
        ...options,
        session: BundleSession,
        start: "https://www.bundle.example/login?goto=/home",
        end,
        keep: ["_sess", "_user"],
        user: () => whoIsIt(),
      }),
      services: [BundleApi],
    });
    const { authParams: window, js } = await open(galaxy);
    return { shop, galaxy, window, js };
  }

  it("keeps the cookies that prove who the user is, and no others", async () => {
    const { galaxy } = await begin();
    const cookies = [
      cookie("_sess", "secret-of-the-session"),
      cookie("_user", "secret-of-the-user", "api.bundle.example"),
      cookie("_ga", "tracker-of-someone"),
      cookie("_sess", "secret-of-another-site", ".evil.example"),
    ];
    expect(await galaxy.passLoginCredentials({ endUri: end, cookies })).toEqual(jo);
    const jar = galaxy.get(CookieJar);
    expect(await jar.header("https://www.bundle.example/")).toBe("_sess=secret-of-the-session");
    expect(await jar.header("https://api.bundle.example/")).toContain("_user=secret-of-the-user");
    expect(await jar.header("https://www.evil.example/")).toBe("");
    expect(await galaxy.authenticate(galaxy.storedCredentials)).toEqual(jo);
    for (const { value } of cookies) expect(galaxy.log.text).not.toContain(value);
  });

  it("shows the page again if a cookie is missing, and logs which one", async () => {
    const { galaxy, window } = await begin();
    const cookies = [cookie("_sess", "secret-of-the-session"), cookie("_user", "x", ".evil.example")];
    const ended = { endUri: `${end}?code=secret-code`, cookies };
    expect(await galaxy.passLoginCredentials(ended)).toMatchObject({ authParams: window });
    expect(galaxy.received("storeCredentials")).toEqual([]);
    expect(galaxy.log.entries.find(({ level }) => level === "warn")).toMatchObject({
      message: "The login page is shown again, since cookies of `keep` are missing",
      missing: ["_user"],
      found: ["_sess"],
      page: end,
    });
    for (const secret of ["secret-of-the-session", "secret-code"]) expect(galaxy.log.text).not.toContain(secret);
  });

  it("runs a script in the pages of the website", async () => {
    const { window, js } = await begin(() => jo, { script: "document.querySelector('#remember').checked = true" });
    expect(js).toEqual({
      [String.raw`^(?:https://www\.bundle\.example/)`]: ["document.querySelector('#remember').checked = true"],
    });
    expect(window.startUri).toContain("/login");
  });

  it("has the cookies of the user before again if someone else cannot be logged in", async () => {
    let fails = false;
    const { galaxy } = await begin(() => {
      if (fails) throw new NetworkError("The bundles cannot be reached");
      return jo;
    });
    const cookiesOf = (name: string) => [cookie("_sess", `session-of-${name}`), cookie("_user", `secret-of-${name}`)];
    await galaxy.passLoginCredentials({ endUri: end, cookies: cookiesOf("jo") });
    await open(galaxy);
    fails = true;
    await expect(galaxy.passLoginCredentials({ endUri: end, cookies: cookiesOf("mo") })).rejects.toThrow(NetworkError);
    expect(await galaxy.get(CookieJar).header("https://www.bundle.example/")).toContain("session-of-jo");
  });
});

describe("@ScriptLogin()", () => {
  async function begin(read: PageValue & { readonly json?: string }) {
    const galaxy = await start(await Shop.open(), {
      login: ScriptLogin<SessionTokens, WithApi>({
        session: KeySession,
        start: "https://shop.example/login",
        read,
        user: ({ accessToken = "" }) => ({ userId: accessToken, userName: "Jo" }),
      }),
    });
    const { authParams, js = {} } = await open(galaxy);
    const [entry] = Object.entries(js);
    const [pattern = "", [script = ""] = []] = entry ?? [];
    /** Runs the script as a page does, and lets half a second pass. Returns where the page goes. */
    const goes = (page: object): string | undefined => {
      let address: string | undefined;
      let tick = (): void => undefined;
      runInNewContext(script, {
        setInterval: (run: () => void) => (tick = run),
        clearInterval: () => undefined,
        location: { replace: (to: string) => (address = to) },
        localStorage: { getItem: () => null },
        sessionStorage: { getItem: () => null },
        document: { cookie: "" },
        ...page,
      });
      tick();
      return address;
    };
    return { galaxy, authParams, pattern, goes };
  }

  const stores = (name: string, value: string) => ({ getItem: (wanted: string) => (wanted === name ? value : null) });

  it.each([
    {
      read: { localStorage: 'a "name" \\ with `${quotes}`' },
      page: (name: string) => ({ localStorage: stores(name, "t0ken") }),
    },
    { read: { sessionStorage: "name" }, page: (name: string) => ({ sessionStorage: stores(name, "t0ken") }) },
    { read: { cookie: "name" }, page: (name: string) => ({ document: { cookie: `other=1; ${name}=t0ken; x=2` } }) },
    { read: { expression: "state.token // the token" }, page: () => ({ state: { token: "t0ken" } }) },
    {
      read: { localStorage: "name", json: "a.b" },
      page: (name: string) => ({ localStorage: stores(name, '{"a":{"b":"t0ken"}}') }),
    },
  ])("waits in the page for $read", async ({ read, page }) => {
    const { galaxy, authParams, pattern, goes } = await begin(read);
    expect(goes({})).toBeUndefined();
    const address = goes(page(Object.values(read)[0] ?? "")) ?? "";
    expect(new RegExp(pattern).test("https://shop.example/login")).toBe(true);
    expect(new RegExp(pattern).test("https://shop.example.evil.example/login")).toBe(false);
    expect(new RegExp(authParams.endUriRegex).test(address)).toBe(true);
    expect(new RegExp(authParams.endUriRegex).test(authParams.startUri)).toBe(false);
    expect(await galaxy.passLoginCredentials({ endUri: address })).toEqual({ userId: "t0ken", userName: "Jo" });
    expect(galaxy.log.text).not.toContain("t0ken");
  });
});

describe("a login of one's own", () => {
  it("is a strategy, and has everything that the others have", async () => {
    class Tickets implements LoginStrategy<string, SessionTokens> {
      begin({ submit }: LoginAttempt<string>) {
        const page = loginPage({ start: "https://shop.example/ticket", end: "https://shop.example/done" });
        return { page, ended: ({ address }: WindowEnd) => submit(address.hash.slice(1)) };
      }

      toTokens(ticket: string) {
        return { accessToken: ticket, expiresIn: 3600 };
      }

      renew({ accessToken }: SessionTokens) {
        return Promise.resolve({ accessToken: `${accessToken}, again`, expiresIn: 3600 });
      }
    }
    const login = loginDecorator<string, SessionTokens, WithApi>({
      decorator: "@TicketLogin()",
      options: { session: KeySession, user: () => jo },
      strategy: () => new Tickets(),
    });
    const galaxy = await start(await Shop.open(), { login });
    await open(galaxy);
    expect(await galaxy.passLoginCredentials({ endUri: "https://shop.example/done#ticket-7" })).toEqual(jo);
    await galaxy.clock.advance("1h");
    expect(await galaxy.get(KeySession).token()).toBe("ticket-7, again");
  });
});

describe("work that waits for the login", () => {
  it("pauses while the session is lost", async () => {
    const runs: number[] = [];
    class Work {
      @Every("1m", { after: "authentication" })
      run() {
        runs.push(1);
      }
    }
    const shop = await Shop.open();
    const galaxy = await start(shop, { services: [Work] });
    const { logIn } = await import("./support/shop.js");
    await logIn(shop, galaxy);
    await galaxy.clock.advance("5m");
    shop.oauth.revoke();
    await expect(galaxy.importOwnedGames()).rejects.toThrow(InvalidCredentials);
    const { length } = runs;
    await galaxy.clock.advance("10m");
    expect(runs).toHaveLength(length);
    await logIn(shop, galaxy).catch(() => undefined);
  });
});
