import { setTimeout } from "node:timers/promises";
import { GalaxyPlugin, type JsonObject, Lifetime, Logger, NoLogin, Platform, Service } from "@galaxy-kit/sdk";
import { startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { describe, expect, it } from "@jest/globals";
import {
  baseUrlOf,
  CookieJar,
  CookieStorage,
  HttpApi,
  HttpClient,
  type HttpRequest,
  type StoredCookie,
} from "../src/index.js";
import { json, serve } from "./support/server.js";

const SESSION = "s3cr3t-session";

@HttpApi({ baseUrl: "https://www.shop.invalid", cookies: CookieJar, hooks: { beforeRequest: [own] } })
class ShopSite extends HttpClient {}

function own(request: HttpRequest): void {
  if (request.url.pathname === "/own") request.headers["cookie"] = "own=1";
}

@Service()
class Library {
  constructor(readonly site: ShopSite) {}
}

/** Created earlier than the cookies, so it closes after them. */
@Service()
class Earlier {
  closed: () => unknown = () => undefined;

  constructor(lifetime: Lifetime) {
    lifetime.onShutdown(() => void this.closed());
  }
}

@GalaxyPlugin({ platform: Platform.Test, services: [Earlier, Library] })
@NoLogin()
class ShopPlugin {}

/** A site that sets the cookies in the query, and responds with those it received. */
function site() {
  return serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
    const cookies = searchParams.getAll("set");
    if (cookies.length > 0) response.setHeader("set-cookie", cookies);
    if (pathname === "/redirect") return void response.writeHead(302, { location: "/after" }).end();
    json(response, request.headers.cookie ?? "");
  });
}

async function start(url: string, options: { cache?: JsonObject; storage?: CookieStorage } = {}) {
  const { cache = {}, storage } = options;
  const replaced = storage ? [{ provide: CookieStorage, useValue: storage }] : [];
  const overrides = [{ provide: baseUrlOf(ShopSite), useValue: url }, ...replaced];
  const galaxy = await startTestPlugin(ShopPlugin, { cache, overrides });
  const api = galaxy.get(ShopSite);
  const received = (path: string, set: string[] = []): Promise<string> =>
    api.get(path, { searchParams: { set } }).json<string>();
  return { galaxy, jar: galaxy.get(CookieJar), received };
}

function pushes(galaxy: TestGalaxy): JsonObject[] {
  return galaxy.notifications.filter(({ method }) => method === "push_cache").map(({ params }) => params as JsonObject);
}

describe("A client with cookies", () => {
  it("sends the cookies that it received, as a browser does, also on redirects", async () => {
    const { url } = await site();
    const { galaxy, jar, received } = await start(url);
    expect(
      await received("", [`session=${SESSION}; Path=/`, "here=1; Path=/only", "gone=1; Max-Age=0", "=;;; nonsense"]),
    ).toBe("");
    expect(await received("")).toBe(`session=${SESSION}`);
    expect(await received("only")).toBe(`here=1; session=${SESSION}`);
    expect(await received("redirect", ["after=1; Path=/after"])).toBe(`after=1; session=${SESSION}`);
    expect(await received("own")).toBe(`own=1; session=${SESSION}`);
    expect(await jar.get("session", url)).toBe(SESSION);
    expect(await jar.header("http://other.invalid/")).toBe("");
    await galaxy.close();
  });

  it("keeps the 50 of a domain that were used last, and none that is longer than a browser takes", async () => {
    const { url } = await site();
    const { galaxy, jar, received } = await start(url);
    await received("first", [`session=${SESSION}; Path=/`, `long=${"x".repeat(4093)}`, "never sent=1; Path=/other"]);
    for (let round = 0; round < 6; round++) {
      await received(
        "more",
        Array.from({ length: 10 }, (_, index) => `c${round}-${index}=1; Path=/only/${round}`),
      );
      expect(await received("used")).toBe(`session=${SESSION}`);
    }
    const names = (await jar.all()).map(({ key }) => key);
    expect(names).toHaveLength(50);
    expect(names).toEqual(expect.arrayContaining(["session", "c5-0", "c5-9", "c1-1"]));
    expect(names).not.toContain("c0-0");
    await galaxy.close();
  });

  it("does not send them to another host that a redirect leads to", async () => {
    const other = await site();
    const first = await serve(
      (_, response) =>
        void response.writeHead(302, { location: `${other.url.replace("127.0.0.1", "localhost")}/x` }).end(),
    );
    const { galaxy, jar, received } = await start(first.url);
    await jar.set([{ name: "session", value: SESSION }], first.url);
    expect(await received("own")).toBe("");
    await galaxy.close();
  });

  it("takes the cookies of a login window", async () => {
    const { url } = await site();
    const { galaxy, jar, received } = await start(url);
    await jar.set(
      [
        { name: "session", value: SESSION },
        { name: "wide", value: "w", domain: ".shop.example", path: "/a" },
      ],
      url,
    );
    expect(await received("")).toBe(`session=${SESSION}`);
    expect(await jar.header("https://api.shop.example/a/b")).toBe("wide=w");
    expect(await jar.header("https://api.shop.example/")).toBe("");
    await jar.set([{ name: "safe", value: "s" }], "https://shop.example/login");
    expect(await jar.header("https://shop.example/")).toBe("safe=s");
    // Where anyone could read it.
    expect(await jar.header("http://shop.example/")).toBe("");
    await jar.clear();
    expect(await received("")).toBe("");
    await galaxy.close();
  });

  it("stores them when they change, at most every five seconds, and has them after a restart", async () => {
    const { url } = await site();
    const { galaxy, received } = await start(url);
    await received("", [`session=${SESSION}1`]);
    await received("", [`session=${SESSION}2`]);
    expect(pushes(galaxy)).toHaveLength(0);
    await galaxy.clock.advance("1s");
    expect(pushes(galaxy)).toHaveLength(1);
    for (let count = 0; count < 30; count += 1) {
      await received("", [`session=${SESSION}${count}`]);
      await galaxy.clock.advance("100ms");
    }
    await galaxy.clock.advance("10s");
    expect(pushes(galaxy)).toHaveLength(2);
    await received("", [`session=${SESSION}29`]);
    await galaxy.clock.advance("1m");
    expect(pushes(galaxy)).toHaveLength(2);
    await galaxy.close();

    const { data } = pushes(galaxy).at(-1) as { data: JsonObject };
    const again = await start(url, { cache: data });
    expect(await again.received("")).toBe(`session=${SESSION}29`);
    await again.galaxy.clock.advance("1m");
    expect(pushes(again.galaxy)).toEqual([]);
    await again.galaxy.close();
    expect(galaxy.log.text + again.galaxy.log.text).not.toContain(SESSION);
  });

  it("masks their values in the log", async () => {
    const { url } = await site();
    const { galaxy, received } = await start(url);
    await received("", [`session=${SESSION}`, "lang=en-US"]);
    galaxy.get(Logger).info(`the cookie is ${SESSION} in en-US`);
    expect(galaxy.log.text).toContain("in en-US");
    expect(galaxy.log.text).not.toContain(SESSION);
    await galaxy.close();
  });

  it("may keep them elsewhere; one that cannot be saved is tried again with the next change", async () => {
    const { url } = await site();
    const saved: (readonly StoredCookie[])[] = [];
    let isFull = true;
    class Elsewhere extends CookieStorage {
      load = (): readonly StoredCookie[] => [
        { key: "old", value: "1", domain: "127.0.0.1", path: "/", hostOnly: true },
      ];

      save(cookies: readonly StoredCookie[]): void {
        if (isFull) throw new Error("full");
        saved.push(cookies);
      }
    }
    const { galaxy, received } = await start(url, { storage: new Elsewhere() });
    expect(await received("", ["new=2"])).toBe("old=1");
    await galaxy.clock.advance("1m");
    expect(galaxy.log.messages("warn")).toContain(
      "The cookies could not be saved; the next start uses those saved before",
    );
    isFull = false;
    // It is as before, but not saved yet.
    await received("", ["new=2"]);
    await galaxy.close();
    expect(saved.map((cookies) => cookies.map(({ key }) => key))).toEqual([["old", "new"]]);
  });

  it("are there as soon as their storage can be read", async () => {
    const { url } = await site();
    let isLocked = true;

    class Locked extends CookieStorage {
      load(): readonly StoredCookie[] {
        if (isLocked) throw new Error("locked");
        return [{ key: "old", value: "1", domain: "127.0.0.1", path: "/", hostOnly: true }];
      }

      save(): void {}
    }
    const { galaxy, received } = await start(url, { storage: new Locked() });
    await expect(received("")).rejects.toThrow();
    isLocked = false;
    expect(await received("")).toBe("old=1");
    await galaxy.close();
  });

  it("waits for cookies that are being saved when the integration closes", async () => {
    const { url } = await site();
    const order: string[] = [];
    let begin = (): void => undefined;
    const isSaving = new Promise<void>((resolve) => (begin = resolve));
    class Slow extends CookieStorage {
      load = (): readonly StoredCookie[] => [];

      async save(): Promise<void> {
        begin();
        await setTimeout(100);
        order.push("saved");
      }
    }
    const { galaxy, received } = await start(url, { storage: new Slow() });
    galaxy.get(Earlier).closed = () => order.push("closed");
    await received("", ["new=2"]);
    const advanced = galaxy.clock.advance("1s");
    await isSaving;
    await galaxy.close();
    expect(order).toEqual(["saved", "closed"]);
    await advanced;
  });

  it("starts without any if what was stored is damaged", async () => {
    const { url } = await site();
    const { galaxy, received } = await start(url, { cache: { "galaxy-kit:cookies": "[{" } });
    expect(await received("", ["new=2"])).toBe("");
    await galaxy.close();
  });
});
