import { once } from "node:events";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import {
  BackendNotAvailable,
  Friends,
  GalaxyPlugin,
  type Game,
  InvalidCredentials,
  type JsonObject,
  Logger,
  type NextStep,
  Platform,
  Service,
  type UserInfo,
} from "@galaxy-kit/sdk";
import { Contributions } from "@galaxy-kit/sdk/extend";
import { NOTICES } from "@galaxy-kit/settings/extend";
import { Cached, FileLock, Persisted, type Store } from "@galaxy-kit/state";
import { newFolder } from "@galaxy-kit/test-support/jest";
import {
  FakeApi,
  FakeClock,
  FakeResponse,
  type FakeFailure,
  startTestPlugin,
  type TestGalaxy,
} from "@galaxy-kit/testing";
import { afterEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { CodeLogin, OAuth2Client, OAuth2Login, type OAuth2Tokens, Session } from "../src/index.js";
import { logIn, SERVER, Shop, ShopApi, ShopSession, start, whoIs } from "./support/shop.js";

const jo = { userId: "1", userName: "Jo" };
const idsOf = (games: readonly Game[]): string[] => games.map(({ gameId }) => gameId);

/** The credentials of the client, with the tokens of the session. */
const storedTokens = (galaxy: TestGalaxy): OAuth2Tokens | undefined =>
  (galaxy.storedCredentials as { readonly session?: { readonly tokens: OAuth2Tokens } } | undefined)?.session?.tokens;

/** The login of the shop, with another way to find out whose tokens they are. */
function loginOf(user: typeof whoIs) {
  return OAuth2Login({ session: ShopSession, server: SERVER, redirect: "https://shop.example/done", user });
}

async function loggedIn(options?: Parameters<typeof Shop.open>[0]) {
  const shop = await Shop.open(options);
  const galaxy = await start(shop);
  expect(await logIn(shop, galaxy)).toEqual(jo);
  return { shop, galaxy, session: galaxy.get(ShopSession) };
}

const failures: readonly FakeFailure[] = [503, 500, "HTML", "challenge", "invalid JSON", "resets"];

describe("a session", () => {
  it("authorizes requests, is stored once, and keeps its tokens out of the log", async () => {
    const { shop, galaxy, session } = await loggedIn();
    expect(idsOf(await galaxy.importOwnedGames())).toEqual(["tide", "moth"]);
    expect(session.state).toEqual({ kind: "active" });
    expect(session.expiresAt).toBe(galaxy.clock.now() + 3_600_000);
    expect(galaxy.received("storeCredentials")).toHaveLength(1);
    await galaxy.authenticate(galaxy.storedCredentials);
    expect(galaxy.received("storeCredentials")).toHaveLength(1);
    for (const secret of shop.oauth.secrets) expect(galaxy.log.text).not.toContain(secret);
  });

  it("is renewed once for all who need it, a tenth of its life before it expires", async () => {
    const { shop, galaxy, session } = await loggedIn();
    await galaxy.clock.advance("53m");
    await session.token();
    expect(shop.renewals).toBe(0);
    await galaxy.clock.advance("1m");
    const tokens = await Promise.all(Array.from({ length: 20 }, () => session.token()));
    expect(new Set(tokens).size).toBe(1);
    expect(shop.renewals).toBe(1);
    expect(shop.oauth.userOf(tokens[0])).toEqual({ id: "1", name: "Jo" });
  });

  it("is renewed in the middle of its life if that is short, and not at each request", async () => {
    const { shop, galaxy, session } = await loggedIn({ accessTokenLifetime: "30s" });
    await galaxy.clock.advance("14s");
    await session.token();
    expect(shop.renewals).toBe(0);
    await galaxy.clock.advance("1s");
    await session.token();
    expect(shop.renewals).toBe(1);
  });

  it("is renewed if the clock was set back, since nobody knows how old it is", async () => {
    const { shop, session } = await loggedIn();
    shop.clock.jump("-1h");
    await session.token();
    expect(shop.renewals).toBe(1);
  });

  it("is renewed once for all requests that are refused, however early they were sent, and those are sent again", async () => {
    const { shop, galaxy, session } = await loggedIn();
    await galaxy.clock.advance("2m");
    shop.oauth.revokeAccessTokens();
    // One of them is due early at the same time.
    session.invalidate();
    const imports = await Promise.all([galaxy.importOwnedGames(), session.token(), galaxy.authenticate({})]);
    expect(idsOf(imports[0])).toEqual(["tide", "moth"]);
    await galaxy.clock.advance("2m");
    shop.oauth.revokeAccessTokens();
    await Promise.all([galaxy.importOwnedGames(), galaxy.authenticate({}), galaxy.authenticate({})]);
    expect(shop.renewals).toBe(2);
    expect(galaxy.received("authenticationLost")).toEqual([]);
  });

  it("is not renewed again for a refusal that comes after the token was renewed; the request is sent again", async () => {
    const { shop, galaxy } = await loggedIn();
    await galaxy.clock.advance("2m");
    shop.oauth.revokeAccessTokens();
    let release = (): void => undefined;
    shop.held.set("/slow", new Promise((resolve) => (release = resolve)));
    const slow = galaxy.get(ShopApi).get(`${shop.url}/slow`).json();
    await galaxy.importOwnedGames();
    release();
    expect(await slow).toEqual(["tide", "moth"]);
    expect(shop.requests.filter((line) => line.startsWith("/slow"))).toEqual(["/slow 401", "/slow 200"]);
    expect(shop.renewals).toBe(1);
  });

  it("is not renewed for a refusal of a token that is new: it is not the token's fault", async () => {
    const { shop, galaxy, session } = await loggedIn();
    shop.intercept = ({ url }) => (url === "/owned" ? 401 : undefined);
    await expect(galaxy.importOwnedGames()).rejects.toMatchObject({ name: "AuthenticationRequired" });
    expect(shop.renewals).toBe(0);
    expect(session.state).toEqual({ kind: "active" });
  });

  it("has the last word if a source says that the user has to log in", async () => {
    @Service()
    class People {
      constructor(private readonly api: ShopApi) {}

      @Friends({ refresh: "10m" })
      async friends(): Promise<UserInfo[]> {
        const ids = await this.api.get("friends").json<string[]>();
        return ids.map((userId) => ({ userId, userName: userId }));
      }
    }
    const shop = await Shop.open();
    const galaxy = await start(shop, { services: [People] });
    await logIn(shop, galaxy);
    expect(await galaxy.importFriends()).toHaveLength(2);
    // This one is refused, with whichever token; all others are not.
    shop.intercept = ({ url }) => (url === "/friends" ? 401 : undefined);
    await galaxy.clock.advance("10m");
    expect(shop.renewals).toBe(1);
    expect(galaxy.received("authenticationLost")).toEqual([]);
    expect(galaxy.get(ShopSession).state).toEqual({ kind: "active" });
    expect(galaxy.source("friends").state).toMatchObject({ kind: "failing", paused: false, count: 2 });
    expect(galaxy.log.messages("warn")).toContain(
      `People.friends failed with AuthenticationRequired: GET ${shop.url}/friends returned status 401; ` +
        "the 2 known friends stay; the user stays logged in, since the session is still good",
    );
    shop.intercept = () => undefined;
    await galaxy.clock.advance("10m");
    expect(galaxy.source("friends").state).toMatchObject({ kind: "fresh" });
    // What ends the session still ends the login.
    shop.oauth.revoke();
    await galaxy.clock.advance("10m");
    expect(galaxy.received("authenticationLost")).toHaveLength(1);
  });

  it("has not the last word if a source says that the credentials are wrong", async () => {
    @Service()
    class People {
      @Friends({ refresh: "10m" })
      friends(): UserInfo[] {
        throw new InvalidCredentials("The shop has closed the account");
      }
    }
    const shop = await Shop.open();
    const galaxy = await start(shop, { services: [People] });
    await logIn(shop, galaxy);
    await expect(galaxy.importFriends()).rejects.toThrow("The shop has closed the account");
    expect(galaxy.get(ShopSession).state).toEqual({ kind: "active" });
    expect(galaxy.received("authenticationLost")).toHaveLength(1);
  });

  it("stores a replaced refresh token before the new access token is used", async () => {
    const { shop, galaxy, session } = await loggedIn();
    await galaxy.clock.advance("55m");
    let stored: string | undefined;
    shop.intercept = ({ headers }) => {
      stored = storedTokens(galaxy)?.accessToken;
      expect(headers.authorization).toBe(`Bearer ${stored}`);
      return undefined;
    };
    await galaxy.importOwnedGames();
    expect(stored).toBe(await session.token());
    expect(galaxy.received("storeCredentials")).toHaveLength(2);
  });

  it("goes on in the middle of pages, however often the token is revoked and replaced", async () => {
    const { shop, galaxy, session } = await loggedIn();
    const api = galaxy.get(ShopApi);
    const seen: unknown[] = [];
    for (let page = 0; page < 3; page++) {
      await galaxy.clock.advance("2m");
      shop.oauth.revokeAccessTokens();
      seen.push(await api.get(`${shop.url}/owned?page=${page}`).json());
    }
    expect(seen).toHaveLength(3);
    expect(shop.renewals).toBe(3);
    // Each replaced refresh token was stored, so that the last one works after a restart.
    const stored = galaxy.storedCredentials;
    await galaxy.close();
    shop.clock.jump("1d");
    const next = await start(shop);
    expect(await next.authenticate(stored)).toEqual(jo);
    expect(session.state).toEqual({ kind: "active" });
  });

  it("goes on with tokens that cannot be stored, and says so", async () => {
    @Service()
    class Odd extends Session<OAuth2Tokens> {
      protected override renew() {
        return Promise.resolve({ accessToken: "new", refreshToken: 5n as never });
      }
    }
    const shop = await Shop.open();
    const login = OAuth2Login({ session: Odd, server: SERVER, redirect: "https://shop.example/done", user: () => jo });
    const galaxy = await start(shop, { login });
    await logIn(shop, galaxy);
    galaxy.get(Odd).invalidate();
    expect(await galaxy.get(Odd).token()).toBe("new");
    expect(galaxy.log.messages("error")).toEqual([expect.stringContaining("Odd: the new tokens cannot be stored")]);
  });

  it("stores new access tokens alone at most every 5 seconds", async () => {
    const { galaxy, session } = await loggedIn({ rotation: false });
    for (let renewal = 0; renewal < 4; renewal++) {
      session.invalidate();
      await session.token();
    }
    expect(galaxy.received("storeCredentials")).toHaveLength(1);
    await galaxy.clock.advance("5s");
    expect(galaxy.received("storeCredentials")).toHaveLength(2);
    expect(storedTokens(galaxy)?.accessToken).toBe(await session.token());
  });

  it.each(failures)("stays if the server fails with %p, and says so once", async (failure) => {
    const { shop, galaxy, session } = await loggedIn();
    shop.oauth.fail(failure);
    await galaxy.clock.advance("55m");
    // About to expire, but still good.
    expect(idsOf(await galaxy.importOwnedGames())).toEqual(["tide", "moth"]);
    await galaxy.clock.advance("6m");
    await expect(session.token()).rejects.toMatchObject({ name: expect.stringMatching(/^(Backend|Network)/) });
    await expect(galaxy.authenticate(galaxy.storedCredentials)).rejects.not.toThrow(InvalidCredentials);
    expect(session.state).toEqual({ kind: "active" });
    expect(galaxy.received("authenticationLost")).toEqual([]);
    const [warning, ...others] = galaxy.log.messages("warn").filter((line) => line.startsWith("ShopSession"));
    expect({ warning, others }).toEqual({
      warning: "ShopSession cannot be renewed at the moment; keeping it",
      others: [],
    });
    shop.oauth.recover();
    expect(await galaxy.authenticate(galaxy.storedCredentials)).toEqual(jo);
    expect(galaxy.log.messages("info")).toContain("ShopSession has been renewed again");
    shop.oauth.fail(failure);
    await galaxy.clock.advance("55m");
    await session.token();
    expect(galaxy.log.messages("warn").filter((line) => line === warning)).toHaveLength(2);
    for (const secret of shop.oauth.secrets) expect(galaxy.log.text).not.toContain(secret);
  });

  it("asks a server that is down every half minute as long as its token is good, however many requests there are", async () => {
    const { shop, galaxy, session } = await loggedIn();
    shop.oauth.fail(503);
    await galaxy.clock.advance("55m");
    for (let request = 0; request < 20; request++) await session.token();
    expect(shop.renewals).toBe(1);
    await galaxy.clock.advance("30s");
    shop.oauth.recover();
    await session.token();
    expect(shop.renewals).toBe(2);
  });

  it("does not follow a redirect with its refresh token", async () => {
    const elsewhere = await Shop.open();
    const { shop, galaxy, session } = await loggedIn();
    const server = createServer((_, response) => {
      response.writeHead(307, { location: elsewhere.oauth.endpoints.token }).end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const moved = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const stored = galaxy.storedCredentials;
    await galaxy.close();
    shop.clock.jump("2h");
    const endpoints = { ...shop.oauth.endpoints, token: moved };
    const next = await start(shop, { overrides: [{ provide: SERVER, useValue: endpoints }] });
    await expect(next.authenticate(stored)).rejects.toThrow(BackendNotAvailable);
    expect(elsewhere.oauth.requests).toEqual([]);
    expect(session.state).toEqual({ kind: "active" });
    server.close();
    server.closeAllConnections();
  });

  it("keeps tokens that were renewed while another login failed", async () => {
    const shop = await Shop.open();
    let user = whoIs;
    const login = loginOf((...args) => user(...args));
    const galaxy = await start(shop, { login });
    await logIn(shop, galaxy);
    await galaxy.clock.advance("55m");
    const { authParams } = (await galaxy.authenticate()) as NextStep;
    const endUri = await shop.oauth.approve(authParams.startUri);
    let answer = (): void => undefined;
    const isTried = new Promise<void>((resolve) => (answer = resolve));
    shop.oauth.onTokenRequest = async () => {
      shop.oauth.onTokenRequest = () => undefined;
      await Promise.race([isTried, setTimeout(200)]);
    };
    const renewed = galaxy.get(ShopSession).token();
    while (shop.renewals === 0) await setTimeout(1);
    user = async () => {
      answer();
      await renewed;
      throw new InvalidCredentials("Someone else");
    };
    await expect(galaxy.passLoginCredentials({ endUri })).rejects.toThrow("Someone else");
    await galaxy.clock.advance("55m");
    expect(idsOf(await galaxy.importOwnedGames())).toEqual(["tide", "moth"]);
    expect(galaxy.get(ShopSession).state).toEqual({ kind: "active" });
  });

  it("is stored as it was if the tokens of another login were renewed before that failed", async () => {
    const shop = await Shop.open();
    let user = whoIs;
    const login = loginOf((...args) => user(...args));
    const galaxy = await start(shop, { login });
    await logIn(shop, galaxy);
    const before = storedTokens(galaxy);
    const session = galaxy.get(ShopSession);
    user = async () => {
      session.invalidate();
      await session.token();
      throw new BackendNotAvailable("The shop is closed");
    };
    await expect(logIn(shop, galaxy)).rejects.toThrow("The shop is closed");
    expect(shop.renewals).toBe(1);
    expect(await session.tokens()).toEqual(before);
    expect(storedTokens(galaxy)).toEqual(before);
  });

  it("is lost as before after another login has failed: reported to GALAXY once", async () => {
    const shop = await Shop.open();
    let user = whoIs;
    const login = loginOf((...args) => user(...args));
    const galaxy = await start(shop, { login });
    await logIn(shop, galaxy);
    user = () => Promise.reject(new BackendNotAvailable("The shop is closed"));
    await expect(logIn(shop, galaxy)).rejects.toThrow("The shop is closed");
    shop.oauth.revoke();
    await galaxy.clock.advance("2m");
    await expect(galaxy.importOwnedGames()).rejects.toThrow(InvalidCredentials);
    expect(galaxy.received("authenticationLost")).toHaveLength(1);

    await expect(logIn(shop, galaxy)).rejects.toThrow("The shop is closed");
    expect(galaxy.get(ShopSession).state).toMatchObject({ kind: "lost" });
    await expect(galaxy.importOwnedGames()).rejects.toThrow(InvalidCredentials);
    expect(galaxy.received("authenticationLost")).toHaveLength(1);
    expect(shop.renewals).toBe(1);
  });

  it("is lost if the server revokes it: reported once, and a click opens a login window", async () => {
    const { shop, galaxy, session } = await loggedIn();
    await galaxy.clock.advance("2m");
    shop.oauth.revoke();
    const attempts = [session.token(), galaxy.importOwnedGames(), galaxy.importOwnedGames(), galaxy.importOwnedGames()];
    await Promise.allSettled(attempts);
    await expect(session.token()).rejects.toThrow(InvalidCredentials);
    await expect(galaxy.importOwnedGames()).rejects.toThrow(InvalidCredentials);
    expect(galaxy.received("authenticationLost")).toHaveLength(1);
    expect(shop.renewals).toBe(1);
    expect(session.state).toMatchObject({ kind: "lost" });
    const entry = galaxy.log.entries.find(({ message }) => message.includes("the user has to log in again"));
    expect(entry).toMatchObject({ logger: "ShopSession" });
    expect(galaxy.parts).toContainEqual(
      expect.objectContaining({ kind: "session", name: "ShopSession", state: "lost", expiresAt: undefined }),
    );

    const window = (await galaxy.authenticate(galaxy.storedCredentials)) as NextStep;
    const endUri = await shop.oauth.approve(window.authParams.startUri);
    expect(await galaxy.passLoginCredentials({ endUri })).toEqual(jo);
    expect(idsOf(await galaxy.importOwnedGames())).toEqual(["tide", "moth"]);
    shop.oauth.revoke();
    await galaxy.clock.advance("2m");
    await expect(galaxy.importOwnedGames()).rejects.toThrow(InvalidCredentials);
    expect(galaxy.received("authenticationLost")).toHaveLength(2);
  });

  describe("after a restart", () => {
    async function restarted(meanwhile: (shop: Shop) => void) {
      const { shop, galaxy } = await loggedIn();
      const stored = galaxy.storedCredentials;
      await galaxy.close();
      meanwhile(shop);
      return { shop, stored, galaxy: await start(shop) };
    }

    it("is there, and nothing is stored", async () => {
      const { galaxy, stored } = await restarted(() => undefined);
      expect(await galaxy.authenticate(stored)).toEqual(jo);
      expect(galaxy.received("storeCredentials")).toEqual([]);
    });

    it("is renewed with the refresh token that was stored", async () => {
      const { galaxy, stored } = await restarted(({ clock }) => clock.jump("3d"));
      expect(await galaxy.authenticate(stored)).toEqual(jo);
      expect(galaxy.received("storeCredentials")).toHaveLength(1);
    });

    it("is InvalidCredentials if it was revoked, so that GALAXY keeps the library; the next click opens a window", async () => {
      const { galaxy, stored } = await restarted(({ oauth, clock }) => {
        oauth.revoke();
        clock.jump("2h");
      });
      await expect(galaxy.authenticate(stored)).rejects.toThrow(InvalidCredentials);
      expect(galaxy.received("authenticationLost")).toEqual([]);
      expect(galaxy.received("storeCredentials")).toEqual([]);
      expect(await galaxy.authenticate(stored)).toHaveProperty("nextStep");
    });

    it("stays if the server is down, for Retry", async () => {
      const { galaxy, stored, shop } = await restarted(({ oauth, clock }) => {
        oauth.fail(503);
        clock.jump("2h");
      });
      await expect(galaxy.authenticate(stored)).rejects.toThrow(BackendNotAvailable);
      shop.oauth.recover();
      expect(await galaxy.authenticate(stored)).toEqual(jo);
    });

    it.each([["set back", "-1h"] as const, ["set forward", "1h"] as const])(
      "works with a clock that was %s",
      async (_, step) => {
        const { galaxy, stored } = await restarted(({ clock }) => clock.jump(step));
        expect(await galaxy.authenticate(stored)).toEqual(jo);
        expect(idsOf(await galaxy.importOwnedGames())).toEqual(["tide", "moth"]);
      },
    );

    it("opens a window for credentials that another integration has stored", async () => {
      const shop = await Shop.open();
      const galaxy = await start(shop);
      expect(await galaxy.authenticate({ token: "from Python" })).toHaveProperty("nextStep");
    });
  });

  describe("of which an earlier implementation has stored the credentials", () => {
    /** As they were written in Python: `{"refresh": …}`, or everything encoded in one text. */
    const adopt = ({ refresh, state }: JsonObject): OAuth2Tokens | undefined => {
      if (typeof state === "string") return JSON.parse(Buffer.from(state, "base64").toString()) as OAuth2Tokens;
      return typeof refresh === "string" ? { refreshToken: refresh, expiresIn: 3600 } : undefined;
    };

    /** A user who has logged in with the earlier implementation. */
    async function ported() {
      const { shop, galaxy } = await loggedIn();
      const { refreshToken = "", accessToken = "" } = storedTokens(galaxy) ?? {};
      await galaxy.close();
      let calls = 0;
      const counted = (stored: JsonObject) => {
        calls++;
        return adopt(stored);
      };
      const login = OAuth2Login({
        session: ShopSession,
        server: SERVER,
        redirect: "https://shop.example/done",
        user: whoIs,
        adopt: counted,
      });
      return { shop, refreshToken, accessToken, calls: () => calls, restart: () => start(shop, { login }) };
    }

    it("is there without a window, renewed first, and stored in place of them", async () => {
      const { shop, refreshToken, calls, restart } = await ported();
      const galaxy = await restart();
      expect(await galaxy.authenticate({ refresh: refreshToken, user: "jo" })).toEqual(jo);
      expect(shop.renewals).toBe(1);
      expect(idsOf(await galaxy.importOwnedGames())).toEqual(["tide", "moth"]);
      const stored = galaxy.storedCredentials as object;
      expect(Object.keys(stored)).toEqual(["session"]);
      expect(storedTokens(galaxy)?.refreshToken).not.toBe(refreshToken);
      await galaxy.close();
      const next = await restart();
      expect(await next.authenticate(stored)).toEqual(jo);
      expect(next.received("storeCredentials")).toEqual([]);
      expect({ renewals: shop.renewals, calls: calls() }).toEqual({ renewals: 1, calls: 1 });
    });

    it("keeps what is inside of them out of the log", async () => {
      const { shop, refreshToken, accessToken, restart } = await ported();
      const galaxy = await restart();
      shop.oauth.fail(503);
      const state = Buffer.from(JSON.stringify({ refreshToken, accessToken })).toString("base64");
      await expect(galaxy.authenticate({ state })).rejects.toThrow(BackendNotAvailable);
      galaxy.get(Logger).info(`The tokens are ${refreshToken} and ${accessToken}`);
      for (const secret of shop.oauth.secrets) expect(galaxy.log.text).not.toContain(secret);
      // They are kept for Retry.
      shop.oauth.recover();
      expect(await galaxy.authenticate({ state })).toEqual(jo);
    });

    it.each([
      ["are in a form that is not known", { token: "from Python" }, "adopt() returned undefined"],
      ["cannot be read", { state: "secret" }, "adopt() threw SyntaxError"],
    ])("opens a window if they %s, and says so", async (_, stored, reason) => {
      const { restart } = await ported();
      const galaxy = await restart();
      expect(await galaxy.authenticate(stored)).toHaveProperty("nextStep");
      expect(galaxy.log.messages("warn")).toEqual([
        `ShopSession cannot use the stored credentials, so the user has to log in: ${reason}`,
      ]);
      for (const secret of Object.values(stored)) expect(galaxy.log.text).not.toContain(secret);
    });

    it("is InvalidCredentials if they are refused, so that GALAXY keeps the library; the next click opens a window", async () => {
      const { shop, refreshToken, calls, restart } = await ported();
      shop.oauth.revoke();
      const galaxy = await restart();
      const stored = { refresh: refreshToken };
      await expect(galaxy.authenticate(stored)).rejects.toThrow(InvalidCredentials);
      expect(galaxy.received("storeCredentials")).toEqual([]);
      expect(await galaxy.authenticate(stored)).toHaveProperty("nextStep");
      expect(calls()).toBe(1);
    });

    it("goes on with a key that cannot be renewed, until it is refused", async () => {
      const { shop, accessToken } = await ported();
      const login = CodeLogin({
        session: ShopSession,
        code: { label: "Key" },
        user: whoIs,
        adopt: ({ key }) => (typeof key === "string" ? { accessToken: key } : undefined),
      });
      const galaxy = await start(shop, { login });
      expect(await galaxy.authenticate({ key: accessToken })).toEqual(jo);
      const stored = galaxy.storedCredentials;
      expect(storedTokens(galaxy)).toEqual({ accessToken });
      await galaxy.close();
      shop.oauth.revoke();
      for (const credentials of [{ key: accessToken }, stored]) {
        const next = await start(shop, { login });
        await expect(next.authenticate(credentials)).rejects.toThrow(InvalidCredentials);
      }
    });
  });

  it("takes tokens that arrive while the integration closes, and stores them", async () => {
    const { shop, galaxy, session } = await loggedIn();
    await galaxy.clock.advance("55m");
    let arrived = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => (arrived = resolve));
    shop.oauth.onTokenRequest = async () => {
      arrived();
      await setTimeout(50);
    };
    const pending = session.token().catch((error: unknown) => error);
    await isAsked;
    await galaxy.close();
    await pending;
    const { refreshToken } = storedTokens(galaxy) ?? {};
    const next = await start(shop);
    shop.oauth.onTokenRequest = () => undefined;
    shop.clock.jump("1h");
    expect(refreshToken).toBeDefined();
    expect(await next.authenticate(galaxy.storedCredentials)).toEqual(jo);
  });

  describe("in two processes at once", () => {
    /** The order in which the client returns members is its own. */
    const asClientReturns = (stored: object | undefined): object =>
      JSON.parse(JSON.stringify(stored), (_, value: unknown) =>
        typeof value === "object" ? Object.fromEntries(Object.entries(value as object).reverse()) : value,
      ) as object;

    async function bothStarted() {
      const dataFolder = newFolder();
      const shop = await Shop.open();
      const old = await start(shop, { dataFolder });
      await logIn(shop, old);
      const stored = asClientReturns(old.storedCredentials);
      const next = async (): Promise<TestGalaxy> => {
        const galaxy = await start(shop, { dataFolder });
        expect(await galaxy.authenticate(stored)).toEqual(jo);
        return galaxy;
      };
      const files = (): string =>
        readdirSync(join(dataFolder, "data"))
          .map((name) => readFileSync(join(dataFolder, "data", name), "utf8"))
          .join();
      return { shop, old, next, stored, dataFolder, files };
    }

    it("is renewed once for both, and each stores what the client needs", async () => {
      const { shop, old, next } = await bothStarted();
      const young = await next();
      for (let renewal = 1; renewal <= 3; renewal++) {
        await shop.clock.advance("55m");
        const imports = [old, young].map((galaxy) => galaxy.importOwnedGames());
        await shop.clock.advance("1s");
        expect((await Promise.all(imports)).map(idsOf)).toEqual([
          ["tide", "moth"],
          ["tide", "moth"],
        ]);
        expect(shop.renewals).toBe(renewal);
      }
      expect(storedTokens(young)).toEqual(storedTokens(old));
      expect([...old.received("authenticationLost"), ...young.received("authenticationLost")]).toEqual([]);
    });

    it("goes on in the new process if the old one gets new tokens, several times, and the client none of them", async () => {
      const { shop, old, next, files } = await bothStarted();
      for (let renewal = 0; renewal < 12; renewal++) {
        await shop.clock.advance("55m");
        await old.importOwnedGames();
      }
      await old.close();
      const young = await next();
      shop.clock.jump("2h");
      expect(idsOf(await young.importOwnedGames())).toEqual(["tide", "moth"]);
      // Nobody who has only the file, or only the log, has the login.
      for (const secret of shop.oauth.secrets) expect(files() + old.log.text + young.log.text).not.toContain(secret);
    });

    it("does not go round in circles if the platform gives an old token once more", async () => {
      @Service()
      class Seesaw extends Session<OAuth2Tokens> {
        protected override renew({ refreshToken }: OAuth2Tokens): Partial<OAuth2Tokens> {
          return { accessToken: "again", refreshToken: refreshToken === "one" ? "other" : "one" };
        }
      }
      const dataFolder = newFolder();
      const login = CodeLogin({
        session: Seesaw,
        code: { label: "Your key" },
        complete: () => ({ accessToken: "first", refreshToken: "one" }),
        user: () => jo,
      });
      const shop = await Shop.open();
      const galaxy = await start(shop, { login, dataFolder });
      const { authParams } = (await galaxy.authenticate()) as NextStep;
      const headers = { origin: new URL(authParams.startUri).origin };
      await fetch(authParams.startUri, { method: "POST", headers, body: new URLSearchParams({ code: "key" }) });
      const session = galaxy.get(Seesaw);
      for (const refreshToken of ["other", "one"]) {
        session.invalidate();
        expect(await session.tokens()).toMatchObject({ refreshToken });
      }
      const file = readFileSync(join(dataFolder, "data", "Seesaw.handover.json"), "utf8");
      expect(JSON.parse(file)).toHaveLength(1);
    });

    it("waits until the old one, which is closing, has got its answer", async () => {
      const { shop, old, next } = await bothStarted();
      const young = await next();
      await shop.clock.advance("55m");
      const isAsked = new Promise<void>((asked) => {
        shop.oauth.onTokenRequest = async () => {
          asked();
          await setTimeout(50);
        };
      });
      const pending = old.importOwnedGames().catch((error: unknown) => error);
      await isAsked;
      const games = young.importOwnedGames();
      await old.close();
      expect(idsOf(await games)).toEqual(["tide", "moth"]);
      expect(shop.renewals).toBe(1);
      await pending;
    });

    it("sends a request again if a new token was refused since the other process has replaced it", async () => {
      const { shop, old, next } = await bothStarted();
      const young = await next();
      old.get(ShopSession).invalidate();
      await old.importOwnedGames();
      const replaced = storedTokens(old)?.accessToken;
      shop.intercept = ({ headers }) => (headers.authorization === `Bearer ${replaced}` ? undefined : 401);
      expect(idsOf(await young.importOwnedGames())).toEqual(["tide", "moth"]);
      expect(shop.renewals).toBe(1);
    });

    it("fails and stays if the other one takes longer than a request may", async () => {
      const { shop, stored, next, dataFolder } = await bothStarted();
      const lock = new FileLock(join(dataFolder, "data", "ShopSession.handover.json"));
      await lock.tryTake();
      const young = await next();
      shop.clock.jump("2h");
      const games = young.importOwnedGames().catch((error: unknown) => error);
      await shop.clock.advance("71s");
      expect(await games).toMatchObject({ name: "BackendTimeout" });
      expect(young.get(ShopSession).state).toEqual({ kind: "active" });
      await lock.release();
      expect(await young.authenticate(stored)).toEqual(jo);
    });

    it.each([
      ["not JSON", () => "{"],
      ["something else", () => '{"a":[]}'],
      ["entries of another kind", () => '[null, 5, {"after":1}]'],
      ["an entry that was changed", (content: string) => content.replace(/"sealed":"..../, '"sealed":"AAAA')],
    ])("is renewed as usual if the file for the other one is damaged: %s", async (_, damage) => {
      const { shop, old, dataFolder } = await bothStarted();
      const file = join(dataFolder, "data", "ShopSession.handover.json");
      for (let renewal = 0; renewal < 2; renewal++) {
        await shop.clock.advance("55m");
        await old.importOwnedGames();
        writeFileSync(file, damage(readFileSync(file, "utf8")));
      }
      expect(shop.renewals).toBe(2);
      const again = await start(shop, { dataFolder });
      expect(await again.authenticate(old.storedCredentials)).toEqual(jo);
      shop.clock.jump("2h");
      expect(idsOf(await again.importOwnedGames())).toEqual(["tide", "moth"]);
    });

    it("is renewed all the same if the folder for data cannot be written to, and says so once", async () => {
      const { shop, next, dataFolder } = await bothStarted();
      rmSync(join(dataFolder, "data"), { recursive: true, force: true });
      writeFileSync(join(dataFolder, "data"), "a file");
      const young = await next();
      for (let renewal = 0; renewal < 2; renewal++) {
        await shop.clock.advance("55m");
        expect(idsOf(await young.importOwnedGames())).toEqual(["tide", "moth"]);
      }
      expect(young.log.messages("warn").filter((line) => line.includes("cannot pass renewed tokens on"))).toHaveLength(
        1,
      );
    });
  });

  describe("with a cookie that lasts longer than its tokens", () => {
    interface SsoTokens extends OAuth2Tokens {
      readonly cookie: string;
    }
    const DONE = "shop.app://done";
    const server: { url: string } = { url: "" };

    @Service()
    class SsoSession extends Session<SsoTokens> {
      constructor(private readonly oauth: OAuth2Client) {
        super();
      }

      async logIn(cookie: string, signal: AbortSignal): Promise<SsoTokens> {
        const options = { redirectUri: DONE, headers: { cookie }, refused: "The shop does not know you", signal };
        return { ...(await this.oauth.logInSilently(this.#server, options)), cookie, sessionExpiresIn: 5_184_000 };
      }

      protected override renew({ refreshToken = "" }: SsoTokens, signal: AbortSignal) {
        return this.oauth.tokens(this.#server, { grant_type: "refresh_token", refresh_token: refreshToken }, signal);
      }

      protected override reauthenticate({ cookie }: SsoTokens, signal: AbortSignal) {
        return this.logIn(cookie, signal);
      }

      get #server() {
        const scopes = ["games", "friends"];
        const parameters = { access_type: "offline" };
        const tokenParameters = { format: "jwt" };
        const { url } = server;
        return {
          authorize: `${url}/authorize`,
          token: `${url}/token`,
          clientId: "c",
          scopes,
          parameters,
          tokenParameters,
        };
      }
    }

    /** What the page of the login brings back to a browser. */
    let answer = "code=good";
    const asked: (Record<string, string> | undefined)[] = [];
    let isRefreshable = true;
    let api: FakeApi;
    let galaxy: TestGalaxy;

    async function loggedInSilently(clock = new FakeClock()) {
      api = await FakeApi.start({ clock });
      Object.assign(server, { url: api.url });
      answer = `${DONE}?code=good`;
      isRefreshable = true;
      asked.length = 0;
      api.get("/authorize", ({ query, headers }) => {
        asked.push({ ...Object.fromEntries(query), cookie: headers.cookie ?? "" });
        return new FakeResponse("", { status: 302, headers: { location: answer } });
      });
      api.post("/token", (request) => {
        const form = Object.fromEntries(request.form());
        asked.push(form);
        if (form["refresh_token"] !== undefined && !isRefreshable)
          return new FakeResponse(JSON.stringify({ error: "invalid_grant" }), { status: 400 });
        const first = { refresh_token: "r", refresh_expires_in: 864_000 };
        return { access_token: `a${asked.length}`, expires_in: 3600, ...(form["code"] !== undefined && first) };
      });
      let session: SsoSession | undefined;
      @GalaxyPlugin({ platform: Platform.Test })
      @CodeLogin<SsoTokens, object>({
        session: SsoSession,
        code: { label: "Cookie" },
        complete: (cookie, _plugin, signal) => session!.logIn(cookie, signal),
        user: () => jo,
      })
      class Plugin {
        constructor(own: SsoSession) {
          session = own;
        }
      }
      galaxy = await startTestPlugin(Plugin, { clock });
      const { authParams } = (await galaxy.authenticate()) as NextStep;
      const enter = async (code: string) => {
        const headers = { origin: new URL(authParams.startUri).origin };
        const body = new URLSearchParams({ code });
        const response = await fetch(authParams.startUri, { method: "POST", headers, body, redirect: "manual" });
        return await response.text();
      };
      return { enter, session: session!, clock };
    }

    afterEach(async () => {
      await galaxy.close();
      await api.close();
    });

    it("needs no window: the code is taken out of the redirect, which is not followed", async () => {
      const run = await loggedInSilently();
      await run.enter("sso=1");
      expect(await galaxy.passLoginCredentials({ endUri: "https://www.gog.com/galaxy" })).toEqual(jo);
      expect(asked).toEqual([
        {
          access_type: "offline",
          response_type: "code",
          client_id: "c",
          redirect_uri: DONE,
          scope: "games friends",
          cookie: "sso=1",
        },
        { format: "jwt", grant_type: "authorization_code", code: "good", redirect_uri: DONE, client_id: "c" },
      ]);
    });

    it.each([
      ["https://shop.example/login", "The shop does not know you"],
      [`${DONE}?error=login_required`, "The shop does not know you"],
      ["https://evil.example/?code=stolen", "The shop does not know you"],
      [`${DONE}?error=temporarily_unavailable`, "could not be checked"],
      [`${DONE}?error=unauthorized_client`, "check clientId and clientSecret"],
    ])("says what %s means", async (location, message) => {
      const run = await loggedInSilently();
      answer = location;
      expect(await run.enter("sso=1")).toContain(message);
      expect(asked).toHaveLength(1);
    });

    it("keeps what renewed tokens do not say, is logged in again when they end, and lasts as long as the cookie", async () => {
      const run = await loggedInSilently();
      await run.enter("sso=1");
      await galaxy.passLoginCredentials({ endUri: "https://www.gog.com/galaxy" });
      const { endsAt } = run.session;
      await run.clock.advance("1h");
      expect(await run.session.tokens()).toMatchObject({ accessToken: "a3", refreshToken: "r", cookie: "sso=1" });
      isRefreshable = false;
      await run.clock.advance("1h");
      expect(await run.session.tokens()).toMatchObject({ accessToken: "a6", refreshToken: "r", cookie: "sso=1" });
      expect(run.session.endsAt).toBe(endsAt);
      expect(galaxy.received("authenticationLost")).toEqual([]);
      answer = `${DONE}?error=login_required`;
      await run.clock.advance("1h");
      await expect(run.session.token()).rejects.toThrow("The shop does not know you");
      await run.clock.advance("1s");
      expect(galaxy.received("authenticationLost")).toHaveLength(1);
    });

    it("stays when it cannot be renewed for another reason, without asking for a new login", async () => {
      const run = await loggedInSilently();
      await run.enter("sso=1");
      await galaxy.passLoginCredentials({ endUri: "https://www.gog.com/galaxy" });
      api.fail(500, { path: "/token", for: "2h" });
      await run.clock.advance("1h");
      const failed = expect(run.session.token()).rejects.toThrow("500");
      await run.clock.advance("5m");
      await failed;
      expect(run.session.state.kind).toBe("active");
      expect(asked.filter((one) => one?.["cookie"] !== undefined)).toHaveLength(1);
    });
  });

  it("closes in time if the answer never comes", async () => {
    const { shop, galaxy, session } = await loggedIn();
    await galaxy.clock.advance("55m");
    let arrived = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => (arrived = resolve));
    shop.oauth.onTokenRequest = () => arrived();
    shop.oauth.fail("hangs");
    const pending = session.token().catch((error: unknown) => error);
    await isAsked;
    const closed = galaxy.close();
    await galaxy.clock.advance("6s");
    await closed;
    expect(await pending).toBeDefined();
    expect(galaxy.received("storeCredentials")).toHaveLength(1);
    expect(galaxy.log.messages("error")).toEqual([]);
  });

  it("ends the author's way to renew it by its signal, if that still runs when the integration has closed", async () => {
    const shop = await Shop.open();
    let isAborted = false;
    @Service()
    class SlowSession extends Session<OAuth2Tokens> {
      protected override renew(_tokens: OAuth2Tokens, signal: AbortSignal): Promise<never> {
        return new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            isAborted = true;
            reject(new Error("Aborted"));
          });
        });
      }
    }
    const login = OAuth2Login({
      session: SlowSession,
      server: SERVER,
      redirect: "https://shop.example/done",
      user: () => jo,
    });
    const galaxy = await start(shop, { login });
    await logIn(shop, galaxy);
    await galaxy.clock.advance("55m");
    const pending = galaxy
      .get(SlowSession)
      .token()
      .catch(() => undefined);
    const closed = galaxy.close();
    await galaxy.clock.advance("6s");
    await closed;
    expect(isAborted).toBe(true);
    await pending;
  });

  it("announces its end 14 and 3 days before, once each", async () => {
    const { galaxy, session } = await loggedIn({ sessionDays: 40, accessTokenLifetime: "20d" });
    const warnings = () => galaxy.log.messages("warn").filter((line) => line.startsWith("ShopSession"));
    expect(session.endsAt).toBe(galaxy.clock.now() + 40 * 86_400_000);
    for (let day = 0; day < 25; day++) await galaxy.clock.advance("1d");
    expect(warnings()).toEqual([]);
    expect(galaxy.parts).toContainEqual(expect.objectContaining({ kind: "session", endsSoon: false }));
    for (let day = 25; day < 39; day++) await galaxy.clock.advance("1d");
    expect(warnings()).toEqual([
      "ShopSession: the user has to log in again in 14 days",
      "ShopSession: the user has to log in again in 3 days",
    ]);
    expect(galaxy.parts).toContainEqual(expect.objectContaining({ kind: "session", endsSoon: true }));
  });

  it("says on the page with settings when it ends, also in a process without credentials", async () => {
    const dataFolder = newFolder();
    const shop = await Shop.open({ sessionDays: 40, accessTokenLifetime: "20d" });
    const first = await start(shop, { dataFolder });
    await logIn(shop, first);
    await first.clock.advance("1s");
    await first.close();
    const notices = async (): Promise<readonly (string | undefined)[]> => {
      const galaxy = await start(shop, { dataFolder });
      const said = await Promise.all(
        galaxy
          .get(Contributions)
          .to(NOTICES)
          .map((method) => method.run()),
      );
      await galaxy.close();
      return said;
    };
    expect(await notices()).toEqual([undefined]);
    shop.clock.jump("20d");
    shop.clock.jump("10d");
    expect(await notices()).toEqual(["You have to log in again in 9 days"]);
    shop.clock.jump("11d");
    expect(await notices()).toEqual([undefined]);
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it("without a refresh token is lost when its token is refused", async () => {
    const shop = await Shop.open();
    const login = OAuth2Login({
      session: ShopSession,
      flow: "implicit",
      server: SERVER,
      redirect: "https://shop.example/done",
      user: whoIs,
    });
    const galaxy = await start(shop, { login });
    expect(await logIn(shop, galaxy)).toEqual(jo);
    // Its time is over, but the server decides.
    await galaxy.clock.advance("2h");
    await expect(galaxy.importOwnedGames()).rejects.toThrow(InvalidCredentials);
    expect(galaxy.received("authenticationLost")).toHaveLength(1);
  });
});

describe("another account", () => {
  it("gets nothing of the one before: neither cached results nor stores of the account", async () => {
    @Service()
    class Data {
      calls = 0;

      constructor(
        @Persisted("mine", { schema: z.string(), per: "account" }) readonly mine: Store<string>,
        @Persisted("ours", { schema: z.string() }) readonly ours: Store<string>,
      ) {}

      @Cached({ ttl: "1d" })
      cached(): Promise<number> {
        return Promise.resolve(++this.calls);
      }
    }
    const shop = await Shop.open();
    const galaxy = await start(shop, { services: [Data] });
    await logIn(shop, galaxy);
    const data = galaxy.get(Data);
    data.mine.set("game", "tide");
    data.ours.set("game", "tide");
    expect([await data.cached(), await data.cached()]).toEqual([1, 1]);

    // The same account, after its session was lost.
    const logInAgain = async () => {
      shop.oauth.revoke();
      await galaxy.clock.advance("2m");
      await expect(galaxy.importOwnedGames()).rejects.toThrow(InvalidCredentials);
      const { authParams } = (await galaxy.authenticate(galaxy.storedCredentials)) as NextStep;
      return await galaxy.passLoginCredentials({ endUri: await shop.oauth.approve(authParams.startUri) });
    };
    expect(await logInAgain()).toEqual(jo);
    expect(await data.cached()).toBe(2);
    expect(data.mine.get("game")).toBe("tide");
    shop.oauth.user = { id: "2", name: "Ada" };
    expect(await logInAgain()).toEqual({ userId: "2", userName: "Ada" });
    expect(data.mine.get("game")).toBeUndefined();
    expect(data.ours.get("game")).toBe("tide");
    expect(await data.cached()).toBe(3);
  });
});
