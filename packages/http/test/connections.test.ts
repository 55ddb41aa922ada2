import { getEventListeners, once } from "node:events";
import type { ServerResponse } from "node:http";
import { Aborted } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { failure, newClient } from "./support/client.js";
import { serve } from "./support/server.js";

/** A server that does not respond until the test does. */
async function waitingServer(): Promise<{
  url: string;
  sockets: ReadonlySet<unknown>;
  waiting: ServerResponse[];
  arrived: (count: number) => Promise<void>;
}> {
  const waiting: ServerResponse[] = [];
  let onArrival = (): void => undefined;
  const server = await serve((_, response) => {
    waiting.push(response);
    onArrival();
  });
  const arrived = (count: number): Promise<void> =>
    new Promise((resolve) => {
      onArrival = () => (waiting.length >= count ? resolve() : undefined);
      onArrival();
    });
  return { url: server.url, sockets: server.sockets, waiting, arrived };
}

describe("Connections", () => {
  it("are limited to twenty across all clients of a run", async () => {
    const server = await waitingServer();
    const { http } = newClient();
    const shop = http.extend({ headers: { a: "1" } });
    const store = shop.extend({ headers: { a: "2" } });
    let peak = 0;
    const all = Promise.all(
      Array.from({ length: 20 }, () => [http, shop, store])
        .flat()
        .map((client) => client.get(server.url, { timeout: "10000ms" }).text()),
    );
    for (let answered = 0; answered < 60; answered += 1) {
      await server.arrived(1);
      if (answered === 0) await server.arrived(20);
      peak = Math.max(peak, server.sockets.size, server.waiting.length);
      server.waiting.shift()?.end("ok");
    }
    expect(await all).toEqual(Array.from({ length: 60 }, () => "ok"));
    expect(peak).toBe(20);
  });

  it("to one host do not delay requests to another while they are idle", async () => {
    const one = await serve((_, response) => void response.end("one"));
    const other = await serve((_, response) => void response.end("other"));
    const { http } = newClient();
    await Promise.all(Array.from({ length: 20 }, () => http.get(one.url)));
    // With Node's maxTotalSockets it takes until `one` closes an idle connection: 5 seconds.
    expect(await http.get(other.url, { timeout: "2000ms" }).text()).toBe("other");
  });

  it("are not part of a request's timeout while it waits for one", async () => {
    const server = await waitingServer();
    const { http } = newClient();
    const first = Array.from({ length: 20 }, () => http.get(server.url));
    await server.arrived(20);
    const late = http.get(server.url, { timeout: "500ms" }).text();
    // The response comes after the timeout of the queued request.
    setTimeout(() => server.waiting.splice(0).forEach((response) => response.end()), 700);
    await Promise.all(first);
    await server.arrived(1);
    server.waiting.shift()?.end("late");
    expect(await late).toBe("late");
  });
});

describe("The caller's signal", () => {
  it("aborts a request with the signal's reason, and closes the connection", async () => {
    const server = await waitingServer();
    const { http, log } = newClient();
    const controller = new AbortController();
    const pending = failure(http.get(server.url, { signal: controller.signal }));
    await server.arrived(1);
    const gone = once(server.waiting[0] as ServerResponse, "close");
    const reason = new Error("the user left the page");
    controller.abort(reason);
    expect(await pending).toBe(reason);
    await gone;
    expect(log.lines).toEqual([]);
  });

  it("aborts queued requests, and removes them from the queue", async () => {
    const server = await waitingServer();
    const { http } = newClient();
    const first = Array.from({ length: 20 }, () => http.get(server.url));
    await server.arrived(20);
    const controller = new AbortController();
    const stopped = Array.from({ length: 20 }, () => failure(http.get(server.url, { signal: controller.signal })));
    const next = http.get(server.url).text();
    // They are queued by now: nothing delays building a request.
    await new Promise(setImmediate);
    controller.abort(new Error("stopped"));
    for (const error of await Promise.all(stopped)) expect(error).toEqual(new Error("stopped"));
    server.waiting.splice(0).forEach((response) => response.end());
    await Promise.all(first);
    await server.arrived(1);
    server.waiting.shift()?.end("next");
    expect(await next).toBe("next");
  });

  it("is left as it was by requests that are over, however many there are", async () => {
    const server = await waitingServer();
    const { http } = newClient();
    const { signal } = new AbortController();
    const all = Array.from({ length: 3 }, () => http.get(server.url, { signal }));
    await server.arrived(3);
    server.waiting.splice(0).forEach((response) => response.end());
    await Promise.all(all);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("prevents a request if it has already fired", async () => {
    const server = await waitingServer();
    const signal = AbortSignal.abort(new Error("before"));
    expect(await failure(newClient().http.get(server.url, { signal }))).toEqual(new Error("before"));
    expect(server.waiting).toEqual([]);
  });
});

describe("When the integration shuts down", () => {
  it("pending and queued requests are aborted, and their connections are closed", async () => {
    const server = await waitingServer();
    const { http, lifetime, log } = newClient();
    const all = Array.from({ length: 30 }, () => failure(http.get(server.url, { signal: lifetime.signal })));
    await server.arrived(20);
    const gone = Promise.all(server.waiting.map((response) => once(response, "close")));
    lifetime.beginShutdown();
    for (const error of await Promise.all(all)) expect(error).toBeInstanceOf(Aborted);
    await gone;
    expect(server.waiting).toHaveLength(20);
    expect(log.lines).toEqual([]);
  });

  it("a request rejects with Aborted, even if the caller aborted it a moment earlier", async () => {
    const server = await waitingServer();
    const { http, lifetime } = newClient();
    const controller = new AbortController();
    const pending = failure(http.get(server.url, { signal: controller.signal }));
    await server.arrived(1);
    controller.abort();
    lifetime.beginShutdown();
    expect(await pending).toBeInstanceOf(Aborted);
  });

  it("a response is aborted while its body arrives", async () => {
    const server = await serve((_, response) => void response.writeHead(200).write("some"));
    const { http, lifetime } = newClient();
    const shop = http.extend({
      hooks: { beforeRequest: [() => void setTimeout(() => lifetime.beginShutdown(), 100)] },
    });
    expect(await failure(shop.get(server.url))).toBeInstanceOf(Aborted);
  });

  it("new requests can be sent until the shutdown ends, but not after that", async () => {
    const server = await waitingServer();
    const { http, lifetime } = newClient();
    lifetime.beginShutdown();
    const goodbye = http.post(`${server.url}/logout`).text();
    await server.arrived(1);
    server.waiting.shift()?.end("bye");
    expect(await goodbye).toBe("bye");

    const tooLate = failure(http.get(server.url));
    await server.arrived(1);
    await lifetime.end();
    expect(await tooLate).toBeInstanceOf(Aborted);
    expect(await failure(http.get(server.url))).toBeInstanceOf(Aborted);
    expect(server.waiting).toHaveLength(1);
  });

  it("idle connections are closed, too", async () => {
    const server = await serve((_, response) => void response.end());
    const { http, lifetime } = newClient();
    await http.get(server.url);
    expect(server.sockets.size).toBe(1);
    const gone = Promise.all([...server.sockets].map((socket) => once(socket, "close")));
    await lifetime.end();
    await gone;
    expect(server.sockets.size).toBe(0);
  });

  it("a client that sent no requests has nothing to close", async () => {
    const { lifetime } = newClient();
    await expect(lifetime.end()).resolves.toBeUndefined();
  });
});
