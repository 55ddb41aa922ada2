import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { brotliCompressSync, createGzip, gzipSync } from "node:zlib";
import { type GalaxyError, UnknownBackendResponse, UnknownError } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { failure, newClient } from "./fakes/client.js";
import { serve } from "./fakes/server.js";

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
    ["that never ends", sendEndless],
    ["that decompresses without end", sendEndlessGzip],
  ])("%s is canceled: the call fails once, and the connection is closed", async (_, handler) => {
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
      `GET ${server.url}/games?key=… returned more than 1048576 bytes: ` +
        "request less at a time, or extend the client with a higher maxResponseSize.",
    );
    expect(error.data).toEqual({ method: "GET", url: `${server.url}/games?key=…` });
    await Promise.all(gone);
    expect(requests).toBe(1);
    expect(log.lines).toEqual([]);
  });

  it("has more than 64 MiB by default", async () => {
    const server = await serve(sendEndless);
    expect(await failure(newClient().http.get(server.url))).toMatchObject({
      message: expect.stringContaining("more than 67108864 bytes"),
    });
  });

  it.each([
    ["a length", 200, {}, Buffer.alloc(11)],
    ["gzip", 200, { "content-encoding": "gzip" }, gzipSync(Buffer.alloc(11))],
    ["brotli", 200, { "content-encoding": "br" }, brotliCompressSync(Buffer.alloc(11))],
    ["a status of an error", 500, {}, Buffer.alloc(11)],
  ])("can be one byte too large, with %s", async (_, status, headers, body) => {
    const server = await serve((_request, response) => void response.writeHead(status, headers).end(body));
    const shop = newClient().http.extend({ maxResponseSize: 10 });
    expect(await failure(shop.get(server.url))).toBeInstanceOf(UnknownBackendResponse);
  });

  it.each([
    ["to a path that never responds", "/silent", UnknownBackendResponse],
    ["to nowhere", "http://", UnknownError],
  ])("can be a redirect, %s", async (_, location, expected) => {
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

  it("can be a redirect whose body arrives after the call: the connection is closed", async () => {
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

  it("fails for got itself, too, which does not retry", async () => {
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

describe("A response that is not too large", () => {
  it.each([
    ["as it is", {}, Buffer.alloc(10)],
    ["packed, longer on its way than unpacked", { "content-encoding": "gzip" }, gzipSync("0123456789")],
  ])("is read to its last byte, %s", async (_, headers, body) => {
    const server = await serve((_request, response) => void response.writeHead(200, headers).end(body));
    const shop = newClient().http.extend({ maxResponseSize: 10 });
    expect(await shop.get(server.url).buffer()).toHaveLength(10);
  });

  it("can have no body, whatever its content-length", async () => {
    const server = await serve((_, response) => void response.writeHead(200, { "content-length": "5000" }).end());
    const { headers } = await newClient().http.extend({ maxResponseSize: 10 }).head(server.url);
    expect(headers["content-length"]).toBe("5000");
  });
});

it.each([0, -1, NaN])("A size cannot be %d", (maxResponseSize) => {
  expect(() => newClient().http.extend({ maxResponseSize })).toThrow(
    new TypeError(`maxResponseSize is ${maxResponseSize}: pass bytes, such as 256 * 2 ** 20.`),
  );
});
