import type { IncomingMessage, ServerResponse } from "node:http";
import {
  Aborted,
  BackendError,
  BackendNotAvailable,
  type Duration,
  GalaxyPlugin,
  NetworkError,
  NoLogin,
  OwnedGames,
  Platform,
  RetryAfter,
  Service,
  TooManyRequests,
} from "@galaxy-kit/sdk";
import { FakeClock, settle, startTestPlugin } from "@galaxy-kit/testing";
import { describe, expect, it } from "@jest/globals";
import { baseUrlOf, HttpApi, HttpClient, type RetryOptions } from "../src/index.js";
import { failure, newClient } from "./support/client.js";
import { json, serve } from "./support/server.js";

type Respond = (response: ServerResponse, request: IncomingMessage) => void;

const status =
  (code: number, headers: Record<string, string> = {}): Respond =>
  (response) =>
    response.writeHead(code, headers).end();

/** A backend that responds in a given order; after that, with "ok". */
async function backend(script: Respond[], retry: RetryOptions | false = {}) {
  const clock = new FakeClock();
  const arrivals: number[] = [];
  const started = clock.now();
  const server = await serve((request, response) => {
    arrivals.push(clock.now() - started);
    (script.shift() ?? ((ok) => json(ok, "ok")))(response, request);
  });
  const { http, log, lifetime } = newClient(clock);
  return { clock, arrivals, server, log, lifetime, api: http.extend({ baseUrl: server.url, retry }) };
}

/** Moves the clock until a promise settles, for this long at most. */
async function resultOf<T>(promise: Promise<T>, clock: FakeClock, within: Duration = "2m"): Promise<T> {
  let settled = false;
  const done = promise.finally(() => (settled = true));
  done.catch(() => undefined);
  const end = clock.now() + Number.parseInt(within) * 60_000;
  while (!settled && clock.now() < end) {
    await clock.advance("1s");
    // Real sockets: a response takes some turns of the event loop.
    for (let turn = 0; turn < 50 && !settled; turn += 1) await settle();
  }
  return done;
}

/** Resolves when so many requests have arrived and their responses have come back, while the clock stands still. */
async function answered(arrivals: readonly number[], count: number): Promise<void> {
  while (arrivals.length < count) await settle();
  for (let turn = 0; turn < 50; turn += 1) await settle();
}

describe("A request that fails for a reason that may pass", () => {
  it.each<[what: string, respond: Respond]>([
    ["status 500", status(500)],
    ["status 503", status(503)],
    ["status 429", status(429)],
    ["status 522", status(522)],
    ["a reset connection", (response) => response.socket?.resetAndDestroy()],
    [
      "a body that breaks off",
      (response) => (response.writeHead(200, { "content-length": 100 }).write("{"), response.socket?.destroySoon()),
    ],
  ])("is sent again after a pause: %s", async (_, respond) => {
    const { api, clock, arrivals, log } = await backend([respond, respond]);
    expect(await resultOf(api.get("games").json(), clock)).toBe("ok");
    expect(arrivals).toHaveLength(3);
    expect(log.lines).toHaveLength(2);
    expect(log.lines[0]).toMatch(/^warn: GET http.*\/games .*; retrying$/);
    expect(log.lines[1]).toMatch(/^info: http.* works again after \d s$/);
  });

  it("is sent again when the backend listens again", async () => {
    const { api, clock, server, log } = await backend([]);
    await server.close();
    expect(await failure(resultOf(api.get("games"), clock))).toBeInstanceOf(NetworkError);
    expect(log.lines).toEqual([expect.stringMatching(/ECONNREFUSED; retrying$/)]);
  });

  it("fails after the last retry, whose pauses double at most", async () => {
    const { api, clock, arrivals } = await backend(
      Array.from({ length: 9 }, () => status(503)),
      { limit: 4, from: "2s", to: "5s" },
    );
    expect(await failure(resultOf(api.get("games"), clock))).toBeInstanceOf(BackendNotAvailable);
    expect(arrivals).toHaveLength(5);
    const pauses = arrivals.slice(1).map((time, index) => time - (arrivals[index] ?? 0));
    // Steps of a second: this test moves the clock.
    for (const [index, most] of [2, 4, 5, 5].entries()) expect(pauses[index]).toBeLessThanOrEqual((most + 1) * 1000);
  });

  it("does not come back at the same time as others: pauses are random", async () => {
    const { api, clock, arrivals } = await backend(
      Array.from({ length: 20 }, () => status(503)),
      { limit: 1, from: "20s" },
    );
    const all = Promise.all(Array.from({ length: 20 }, () => api.get("games")));
    await answered(arrivals, 20);
    await resultOf(all, clock);
    const pauses = arrivals.slice(20);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(10_000);
    expect(new Set(pauses).size).toBeGreaterThan(5);
  });

  it("outlasts an outage of fifteen seconds, however random the pauses are", async () => {
    const clock = new FakeClock();
    const end = clock.now() + 15_000;
    const server = await serve((_, response) =>
      clock.now() < end ? response.writeHead(503).end() : json(response, "ok"),
    );
    const api = newClient(clock).http.extend({ baseUrl: server.url, retry: {} });
    const results = Promise.all(Array.from({ length: 20 }, () => api.get("games").json()));
    expect(new Set(await resultOf(results, clock))).toEqual(new Set(["ok"]));
  });
});

describe("A request that is not sent again", () => {
  it.each<[what: string, send: (api: HttpClient) => Promise<unknown>, code?: number]>([
    ["a POST", (api) => api.post("games")],
    ["a PATCH", (api) => api.patch("games")],
    ["one with retry: false", (api) => api.get("games", { retry: false })],
    ["one of a client without retries", (api) => api.extend({ retry: false }).get("games")],
    [
      "one whose status has a meaning of its own",
      (api) => api.get("games", { errors: { 503: () => new BackendError("mine") } }),
    ],
    ["one that did something wrong", (api) => api.get("games"), 404],
  ])("is %s", async (_, send, code = 503) => {
    const { api, clock, arrivals, log } = await backend([status(code)]);
    await failure(resultOf(send(api), clock));
    expect(arrivals).toEqual([0]);
    expect(log.lines.filter((line) => line.includes("retrying"))).toEqual([]);
  });

  it("unless a POST says that it may arrive twice", async () => {
    const bodies: string[] = [];
    const { api, clock } = await backend([
      (response, request) => {
        request.on("data", (data) => bodies.push(String(data)));
        request.on("end", () => response.writeHead(503).end());
      },
      (response, request) => {
        request.on("data", (data) => bodies.push(String(data)));
        request.on("end", () => json(response, "ok"));
      },
    ]);
    expect(await resultOf(api.post("query", { json: { q: 1 }, idempotent: true }).json(), clock)).toBe("ok");
    expect(bodies).toEqual(['{"q":1}', '{"q":1}']);
  });
});

describe("Retry-After", () => {
  const dateIn = (clock: FakeClock, seconds: number): string => new Date(clock.now() + seconds * 1000).toUTCString();

  it("replaces the pause, in seconds", async () => {
    const { api, clock, arrivals } = await backend([status(429, { "retry-after": "7" })]);
    expect(await resultOf(api.get("games").json(), clock)).toBe("ok");
    expect(arrivals).toEqual([0, 7000]);
  });

  it("may be a date, which counts from the server's clock: that of this computer may be wrong by an hour", async () => {
    const clock = new FakeClock();
    const date = dateIn(clock, 3600);
    const { api, arrivals, clock: own } = await backend([status(503, { date, "retry-after": dateIn(clock, 3607) })]);
    expect(await resultOf(api.get("games").json(), own)).toBe("ok");
    expect(arrivals).toEqual([0, 7000]);
  });

  it.each(["0", "-5", "soon", "Thu, 01 Jan 1970 00:00:00 GMT"])("%s is ignored", async (value) => {
    const { api, clock, arrivals } = await backend([status(503, { "retry-after": value })]);
    expect(await resultOf(api.get("games").json(), clock)).toBe("ok");
    expect(arrivals[1]).toBeLessThanOrEqual(2000);
  });

  it("that is too long fails at once, with the delay in the error", async () => {
    const { api, clock, arrivals } = await backend([
      status(429, { "retry-after": "61" }),
      status(503, { "retry-after": "3600" }),
      status(429, { "retry-after": "9999999999" }),
    ]);
    const limited = await failure(resultOf(api.get("games?key=k"), clock));
    expect(limited).toBeInstanceOf(RetryAfter);
    expect(limited).toMatchObject({
      delay: "61000ms",
      message: expect.stringMatching(/games\?key=… returned status 429, and asks to wait for 61 s$/),
    });
    const down = await failure(resultOf(api.get("games"), clock));
    expect(down).toBeInstanceOf(BackendNotAvailable);
    expect(RetryAfter.delayOf(down)).toBe("3600000ms");
    expect(RetryAfter.delayOf(await failure(resultOf(api.get("games"), clock)))).toBe("2147483647ms");
    expect(arrivals).toHaveLength(3);
  });

  it("is in the error of a client without retries, too; without it, a 429 is TooManyRequests", async () => {
    const { api } = await backend([status(429, { "retry-after": "5" }), status(429)], false);
    expect(RetryAfter.delayOf(await failure(api.get("games")))).toBe("5000ms");
    const error = await failure(api.get("games"));
    expect(error).toBeInstanceOf(TooManyRequests);
    expect(error).not.toBeInstanceOf(RetryAfter);
  });
});

describe("A pause before a retry", () => {
  it("ends when the caller's signal fires, and when the integration closes", async () => {
    const { api, lifetime, arrivals } = await backend([
      status(503, { "retry-after": "30" }),
      status(503, { "retry-after": "30" }),
    ]);
    const controller = new AbortController();
    const first = failure(api.get("games", { signal: controller.signal }));
    const second = failure(api.get("games"));
    for (let turn = 0; turn < 200 && arrivals.length < 2; turn += 1) await settle();
    await settle();
    controller.abort(new Error("stopped"));
    expect(await first).toEqual(new Error("stopped"));
    lifetime.beginShutdown();
    expect(await second).toBeInstanceOf(Aborted);
  });
});

it("Many requests that fail at the same time are one line in the log, and so is the recovery", async () => {
  const { api, clock, log, arrivals } = await backend(Array.from({ length: 100 }, () => status(503)));
  const all = Promise.all(Array.from({ length: 100 }, () => api.get("games")));
  await answered(arrivals, 100);
  await resultOf(all, clock);
  expect(log.lines).toHaveLength(2);
});

it("A source rests for as long as the backend asks", async () => {
  @HttpApi({ baseUrl: "https://shop.invalid" })
  class ShopApi extends HttpClient {}

  @Service()
  class Library {
    constructor(private readonly api: ShopApi) {}

    @OwnedGames({ refresh: "10m" })
    async owned(): Promise<[]> {
      await this.api.get("owned");
      return [];
    }
  }

  @GalaxyPlugin({ platform: Platform.Test, services: [Library] })
  @NoLogin()
  class ShopPlugin {}

  let count = 0;
  const server = await serve((_, response) => {
    count += 1;
    if (count === 1) return json(response, []);
    response.writeHead(429, { "retry-after": "1800" }).end();
  });
  const galaxy = await startTestPlugin(ShopPlugin, {
    overrides: [{ provide: baseUrlOf(ShopApi), useValue: server.url }],
  });
  await galaxy.authenticate();
  await galaxy.importOwnedGames();
  await galaxy.clock.advance("10m");
  expect(count).toBe(2);
  await galaxy.clock.advance("29m");
  expect(count).toBe(2);
  await galaxy.clock.advance("2m");
  expect(count).toBe(3);
  await galaxy.close();
});
