import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { brotliCompressSync, createGzip, gzipSync } from "node:zlib";
import { type GalaxyError, UnknownBackendResponse, UnknownError } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { failure, newClient } from "./support/client.js";
import { serve } from "./support/server.js";

const MiB = 2 ** 20;

/** An endless stream of zeros. */
function endless(): Readable {
  const piece = Buffer.alloc(2 ** 16);
  return new Readable({
    read() {
      this.push(piece);
    },
  });
}

function sendEndless(_: IncomingMessage, response: ServerResponse): void {
  endless().pipe(response);
}

function sendEndlessGzip(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { "content-encoding": "gzip" });
  endless().pipe(createGzip()).pipe(response);
}

describe("A response that is too large", () => {
  it.each([
    ["never ends", sendEndless],
    ["decompresses endlessly", sendEndlessGzip],
  ])("is canceled if it %s: the call fails once, and the connection is closed", async (_, handler) => {
    let requests = 0;
    const gone: Promise<unknown>[] = [];
    const server = await serve((request, response) => {
      requests += 1;
      gone.push(new Promise((resolve) => request.socket.once("close", resolve)));
      handler(request, response);
    });
    const { http, log } = newClient();
    const shop = http.extend({ maxResponseSize: MiB });
    const error = (await failure(shop.get(`${server.url}/games?key=k`).json())) as GalaxyError;
    expect(error).toBeInstanceOf(UnknownBackendResponse);
    expect(error.message).toBe(
      `GET ${server.url}/games?key=… returned more than 1 MiB: ` +
        "request less at a time, for example with pages(), or raise maxResponseSize of @HttpApi() or extend().",
    );
    expect(error.data).toEqual({ method: "GET", url: `${server.url}/games?key=…` });
    await Promise.all(gone);
    expect(requests).toBe(1);
    expect(log.lines).toEqual([]);
  });

  it("is one of more than 16 MiB by default", async () => {
    const server = await serve(sendEndless);
    expect(await failure(newClient().http.get(server.url))).toMatchObject({
      message: expect.stringContaining("more than 16 MiB"),
    });
  });

  it.each([
    ["uncompressed", 200, {}, Buffer.alloc(11)],
    ["gzip", 200, { "content-encoding": "gzip" }, gzipSync(Buffer.alloc(11))],
    ["brotli", 200, { "content-encoding": "br" }, brotliCompressSync(Buffer.alloc(11))],
    ["an error status", 500, {}, Buffer.alloc(11)],
  ])("may exceed the limit by a single byte: %s", async (_, status, headers, body) => {
    const server = await serve((_request, response) => void response.writeHead(status, headers).end(body));
    const shop = newClient().http.extend({ maxResponseSize: 10 });
    expect(await failure(shop.get(server.url))).toBeInstanceOf(UnknownBackendResponse);
  });

  it.each([
    ["to a path that never responds", "/silent", UnknownBackendResponse],
    ["to an invalid URL", "http://", UnknownError],
  ])("is cut off if it is a redirect %s", async (_, location, expected) => {
    const gone: Promise<unknown>[] = [];
    const server = await serve((request, response) => {
      if (request.url === "/silent") return;
      gone.push(new Promise((resolve) => request.socket.once("close", resolve)));
      response.writeHead(302, { location });
      sendEndless(request, response);
    });
    const shop = newClient().http.extend({ maxResponseSize: MiB });
    expect(await failure(shop.get(server.url))).toBeInstanceOf(expected);
    await Promise.all(gone);
  });

  it("is cut off if it is a redirect whose body still arrives after the call has ended", async () => {
    const redirects: ServerResponse[] = [];
    const server = await serve((request, response) => {
      if (request.url === "/new") return void response.end("ok");
      redirects.push(response);
      response.writeHead(302, { location: "/new" }).flushHeaders();
    });
    const shop = newClient().http.extend({ maxResponseSize: MiB });
    expect(await shop.get(server.url).text()).toBe("ok");
    for (const redirect of redirects) {
      const gone = new Promise((resolve) => redirect.once("close", resolve));
      endless().pipe(redirect);
      await gone;
    }
    expect(await shop.get(`${server.url}/new`).text()).toBe("ok");
  });

  it("fails a call of the got instance, too, without a retry", async () => {
    let requests = 0;
    const server = await serve((request, response) => {
      requests += 1;
      sendEndlessGzip(request, response);
    });
    const got = await newClient().http.extend({ maxResponseSize: MiB }).got();
    expect(await failure(got(server.url, { retry: { limit: 2 } }).buffer())).toBeInstanceOf(UnknownBackendResponse);
    expect(requests).toBe(1);
  });
});

describe("A response within the limit", () => {
  it.each([
    ["uncompressed", {}, Buffer.alloc(10)],
    ["compressed to more bytes than the limit", { "content-encoding": "gzip" }, gzipSync("0123456789")],
  ])("is read to its last byte: %s", async (_, headers, body) => {
    const server = await serve((_request, response) => void response.writeHead(200, headers).end(body));
    const shop = newClient().http.extend({ maxResponseSize: 10 });
    expect(await shop.get(server.url).buffer()).toHaveLength(10);
  });

  it("may have any content-length if it has no body", async () => {
    const server = await serve((_, response) => void response.writeHead(200, { "content-length": "5000" }).end());
    const { headers } = await newClient().http.extend({ maxResponseSize: 10 }).head(server.url);
    expect(headers["content-length"]).toBe("5000");
  });
});

it.each([0, -1, NaN])("maxResponseSize cannot be %d", (maxResponseSize) => {
  expect(() => newClient().http.extend({ maxResponseSize })).toThrow(
    new TypeError(`maxResponseSize is ${maxResponseSize}. Use bytes, such as 256 * 2 ** 20.`),
  );
});
