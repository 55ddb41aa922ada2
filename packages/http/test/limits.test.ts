import type { IncomingMessage, ServerResponse } from "node:http";
import { Aborted, type Duration, RetryAfter, TooManyRequests } from "@galaxy-kit/sdk";
import { FakeClock, settle } from "@galaxy-kit/testing";
import { describe, expect, it } from "@jest/globals";
import type { HttpClientOptions, RequestOptions } from "../src/index.js";
import { failure, newClient } from "./support/client.js";
import { json, serve } from "./support/server.js";

interface Arrival {
  readonly path: string;
  /** Milliseconds after the start of the test. */
  readonly at: number;
}

/** A backend that notes when requests arrive. */
async function backend(
  options: HttpClientOptions,
  respond = (response: ServerResponse, _: IncomingMessage) => json(response, "ok"),
) {
  const clock = new FakeClock();
  const started = clock.now();
  const arrivals: Arrival[] = [];
  const server = await serve((request, response) => {
    arrivals.push({ path: request.url ?? "", at: clock.now() - started });
    respond(response, request);
  });
  const { http, lifetime, log } = newClient(clock);
  const api = http.extend({ baseUrl: server.url, ...options });
  const send = (count: number, path = "games", request?: RequestOptions) =>
    Array.from({ length: count }, () => api.get(path, request).text());
  return { clock, arrivals, api, send, lifetime, log };
}

/** Real sockets: a request and its response take some turns of the event loop. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await settle();
}

async function advance(clock: FakeClock, step: Duration, steps: number): Promise<void> {
  for (let done = 0; done < steps; done += 1) {
    await clock.advance(step);
    await rest();
  }
}

/** Returns how many requests arrived within the busiest window of this length. */
function busiest(arrivals: readonly Arrival[], windowMs: number): number {
  return Math.max(
    ...arrivals.map(({ at }) => arrivals.filter((other) => other.at >= at && other.at < at + windowMs).length),
  );
}

describe("A rate", () => {
  it("is never exceeded within any window, by all callers of an API together", async () => {
    const { clock, arrivals, api, send } = await backend({ rate: { requests: 4, per: "1s" } });
    const store = api.extend({ headers: { store: "1" } });
    const all = [...send(7), ...Array.from({ length: 6 }, () => store.get("store").text())];
    await rest();
    expect(arrivals).toHaveLength(4);
    await advance(clock, "100ms", 35);
    await Promise.all(all);
    expect(arrivals).toHaveLength(13);
    expect(busiest(arrivals, 1000)).toBe(4);
  });

  it("with a burst lets that many go at once after a pause", async () => {
    const { clock, arrivals, send } = await backend({ rate: { requests: 2, per: "1s", burst: 5 } });
    const all = send(9);
    await rest();
    expect(arrivals).toHaveLength(5);
    await advance(clock, "500ms", 4);
    expect(arrivals.slice(5).map(({ at }) => at)).toEqual([500, 1000, 1500, 2000]);
    await Promise.all(all);
    await clock.advance("1h");
    const more = send(9);
    await rest();
    expect(arrivals).toHaveLength(14);
    await advance(clock, "500ms", 4);
    await Promise.all(more);
  });

  it("can be one of several that all apply", async () => {
    const { clock, arrivals, send } = await backend({
      rate: [
        { requests: 2, per: "1s" },
        { requests: 5, per: "1m" },
      ],
    });
    const all = send(7);
    await rest();
    await advance(clock, "1s", 5);
    expect(arrivals.map(({ at }) => at)).toEqual([0, 0, 1000, 1000, 2000]);
    await advance(clock, "1m", 1);
    await Promise.all(all);
    expect(busiest(arrivals, 60_000)).toBe(5);
  });

  it("counts for each key by itself", async () => {
    const { clock, arrivals, send } = await backend({
      rate: { requests: 1, per: "1s", key: ({ url }) => url.pathname.split("/")[1] ?? "" },
    });
    const all = [...send(2, "titles/1"), ...send(2, "trophies/1")];
    await rest();
    expect(arrivals.map(({ path }) => path)).toEqual(["/titles/1", "/trophies/1"]);
    await advance(clock, "1s", 1);
    await Promise.all(all);
  });

  it("lets an urgent request go before the hundred of an import", async () => {
    const { clock, arrivals, send } = await backend({ rate: { requests: 2, per: "1s" } });
    const all = send(20, "import");
    await rest();
    const urgent = send(1, "user", { urgent: true });
    await advance(clock, "1s", 1);
    expect(arrivals.map(({ path }) => path)).toEqual(["/import", "/import", "/user", "/import"]);
    await Promise.all(urgent);
    await advance(clock, "1s", 9);
    await Promise.all(all);
  });

  it("is not stopped by a clock that is set back by an hour", async () => {
    const { clock, arrivals, send } = await backend({ rate: { requests: 1, per: "1s" } });
    const all = send(3);
    await rest();
    clock.jump("-1h");
    await advance(clock, "1s", 3);
    await Promise.all(all);
    expect(arrivals).toHaveLength(3);
  });
});

describe("A request that waits for its turn", () => {
  it("leaves when its signal fires, and the others move up", async () => {
    const { clock, arrivals, send } = await backend({ rate: { requests: 1, per: "1s" } });
    const first = send(1);
    const controller = new AbortController();
    const stopped = send(500, "stopped", { signal: controller.signal }).map(failure);
    const last = send(1, "last");
    await rest();
    controller.abort(new Error("stopped"));
    for (const error of await Promise.all(stopped)) expect(error).toEqual(new Error("stopped"));
    await advance(clock, "1s", 1);
    await Promise.all([...first, ...last]);
    expect(arrivals.map(({ path }) => path)).toEqual(["/games", "/last"]);
  });

  it("is aborted when the integration closes", async () => {
    const { send, lifetime } = await backend({ rate: { requests: 1, per: "1h" } });
    const [first, second] = send(2);
    await rest();
    await first;
    lifetime.beginShutdown();
    expect(await failure(second as Promise<unknown>)).toBeInstanceOf(Aborted);
  });

  it("fails if 1,000 others wait", async () => {
    const { http, lifetime } = newClient();
    const api = http.extend({ baseUrl: "http://127.0.0.1:1", rate: { requests: 1, per: "1h" } });
    const all = Array.from({ length: 1002 }, () => failure(api.get("games?key=k")));
    const error = await all[1001];
    expect(error).toBeInstanceOf(TooManyRequests);
    expect(String(error)).toMatch(
      /games\?key=… was not sent: 1000 requests are waiting for the rate limit\. Use each\(\) for many ids$/,
    );
    lifetime.beginShutdown();
    await Promise.all(all);
  });
});

describe("Status 429", () => {
  it("with Retry-After stops all requests of the API until then", async () => {
    let first = true;
    const { clock, arrivals, send } = await backend({ rate: { requests: 100, per: "1s" }, retry: {} }, (response) => {
      if (first) response.writeHead(429, { "retry-after": "20" }).end();
      else json(response, "ok");
      first = false;
    });
    const refused = send(1);
    await rest();
    const others = send(10);
    await rest();
    await advance(clock, "19s", 1);
    expect(arrivals).toHaveLength(1);
    await advance(clock, "1s", 1);
    await Promise.all([...refused, ...others]);
    expect(arrivals).toHaveLength(12);
  });

  it("with Retry-After does not shorten the pause that another response has asked for", async () => {
    const pauses = ["5", "20"];
    const { clock, arrivals, send } = await backend({ rate: { requests: 100, per: "1s" } }, (response) => {
      const pause = pauses.pop();
      if (pause === undefined) json(response, "ok");
      else response.writeHead(429, { "retry-after": pause }).end();
    });
    const refused = send(2).map(failure);
    await rest();
    await Promise.all(refused);
    const later = send(1);
    await advance(clock, "19s", 1);
    expect(arrivals).toHaveLength(2);
    await advance(clock, "1s", 1);
    await Promise.all(later);
  });

  it.each([
    ["a day", "86400"],
    ["an endless number", "9".repeat(400)],
  ])("with %s in Retry-After fails all requests of the API instead of keeping them for days", async (_, seconds) => {
    const { arrivals, send } = await backend({ concurrency: 1, rate: { requests: 100, per: "1s" } }, (response) => {
      response.writeHead(429, { "retry-after": seconds }).end();
    });
    const [refused, waiting] = send(2).map(failure);
    expect(await refused).toBeInstanceOf(RetryAfter);
    expect(await waiting).toMatchObject({
      name: "TooManyRequests",
      message: expect.stringContaining("was not sent"),
    });
    expect(await failure(Promise.all(send(1)))).toBeInstanceOf(RetryAfter);
    expect(arrivals).toHaveLength(1);
  });

  it("without Retry-After halves the rate, which recovers within minutes", async () => {
    const refusals = [true, true];
    const { clock, arrivals, send } = await backend({ rate: { requests: 10, per: "1s" } }, (response) =>
      refusals.pop() ? void response.writeHead(429).end() : json(response, "ok"),
    );
    // Two at the same time are one complaint.
    const refused = send(2).map(failure);
    await rest();
    await Promise.all(refused);
    const slow = send(10);
    await advance(clock, "200ms", 10);
    await Promise.all(slow);
    expect(arrivals.slice(2).map(({ at }) => at)).toEqual(Array.from({ length: 10 }, (_, index) => (index + 1) * 200));
    await clock.advance("1m");
    const fast = send(10);
    await rest();
    expect(arrivals).toHaveLength(22);
    await Promise.all(fast);
  });

  it("without Retry-After slows an API down to a sixteenth at most, however often the backend complains", async () => {
    let isBusy = true;
    const { clock, arrivals, send } = await backend({ rate: { requests: 10, per: "1s" } }, (response) =>
      isBusy ? void response.writeHead(429).end() : json(response, "ok"),
    );
    for (let complaints = 1; complaints <= 8; complaints += 1) {
      const [refused] = send(1).map(failure);
      await advance(clock, "1600ms", 1);
      expect(arrivals).toHaveLength(complaints);
      await refused;
    }
    isBusy = false;
    const slow = send(2);
    await advance(clock, "1600ms", 2);
    expect(arrivals).toHaveLength(10);
    await Promise.all(slow);
  });
});

describe("concurrency", () => {
  it("limits the requests on their way; an urgent one is the next", async () => {
    const waiting: ServerResponse[] = [];
    const { arrivals, send } = await backend({ concurrency: 3 }, (response) => void waiting.push(response));
    const all = send(6);
    await rest();
    expect(waiting).toHaveLength(3);
    const urgent = send(1, "user", { urgent: true });
    await rest();
    for (let answered = 0; answered < 7; answered += 1) {
      waiting.shift()?.end("ok");
      await rest();
      expect(waiting.length).toBeLessThanOrEqual(3);
      if (answered === 0) expect(arrivals.at(-1)?.path).toBe("/user");
    }
    await Promise.all([...all, ...urgent]);
  });

  it("is shared fairly by requests with limits of their own: many of one kind do not keep the others waiting", async () => {
    const { arrivals, send } = await backend({
      concurrency: 1,
      rate: { requests: 100, per: "1s", key: ({ url }) => url.pathname },
    });
    await Promise.all([...send(20, "titles"), ...send(2, "trophies")]);
    expect(arrivals.slice(0, 6).filter(({ path }) => path === "/trophies")).toHaveLength(2);
  });

  it("is free again after a failure", async () => {
    const { send } = await backend({ concurrency: 1 }, (response) => response.socket?.destroy());
    await Promise.all(send(3).map(failure));
  });
});

it.each<[options: HttpClientOptions, message: string]>([
  [{ rate: { requests: 0, per: "1s" } }, "rate.requests is 0. Use a whole number of at least 1."],
  [{ rate: [{ requests: 1, per: "soon" as never }] }, 'rate.per is "soon". Use a duration from'],
  [{ rate: { requests: 1, per: "1s", burst: 1.5 } }, "rate.burst is 1.5. Use a whole number of at least 1."],
  [{ concurrency: NaN }, "concurrency is NaN. Use a whole number of at least 1."],
  [{ retry: { limit: -1 } }, "retry.limit is -1. Use a whole number, such as 3, or retry: false."],
])("%j is rejected", (options, message) => {
  expect(() => newClient().http.extend(options)).toThrow(message);
});
