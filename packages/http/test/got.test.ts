import { Aborted, BackendError, NetworkError } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { failure, newClient } from "./support/client.js";
import { json, serve } from "./support/server.js";

describe("The got instance of a client", () => {
  it("has this package's defaults", async () => {
    const { options } = (await newClient().http.got()).defaults;
    expect(options.timeout.request).toBe(60_000);
    expect(options.retry.limit).toBe(0);
    expect(options.https.rejectUnauthorized).toBe(true);
  });

  it("has the client's base URL, headers, query and timeout", async () => {
    const server = await serve((request, response) => json(response, { url: request.url, headers: request.headers }));
    const shop = newClient().http.extend({
      baseUrl: `${server.url}/api`,
      headers: async () => ({ authorization: "Bearer t" }),
      searchParams: { key: "k" },
      timeout: "1000ms",
    });
    const got = await shop.got();
    expect(await got("games?page=2").json()).toMatchObject({
      url: "/api/games?page=2&key=k",
      headers: { authorization: "Bearer t" },
    });
    expect(got.defaults.options.timeout.request).toBe(1_000);
  });

  it("rejects with GALAXY's errors", async () => {
    const server = await serve((_, response) => json(response, {}, 500));
    const got = await newClient().http.got();
    const error = await failure(got(`${server.url}/?key=s3cr3t`).json());
    expect(error).toBeInstanceOf(BackendError);
    expect(error).toMatchObject({ data: { method: "GET", url: `${server.url}/?key=…`, status: 500 } });
    expect(await failure(got("http://name.invalid/"))).toBeInstanceOf(NetworkError);
  });

  it("retries if configured to", async () => {
    let count = 0;
    const server = await serve((_, response) => json(response, {}, (count += 1) < 3 ? 503 : 200));
    const got = await newClient().http.got();
    const retry = { limit: 2, backoffLimit: 1 };
    expect((await got(server.url, { retry })).statusCode).toBe(200);
    expect(count).toBe(3);
  });

  it("shares the client's connections", async () => {
    let pending = 0;
    let peak = 0;
    const server = await serve((_, response) => {
      peak = Math.max(peak, (pending += 1));
      setImmediate(() => response.end("ok", () => (pending -= 1)));
    });
    const { http } = newClient();
    const got = await http.got();
    await Promise.all(Array.from({ length: 60 }, (_, index) => (index % 2 ? got(server.url) : http.get(server.url))));
    expect(peak).toBeGreaterThan(1);
    expect(server.connections).toBeLessThanOrEqual(20);
  });

  it("is aborted at shutdown, even while queued", async () => {
    const { http, lifetime } = newClient();
    const server = await serve(() => (server.connections === 20 ? lifetime.beginShutdown() : undefined));
    const got = await http.got();
    const all = Array.from({ length: 30 }, () => failure(got(server.url).text()));
    for (const error of await Promise.all(all)) expect(error).toBeInstanceOf(Aborted);
    expect(server.connections).toBe(20);
  });

  it("sends nothing after the shutdown", async () => {
    const { http, lifetime } = newClient();
    const server = await serve(() => lifetime.beginShutdown());
    const got = await http.got();
    expect(await failure(got(server.url))).toBeInstanceOf(Aborted);
    await lifetime.end();
    expect(await failure((await http.got())(server.url))).toBeInstanceOf(Aborted);
  });
});
