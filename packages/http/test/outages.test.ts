import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import * as sdk from "@galaxy-kit/sdk";
import {
  Authenticate,
  GalaxyPlugin,
  type Game,
  InvalidCredentials,
  LicenseType,
  OwnedGames,
  Platform,
  Service,
  type SourceRun,
} from "@galaxy-kit/sdk";
import { FakeApi, FakeClock, FakeResponse, settle, startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { baseUrlOf, CookieJar, HttpApi, HttpAuth, HttpClient, type HttpRequest } from "../src/index.js";
import { failure } from "./support/client.js";

// What the page about HTTP promises for each failure, with a real backend that fails in that way.

const KEY = "s3cr3t-api-key";
const TOKEN = "s3cr3t-token";
const COOKIE = "s3cr3t-cookie";

@Service()
class Key extends HttpAuth {
  isRefused = false;

  authorize({ url, headers }: HttpRequest): void {
    url.searchParams.set("key", KEY);
    headers["x-token"] = TOKEN;
  }

  async refused(): Promise<boolean> {
    if (this.isRefused) throw new InvalidCredentials("The key is not valid");
    return false;
  }
}

const Page = z.object({ games: z.array(z.string()) });

@HttpApi({ auth: Key, cookies: CookieJar, timeout: "20s" })
class ShopApi extends HttpClient {
  owned(signal: AbortSignal, retry?: false) {
    return this.pages("/owned", { page: "page", schema: Page, items: ({ games }) => games, signal, retry });
  }
}

@Service()
class Library {
  retry: false | undefined;
  isLoggingIn = false;

  constructor(private readonly api: ShopApi) {}

  @Authenticate()
  async login(_stored: unknown, signal: AbortSignal) {
    const pages = this.isLoggingIn ? this.api.owned(signal, false) : [];
    for await (const id of pages) expect(typeof id).toBe("string");
    return { userId: "ada", userName: "Ada" };
  }

  @OwnedGames({ refresh: "10m" })
  async *owned({ signal }: SourceRun<Game>) {
    const licenseInfo = { licenseType: LicenseType.SinglePurchase };
    for await (const id of this.api.owned(signal, this.retry)) yield { gameId: id, gameTitle: id, licenseInfo };
  }
}

@GalaxyPlugin({ platform: Platform.Test, services: [Library] })
class ShopPlugin {}

let backend: FakeApi;
let galaxy: TestGalaxy;
let games: string[];
let pageSize: number;
/** Responds to the requests for pages in place of the backend. */
let instead: ((page: number) => unknown) | undefined;

const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `game-${index}`);

beforeEach(async () => {
  const clock = new FakeClock();
  games = many(120);
  pageSize = 50;
  instead = undefined;
  backend = await FakeApi.start({ clock });
  backend.get("/owned", ({ query }) => {
    const page = Number(query.get("page"));
    const body = instead?.(page) ?? { games: games.slice((page - 1) * pageSize, page * pageSize) };
    return body instanceof FakeResponse
      ? body
      : new FakeResponse(body, { headers: { "set-cookie": `session=${COOKIE}`, "content-type": "application/json" } });
  });
  galaxy = await startTestPlugin(ShopPlugin, {
    clock,
    overrides: [{ provide: baseUrlOf(ShopApi), useValue: backend.url }],
  });
});

afterEach(async () => {
  await galaxy.close();
  await backend.close();
  const sent = galaxy.notifications.filter(({ method }) => method !== "push_cache");
  for (const secret of [KEY, TOKEN, COOKIE]) {
    expect(galaxy.log.text).not.toContain(secret);
    expect(JSON.stringify(sent)).not.toContain(secret);
  }
});

/** Imports the library, and then something goes wrong. */
async function importFirst(): Promise<void> {
  await galaxy.authenticate();
  expect(await galaxy.importOwnedGames()).toHaveLength(120);
  expect(await galaxy.get(CookieJar).get("session", backend.url)).toBe(COOKIE);
}

/**
 * Resolves to the most processor time, in milliseconds, that a turn of the event loop takes until a promise settles. Time that other
 * programs take does not count.
 */
async function longestTurn(promise: Promise<unknown>): Promise<number> {
  let isOver = false;
  const end = (): void => void (isOver = true);
  promise.then(end, end);
  let longest = 0;
  for (let before = process.cpuUsage(); !isOver; before = process.cpuUsage()) {
    await setImmediate();
    const { user, system } = process.cpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
  }
  return longest;
}

/** Moves the clock until a promise settles. */
async function settled<T>(promise: Promise<T>, step: sdk.Duration = "1s"): Promise<T> {
  let isDone = false;
  void promise.finally(() => (isDone = true)).catch(() => undefined);
  for (let count = 0; count < 300 && !isDone; count += 1) {
    await galaxy.clock.advance(step);
    for (let turn = 0; turn < 30 && !isDone; turn += 1) await settle();
  }
  return promise;
}

const status =
  (code: number, headers = {}) =>
  (): void => {
    backend.fail(code, { headers });
  };

/** How to make each row of the table happen. */
const provocations: Readonly<Record<string, () => unknown>> = {
  "status 401 that `auth` cannot renew": status(401),
  "a session or a key that is refused for good": () => {
    galaxy.get(Key).isRefused = true;
    backend.fail(401);
  },
  "status 403": status(403),
  "status 429": status(429),
  "status 429 with `Retry-After`": status(429, { "retry-after": "1200" }),
  "status 503": status(503),
  "any other status of 500 and above": status(502),
  "any other status of 400 and above": status(418),
  "a challenge page that only a browser can pass": () => backend.fail("challenge"),
  "a page of HTML where JSON is due": () => backend.fail("HTML"),
  "no complete response in time": () => backend.fail("hangs"),
  "the server hangs up before or during its response": () => backend.fail("breaks off"),
  "no connection, unknown host, invalid certificate, a proxy that refuses": () => backend.stop(),
  "a body that is not valid JSON, is too large, or is not HTTP": () => backend.fail("invalid JSON"),
  "JSON that does not fit its schema": () => (instead = () => ({ games: [1] })),
  "pages that never end": () => (instead = () => ({ games: ["game-1"] })),
};

const page = readFileSync(new URL("../../../docs/reference/http.md", import.meta.url), "utf8");
const [, table = ""] = /^## Errors\n.*?\n\|---\|---\|---\|---\|\n(.*?)\n\n/ms.exec(page) ?? [];
const rows = table.split("\n").map((row) =>
  row
    .split("|")
    .map((cell) => cell.trim())
    .slice(1, 5),
);

describe("The table of failures", () => {
  it("has the failures that are tried here", () => {
    expect(rows.map(([what]) => what)).toEqual([...Object.keys(provocations), "the integration closes"]);
  });

  const tried = rows.filter(([what = ""]) => what in provocations);

  it.each(tried)("is right: %s is %s for a source", async (what = "", _error, _shown, later = "") => {
    await importFirst();
    galaxy.get(Library).retry = false;
    await provocations[what]?.();
    await galaxy.clock.advance("11m");
    const { state } = galaxy.source("ownedGames");
    expect(state).toMatchObject({ kind: "failing", count: 120 });
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
    expect(galaxy.received("authenticationLost")).toHaveLength(later === "Connection lost" ? 1 : 0);
    expect(later).toBe(state.paused ? "Connection lost" : "nothing");
    if (state.paused) return;

    await backend.resume();
    backend.recover();
    instead = undefined;
    await galaxy.clock.advance("25m");
    expect(galaxy.source("ownedGames").state).toMatchObject({ kind: "fresh", count: 120 });
    expect(galaxy.log.messages("info").at(-1)).toMatch(/^Library.owned works again after/);
  });

  it.each(tried)("is right: %s is %s, which shows %s at a login", async (what = "", error = "", shown = "") => {
    galaxy.get(Library).isLoggingIn = true;
    await provocations[what]?.();
    const reason = await failure(settled(galaxy.authenticate(), "30s"));
    expect(reason).toMatchObject({ code: sdk[/\w+/.exec(error)?.[0] as "NetworkError"].code });
    expect(shown).toBe(reason instanceof InvalidCredentials ? "Connection lost" : "Offline. Retry");
  });
});

describe("An import", () => {
  it("loses nothing if the backend is down for ten seconds", async () => {
    await importFirst();
    await galaxy.clock.advance("9m");
    backend.fail(503, { for: "70s" });
    await galaxy.clock.advance("20m");
    expect(galaxy.source("ownedGames").state).toMatchObject({ kind: "fresh", count: 120 });
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
    expect(galaxy.log.messages("warn").filter((line) => line.includes("retrying"))).toHaveLength(1);
  });

  it("survives a backend that is killed between two pages and comes back", async () => {
    await galaxy.authenticate();
    instead = (number) => {
      if (number !== 2) return undefined;
      void backend.stop();
      return undefined;
    };
    const pending = galaxy.importOwnedGames();
    for (let turn = 0; turn < 60; turn += 1) await settle();
    instead = undefined;
    await backend.resume();
    expect(await settled(pending)).toHaveLength(120);
    expect(galaxy.log.messages("warn").filter((line) => line.includes("retrying"))).toHaveLength(1);
  });

  it("of 10,000 games keeps the event loop free for pings", async () => {
    games = many(10_000);
    pageSize = 500;
    await galaxy.authenticate();
    const pending = galaxy.importOwnedGames();
    expect(await longestTurn(pending)).toBeLessThan(1000);
    expect(await pending).toHaveLength(10_000);
    expect(backend.requests).toHaveLength(21);
  });

  it("does not notice that the clock is set by an hour during a pause", async () => {
    await galaxy.authenticate();
    for (const jump of ["1h", "-1h"] as const) {
      backend.fail(503, { times: 1, headers: { "retry-after": "5" } });
      const pending = galaxy.importOwnedGames();
      for (let turn = 0; turn < 60; turn += 1) await settle();
      galaxy.clock.jump(jump);
      expect(await settled(pending)).toHaveLength(120);
      galaxy.source("ownedGames").invalidate();
    }
  });

  it("is over when the integration closes, whatever the backend says later", async () => {
    await galaxy.authenticate();
    backend.delay("5s");
    const pending = failure(galaxy.importOwnedGames());
    for (let turn = 0; turn < 60; turn += 1) await settle();
    expect(backend.requests).toHaveLength(1);
    await galaxy.close();
    await galaxy.clock.advance("1m");
    expect(await pending).toBeInstanceOf(sdk.Aborted);
    expect(backend.requests).toHaveLength(1);
    expect(galaxy.log.messages("error")).toEqual([]);
  });
});
