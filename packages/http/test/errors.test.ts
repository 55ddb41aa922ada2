import { once } from "node:events";
import {
  AccessDenied,
  AuthenticationRequired,
  BackendError,
  BackendNotAvailable,
  BackendTimeout,
  type GalaxyError,
  NetworkError,
  TooManyRequests,
  UnknownBackendResponse,
  UnknownError,
} from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { failure, newClient } from "./support/client.js";
import { json, serve, serveRaw } from "./support/server.js";

describe("An HTTP status", () => {
  it.each([
    [400, UnknownError],
    [401, AuthenticationRequired],
    [403, AccessDenied],
    [404, UnknownError],
    [429, TooManyRequests],
    [500, BackendError],
    [501, BackendError],
    [503, BackendNotAvailable],
    [599, BackendError],
  ])("%i rejects with the matching error, whatever the body", async (status, expected) => {
    const server = await serve(
      (_, response) => void response.writeHead(status, { "content-type": "text/html" }).end("<p>"),
    );
    const { http, log } = newClient();
    const error = (await failure(http.get(`${server.url}/me?key=k`).json())) as GalaxyError;
    expect(error).toBeInstanceOf(expected);
    expect(error.message).toBe(`GET ${server.url}/me?key=… returned status ${status}`);
    expect(error.data).toEqual({ method: "GET", url: `${server.url}/me?key=…`, status });
    expect(log.lines).toEqual(expected === UnknownError ? [`warn: ${error.message}`] : []);
  });

  it("below 400 is not an error", async () => {
    const server = await serve((_, response) => void response.writeHead(304).end());
    expect((await newClient().http.get(server.url)).status).toBe(304);
  });
});

describe("Reading JSON", () => {
  it.each([
    ["text/javascript; charset=utf-8", "{}", "returned status 200 with text/javascript instead of JSON"],
    [undefined, "{}", "returned status 200 with no content type instead of JSON"],
    ["application/json", '{"a":', "returned status 200 with 5 bytes that are not valid JSON"],
    ["application/json", "", "returned status 200 with 0 bytes that are not valid JSON"],
  ])("rejects content type %s with body %s", async (type, body, message) => {
    const server = await serve(
      (_, response) => void response.writeHead(200, type ? { "content-type": type } : {}).end(body),
    );
    const error = (await failure(newClient().http.get(server.url).json())) as GalaxyError;
    expect(error).toBeInstanceOf(UnknownBackendResponse);
    expect(error.message).toBe(`GET ${server.url}/ ${message}`);
    expect(error.data).toEqual({ method: "GET", url: `${server.url}/`, status: 200 });
  });

  it.each(["application/json", "application/JSON; charset=utf-8", "application/problem+json"])(
    "accepts %s",
    async (type) => {
      const server = await serve(
        (_, response) => void response.writeHead(200, { "content-type": type }).end("\ufeff[1]"),
      );
      expect(await newClient().http.get(server.url).json()).toEqual([1]);
    },
  );

  it("accepts another content type if the caller allows it", async () => {
    const server = await serve(
      (_, response) => void response.writeHead(200, { "content-type": "text/javascript" }).end("[1]"),
    );
    const { http } = newClient();
    expect(await http.get(server.url).json({ contentTypes: ["text/javascript"] })).toEqual([1]);
    expect(await http.get(server.url).json({ contentTypes: "any" })).toEqual([1]);
    expect(await failure(http.get(server.url).json({ contentTypes: ["text/plain"] }))).toBeInstanceOf(
      UnknownBackendResponse,
    );
  });
});

describe("BackendTimeout", () => {
  it("is the error if no response arrives in time", async () => {
    const server = await serve(() => undefined);
    const error = (await failure(newClient().http.get(`${server.url}/slow`, { timeout: "50ms" }))) as GalaxyError;
    expect(error).toBeInstanceOf(BackendTimeout);
    expect(error.message).toBe(`GET ${server.url}/slow took longer than 50 ms`);
    // For this clock, any time is over at once.
    const hasty = { now: Date.now, monotonic: () => 0, sleep: () => Promise.resolve() };
    expect(String(await failure(newClient(hasty).http.get(server.url)))).toContain("took longer than 60 s");
  });

  it("is the error if the body does not arrive in time", async () => {
    const server = await serve((_, response) => void response.writeHead(200).write("some"));
    expect(await failure(newClient().http.extend({ timeout: "100ms" }).get(server.url))).toBeInstanceOf(BackendTimeout);
  });

  it("is the error if the redirects together take too long", async () => {
    const server = await serve((_, response) => {
      // Each of the ten redirects is in time.
      setTimeout(() => response.writeHead(302, { location: "/again" }).end(), 30);
    });
    expect(await failure(newClient().http.get(server.url, { timeout: "100ms" }))).toBeInstanceOf(BackendTimeout);
  });
});

describe("BackendNotAvailable", () => {
  it("is the error if the server closes the connection without a response", async () => {
    const server = await serve((request) => void request.socket.destroy());
    expect(await failure(newClient().http.get(server.url))).toBeInstanceOf(BackendNotAvailable);
    expect(server.connections).toBe(1);
  });

  it("is the error if the server resets the connection", async () => {
    const server = await serve((request) => void request.socket.resetAndDestroy());
    expect(await failure(newClient().http.get(server.url))).toBeInstanceOf(BackendNotAvailable);
  });

  it.each([
    ["with a length", "content-length: 100\r\n\r\nsome"],
    ["in chunks", "transfer-encoding: chunked\r\n\r\n4\r\nsome\r\n"],
  ])("is the error if the server hangs up in the middle of a body %s", async (_, rest) => {
    const server = await serveRaw((socket) => {
      socket.once("data", () => socket.end(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${rest}`));
    });
    expect(await failure(newClient().http.get(server.url).json())).toBeInstanceOf(BackendNotAvailable);
    expect(server.connections).toBe(1);
  });
});

describe("NetworkError", () => {
  it("is the error if nothing listens on the port", async () => {
    const server = await serve(() => undefined);
    await server.close();
    const error = (await failure(newClient().http.get(server.url))) as GalaxyError;
    expect(error).toBeInstanceOf(NetworkError);
    expect(error.message).toBe(`GET ${server.url}/ failed: ECONNREFUSED`);
    expect(error.cause).toMatchObject({ code: "ECONNREFUSED", cause: { syscall: "connect" } });
  });

  it("is the error if the host does not exist", async () => {
    expect(await failure(newClient().http.get("http://name.invalid/"))).toBeInstanceOf(NetworkError);
  });
});

describe("UnknownBackendResponse", () => {
  it("is the error if the response is not HTTP", async () => {
    const server = await serveRaw((socket) => socket.once("data", () => socket.end("220 mail.example ESMTP\r\n")));
    expect(await failure(newClient().http.get(server.url))).toBeInstanceOf(UnknownBackendResponse);
  });

  it("is the error if the body cannot be decompressed", async () => {
    const server = await serve(
      (_, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end("not gzip"),
    );
    expect(await failure(newClient().http.get(server.url))).toBeInstanceOf(UnknownBackendResponse);
  });
});

describe("UnknownError", () => {
  it("is the error for anything else, which is logged", async () => {
    const server = await serve((_, response) => void response.writeHead(302, { location: "/again" }).end());
    const { http, log } = newClient();
    const error = (await failure(http.get(server.url))) as GalaxyError;
    expect(error).toBeInstanceOf(UnknownError);
    expect(error.message).toBe(`GET ${server.url}/ failed: Redirected 10 times. Aborting.`);
    expect(error.cause).toMatchObject({ name: "MaxRedirectsError" });
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toMatch(/^error: GET .*\/ failed .*Redirected 10 times/s);
  });
});

describe("An idle connection that the server closes", () => {
  /** Responds to the first request of its first connection, and closes it at the second. Other connections always respond. */
  const forgetful = () =>
    serveRaw((socket, number) => {
      let requests = 0;
      socket.on("data", () => {
        requests += 1;
        if (number === 1 && requests === 2) socket.destroy();
        else socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n${number}`);
      });
    });

  it("does not fail a GET request, which is sent again over another connection", async () => {
    const server = await forgetful();
    const { http } = newClient();
    expect(await http.get(server.url).text()).toBe("1");
    expect(await http.get(server.url).text()).toBe("2");
  });

  it("fails a POST request, which may already have had an effect", async () => {
    const server = await forgetful();
    const { http } = newClient();
    await http.post(server.url);
    expect(await failure(http.post(server.url))).toBeInstanceOf(BackendNotAvailable);
    expect(server.connections).toBe(1);
  });
});

it("An error does not wait for the rest of the response", async () => {
  const server = await serve((request, response) => {
    json(response, {}, 500);
    request.socket.destroySoon();
  });
  const { http } = newClient();
  expect(await failure(http.get(server.url))).toBeInstanceOf(BackendError);
  for (const socket of server.sockets) await once(socket, "close");
});

describe("A page for people in the place of the backend", () => {
  const TITLES = "<!doctype html><html><head><title>Just a moment...</title>";

  const responding = async (status: number, headers: Record<string, string>, body = "<p>") => {
    const server = await serve((_, response) => void response.writeHead(status, headers).end(body));
    return { url: server.url, client: newClient() };
  };

  it.each<[what: string, status: number, headers: Record<string, string>, body: string]>([
    ["by Cloudflare's header", 403, { "content-type": "text/html; charset=UTF-8", "cf-mitigated": "challenge" }, "<p>"],
    ["with status 503", 503, { "content-type": "text/html", "cf-mitigated": "challenge" }, "<p>"],
    ["by its title", 403, { "content-type": "text/html" }, TITLES],
    ["by the header of AWS", 405, { "content-type": "text/html", "x-amzn-waf-action": "captcha" }, "<p>"],
  ])("is recognized as a challenge %s, whatever the status means otherwise", async (_, status, headers, body) => {
    const { url, client } = await responding(status, headers, body);
    const options = { errors: { [status]: () => new AccessDenied("private") }, acceptStatus: [status] };
    for (const request of [
      client.http.get(`${url}/?key=k`),
      client.http.extend({ retry: {} }).get(`${url}/?key=k`, options),
    ]) {
      const error = (await failure(request)) as GalaxyError;
      expect(error).toBeInstanceOf(BackendNotAvailable);
      expect(error.message).toBe(
        `GET ${url}/?key=… returned status ${status} with a challenge: ` +
          "a page between the integration and the backend that only a browser can pass",
      );
      expect(error.data).toEqual({ method: "GET", url: `${url}/?key=…`, status });
    }
    expect(client.log.lines).toEqual([]);
  });

  it.each<[status: number, headers: Record<string, string>, expected: unknown]>([
    [401, { "content-type": "text/html" }, AuthenticationRequired],
    [403, { "content-type": "text/html", server: "cloudflare" }, AccessDenied],
    [403, { "content-type": "application/json", "cf-mitigated": "challenge" }, AccessDenied],
  ])("is not one if the backend itself responds with %i and HTML", async (status, headers, expected) => {
    const { url, client } = await responding(status, headers);
    expect(await failure(client.http.get(url).json())).toBeInstanceOf(expected);
  });

  it("is BackendNotAvailable where JSON is due", async () => {
    const { url, client } = await responding(200, { "content-type": "text/html" });
    const error = (await failure(client.http.get(url).json())) as GalaxyError;
    expect(error).toBeInstanceOf(BackendNotAvailable);
    expect(error.message).toMatch(
      / returned status 200 with a page of HTML instead of JSON: it may be down for maintenance/,
    );
    expect(await client.http.get(url).text()).toBe("<p>");
  });
});
