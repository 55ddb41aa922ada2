import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  FakeApi,
  FakeClock,
  type FakeFailure,
  type FakePagesOptions,
  FakeResponse,
  startOAuthServer,
} from "../src/index.js";

let clock: FakeClock;
let api: FakeApi;

beforeEach(async () => {
  clock = new FakeClock();
  api = await FakeApi.start({ clock });
});

afterEach(() => api.close());

async function body(path: string, init?: RequestInit): Promise<unknown> {
  return (await fetch(api.url + path, init)).json();
}

async function status(path = "/"): Promise<number> {
  const response = await fetch(api.url + path);
  await response.arrayBuffer();
  return response.status;
}

describe("Routes", () => {
  it("respond with JSON, or with whatever a FakeResponse says; a later one replaces an earlier one", async () => {
    api.get("/users/:id/games/:game", ({ params }) => params);
    api.post("/token", (request) => ({ form: request.form().get("grant"), at: request.at }));
    api.get("/text", () => "a text");
    api.get("/page", () => new FakeResponse("<p>", { status: 401, headers: { "x-left": "3" } }));
    api.get("/text", () => ["another"]);
    api.get("/nothing", () => undefined);
    expect(await body("/users/a%2Fb/games/7?x=1")).toEqual({ id: "a/b", game: "7" });
    const form = new URLSearchParams({ grant: "code" });
    expect(await body("/token", { method: "POST", body: form })).toEqual({ form: "code", at: clock.now() });
    expect(await body("/text")).toEqual(["another"]);
    expect(await body("/nothing")).toBeNull();
    const page = await fetch(`${api.url}/page`);
    const { headers } = page;
    expect([page.status, headers.get("content-type"), headers.get("x-left")]).toEqual([
      401,
      "text/html; charset=utf-8",
      "3",
    ]);
    expect(await status("/missing")).toBe(404);
    expect(api.requests.map(({ method, path }) => `${method} ${path}`)[1]).toBe("POST /token");
    expect(api.requests[0]?.query.get("x")).toBe("1");
  });

  it("that throw respond with 500 and the reason, and closing the backend reports the first one", async () => {
    const mistake = new TypeError("my mistake");
    api.get("/games/:id", () => {
      throw mistake;
    });
    api.get("/later", () => Promise.reject(new Error("another")));
    expect(await body("/games/7")).toEqual({ error: "TypeError: my mistake" });
    expect(await status("/later")).toBe(500);
    const error = (await api.close().catch((reason: unknown) => reason)) as Error;
    expect([error.message, error.cause]).toEqual([
      "A route of the FakeApi failed: GET /games/:id: my mistake",
      mistake,
    ]);
    await expect(fetch(api.url)).rejects.toThrow("fetch failed");
    await api.close();
  });

  it.each<[result: string, handler: () => unknown, reason: RegExp]>([
    ["a value that is not JSON", () => 1n, /POST \/x: .*BigInt/],
    ["a body that is not JSON", () => new FakeResponse({ id: 1n }), /POST \/x: .*BigInt/],
    ["a status that does not exist", () => new FakeResponse("", { status: 42 }), /POST \/x: .*status/],
    ["an invalid header", () => new FakeResponse("", { headers: { a: "\n" } }), /POST \/x: .*header/],
  ])("that return %s have failed, too", async (_, handler, reason) => {
    api.post("/x", handler);
    expect((await fetch(`${api.url}/x`, { method: "POST" })).status).toBe(500);
    await expect(api.close()).rejects.toThrow(reason);
  });

  it("are listed if there is none for a request", async () => {
    expect(await body("/games")).toEqual({ error: "no route for GET /games. No route is defined yet" });
    api.get("/owned", () => []);
    api.post("/x", () => []);
    api.get("/owned", () => [1]);
    expect(await body("/games")).toEqual({ error: "no route for GET /games. The routes are: GET /owned, POST /x" });
  });

  it.each([
    ["games", 'The path "games" must start with "/".'],
    ["/games?x=1", 'The path "/games?x=1" must not contain "?": look at request.query.'],
    ["/a/:user-id", '":user-id" in the path "/a/:user-id" must be a name, such as ":userId".'],
    ["/a/:id.json", '":id.json" in the path "/a/:id.json" must be a name, such as ":userId".'],
    ["/:id/of/:id", 'The path "/:id/of/:id" must contain ":id" only once.'],
  ])("and failures reject the path %s, and say why", (path, message) => {
    expect(() => api.get(path, () => 1)).toThrow(new TypeError(message));
    expect(() => api.fail(503, { path })).toThrow(new TypeError(message));
  });
});

describe("Pages", () => {
  const items = (): number[] => [1, 2, 3, 4, 5];

  it.each<[options: Partial<FakePagesOptions<number>>, query: string, expected: unknown]>([
    [{ page: "page" }, "?page=3", { items: [5], total: 5 }],
    [{ page: "page", first: 0 }, "?page=0", { items: [1, 2], total: 5 }],
    [{ offset: "from", sizeParam: "limit" }, "?from=1&limit=1", { items: [2], total: 5 }],
    [{ offset: "from", sizeParam: "limit" }, "?from=1&limit=99", { items: [2, 3], total: 5 }],
    [{ cursor: "c" }, "", { items: [1, 2], total: 5, next: "2" }],
    [{ cursor: "c" }, "?c=4", { items: [5], total: 5 }],
  ])("%j respond to %s", async (options, query, expected) => {
    api.pages("/list", { items, size: 2, ...options });
    expect(await body(`/list${query}`)).toEqual(expected);
  });

  it("link to the next page", async () => {
    api.pages("/list", { items, size: 2, link: true });
    const first = await fetch(`${api.url}/list?sort=name`);
    expect(first.headers.get("link")).toBe('</list?sort=name&after=2>; rel="next"');
    expect((await fetch(`${api.url}/list?after=4`)).headers.get("link")).toBeNull();
  });
});

describe("A limit", () => {
  beforeEach(() => api.get("/", () => 1));

  it("is a window on the clock of the test", async () => {
    api.limit({ requests: 2, per: "10s" });
    expect([await status(), await status()]).toEqual([200, 200]);
    clock.jump("4s");
    const refused = await fetch(api.url);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "6"]);
    clock.jump("6s");
    expect(await status()).toBe(200);
  });

  it("may say when to come back as a date, or not at all", async () => {
    api.limit({ requests: 1, per: "10s", retryAfter: "none" });
    await status();
    expect((await fetch(api.url)).headers.has("retry-after")).toBe(false);
    api.recover();
    api.limit({ requests: 1, per: "10s", retryAfter: "date" });
    await status();
    const { headers } = await fetch(api.url);
    expect(Date.parse(headers.get("retry-after") ?? "") - Date.parse(headers.get("date") ?? "")).toBe(10_000);
  });
});

describe("A failure", () => {
  beforeEach(() => {
    api.get("/", () => 1);
    api.get("/other", () => 2);
  });

  it("may be a status, for some requests, for a while, for a path, with headers, until it is over", async () => {
    api.fail(503, { times: 2, headers: { "retry-after": "7" } });
    expect((await fetch(api.url)).headers.get("retry-after")).toBe("7");
    expect([await status(), await status()]).toEqual([503, 200]);
    api.fail(500, { for: "10s", path: "/" });
    expect([await status(), await status("/other")]).toEqual([500, 200]);
    clock.jump("10s");
    expect(await status()).toBe(200);
    api.fail(502);
    expect(await status()).toBe(502);
    api.fail(502, { body: "<h1>Bad gateway</h1>" });
    const page = await fetch(api.url);
    expect([page.headers.get("content-type"), await page.text()]).toEqual([
      "text/html; charset=utf-8",
      "<h1>Bad gateway</h1>",
    ]);
    api.fail(422, { body: { errors: ["no"] } });
    expect(await (await fetch(api.url)).json()).toEqual({ errors: ["no"] });
    api.recover();
    expect(await status()).toBe(200);
  });

  it("may be for the paths of a route, and so may a delay", async () => {
    api.get("/:id/x", () => 1);
    api.fail(503, { path: "/:id/x", times: 1 });
    expect([await status("/"), await status("/a/x"), await status("/a/x")]).toEqual([200, 503, 200]);
    api.delay("5s", { path: "/:id/x" });
    const { length } = api.requests;
    const pending = status("/a/x");
    while (api.requests.length === length) await setImmediate();
    expect(await Promise.race([pending, status("/other").then(() => "waits")])).toBe("waits");
    await clock.advance("5s");
    expect(await pending).toBe(200);
  });

  it.each(["hang", "toString", "503", 99, 600, 200.5, NaN])("cannot be %j", async (failure) => {
    const shown = typeof failure === "string" ? `"${failure}"` : String(failure);
    const names = '"hangs", "resets", "breaks off", "invalid JSON", "HTML", "challenge"';
    const error = new TypeError(`A backend cannot fail with ${shown}: use a status from 100 to 599, or ${names}.`);
    expect(() => api.fail(failure as FakeFailure)).toThrow(error);
    const server = await startOAuthServer({ clock });
    expect(() => server.fail(failure as FakeFailure)).toThrow(error);
    await server.close();
  });

  it("may be a lost connection", async () => {
    api.fail("resets", { times: 1 });
    await expect(fetch(api.url)).rejects.toThrow();
    api.fail("breaks off", { times: 1 });
    await expect(fetch(api.url).then((response) => response.json())).rejects.toThrow();
    api.fail("hangs", { times: 1 });
    const caller = new AbortController();
    const pending = fetch(api.url, { signal: caller.signal });
    const { length } = api.requests;
    while (api.requests.length === length) await setImmediate();
    caller.abort();
    await expect(pending).rejects.toThrow(/abort/i);
    expect(await status()).toBe(200);
  });

  it("may be a response that is not JSON", async () => {
    api.fail("invalid JSON", { times: 1 });
    await expect(body("/")).rejects.toThrow(/JSON/);
    api.fail("HTML", { times: 1 });
    expect((await fetch(api.url)).headers.get("content-type")).toContain("text/html");
    api.fail("challenge", { times: 1 });
    const challenge = await fetch(api.url);
    expect([challenge.status, challenge.headers.get("cf-mitigated")]).toEqual([403, "challenge"]);
  });

  it("may be that nothing listens, and that it listens again on the same port", async () => {
    const { url } = api;
    await api.stop();
    await expect(fetch(url)).rejects.toThrow();
    await api.resume();
    expect(api.url).toBe(url);
    expect(await status()).toBe(200);
  });
});

it("A backend listens on the port that it is given", async () => {
  const { url } = api;
  await api.close();
  api = await FakeApi.start({ clock, port: Number(new URL(url).port) });
  expect(api.url).toBe(url);
  expect(await status()).toBe(404);
});

it("A delay lasts until the test moves the clock", async () => {
  api.get("/", () => 1);
  api.delay("5s", { times: 1 });
  let isDone = false;
  const pending = body("/").finally(() => (isDone = true));
  while (api.requests.length === 0) await setImmediate();
  await clock.advance("4s");
  expect(isDone).toBe(false);
  await clock.advance("1s");
  expect(await pending).toBe(1);
  expect(await body("/")).toBe(1);
});
