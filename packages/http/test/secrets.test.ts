import { inspect } from "node:util";
import { GalaxyError } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { safeCause } from "../src/errors/safe-cause.js";
import { type HttpClient, redactUrl } from "../src/index.js";
import { failure, newClient } from "./support/client.js";
import { serve, serveRaw } from "./support/server.js";

const SECRET = "s3cr3t";

/** Returns everything that a logger, an error reporter or a careless `console.log` could print about an error. */
function printed(error: unknown): string {
  const texts: string[] = [];
  for (let current = error; current instanceof Error; current = current.cause) {
    const all = Object.getOwnPropertyNames(current).map((key): [string, unknown] => [
      key,
      Reflect.get(current as object, key),
    ]);
    texts.push(String(current), current.stack ?? "", JSON.stringify(Object.fromEntries(all)));
  }
  return [...texts, inspect(error, { depth: 6, showHidden: true })].join("\n");
}

/** A server whose raw response to any request is full of secrets. */
function respondWith(head: string, body = SECRET, end = true) {
  return serveRaw((socket) => {
    socket.once("data", () => {
      socket.write(`${head}\r\nset-cookie: ${SECRET}=1\r\nx-token: ${SECRET}\r\n${body}`);
      if (end) socket.end();
    });
  });
}

const withBody = `content-length: ${SECRET.length}\r\n\r\n${SECRET}`;

/** Causes of a failed request, each with a server that provokes it. */
const failures: Record<string, () => Promise<string>> = {
  "status 401": async () => (await respondWith("HTTP/1.1 401 No", withBody)).url,
  "status 404": async () => (await respondWith("HTTP/1.1 404 No", withBody)).url,
  "status 500": async () => (await respondWith(`HTTP/1.1 500 ${SECRET}`, withBody)).url,
  "invalid JSON": async () => (await respondWith("HTTP/1.1 200 OK\r\ncontent-type: application/json", withBody)).url,
  "a wrong content type": async () => (await respondWith("HTTP/1.1 200 OK\r\ncontent-type: text/html", withBody)).url,
  "a lost connection": async () => (await serveRaw((socket) => socket.once("data", () => socket.destroy()))).url,
  "a connection lost in the middle of the body": async () =>
    (await respondWith("HTTP/1.1 200 OK\r\ncontent-length: 999", `\r\n${SECRET}`)).url,
  "a response that is not HTTP": async () => (await respondWith(SECRET)).url,
  "an invalid chunk": async () =>
    (await respondWith("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked", `\r\n${SECRET}\r\n`)).url,
  "invalid gzip": async () => (await respondWith("HTTP/1.1 200 OK\r\ncontent-encoding: gzip", withBody)).url,
  "a timeout": async () => (await respondWith("HTTP/1.1 200 OK\r\ncontent-length: 999", `\r\n${SECRET}`, false)).url,
  "a redirect to an unknown host": async () =>
    (await respondWith(`HTTP/1.1 302 Go\r\nlocation: http://${SECRET}:${SECRET}@name.invalid/?key=${SECRET}#${SECRET}`))
      .url,
  "a redirect to an invalid URL": async () => (await respondWith(`HTTP/1.1 302 Go\r\nlocation: http://?${SECRET}`)).url,
  "a redirect to another scheme": async () =>
    (await respondWith(`HTTP/1.1 302 Go\r\nlocation: ftp://${SECRET}@name.invalid/?${SECRET}`)).url,
  "a redirect loop": async () => (await respondWith(`HTTP/1.1 302 Go\r\nlocation: ?key=${SECRET}`, "\r\n")).url,
  "an unknown host": () => Promise.resolve("http://name.invalid"),
};

/** Sends a request with secrets in every possible place. */
function requestWithSecrets(http: HttpClient, url: string): Promise<unknown> {
  const address = new URL(`/me?key=${SECRET}#${SECRET}`, url);
  address.username = SECRET;
  address.password = SECRET;
  return http
    .extend({ headers: () => ({ "x-api-key": SECRET, cookie: `session=${SECRET}` }), searchParams: { token: SECRET } })
    .post(address, { json: { password: SECRET }, timeout: "300ms" })
    .json();
}

describe("Neither the error nor the log contains a secret after", () => {
  it.each(Object.keys(failures))("%s", async (name) => {
    const { http, log } = newClient();
    const error = await failure(requestWithSecrets(http, (await failures[name]?.()) ?? ""));
    expect(GalaxyError.isGalaxyError(error)).toBe(true);
    expect(printed(error)).toContain("/me?key=…&token=…");
    expect(printed(error)).not.toContain(SECRET);
    expect(log.lines.join("\n")).not.toContain(SECRET);
  });

  it("an invalid header", async () => {
    const { http, log } = newClient();
    const error = await failure(http.get("http://127.0.0.1/", { headers: { authorization: `${SECRET}\n` } }));
    expect(error).toBeInstanceOf(TypeError);
    expect(printed(error) + log.lines.join("\n")).not.toContain(SECRET);
  });

  it("an invalid URL", async () => {
    const { http } = newClient();
    for (const address of [`http://${SECRET}@/?key=${SECRET}`, `me?key=${SECRET}`, `ftp://a:${SECRET}@b/?${SECRET}`]) {
      expect(printed(await failure(http.get(address)))).not.toContain(SECRET);
    }
  });
});

it("A cause keeps its name, message, code, stack and own cause, with redacted URLs", () => {
  const root = Object.assign(new TypeError("root"), { code: "E_ROOT", rawPacket: SECRET });
  const error = Object.assign(new RangeError(`Cannot reach http://a:${SECRET}@b/?k=${SECRET}`, { cause: root }), {
    options: { headers: SECRET },
  });
  const cause = safeCause(error);
  expect(cause).toMatchObject({ name: "RangeError", message: "Cannot reach http://b/?k=…", cause: { code: "E_ROOT" } });
  expect(cause.stack).toContain("secrets.test.ts");
  expect(printed(cause)).not.toContain(SECRET);
  expect(printed(safeCause(SECRET))).not.toContain(SECRET);
});

describe("Printing", () => {
  it("a client, a request or a response reveals no secrets", async () => {
    const server = await serve((_, response) => void response.writeHead(200, { "x-token": SECRET }).end(SECRET));
    const seen: unknown[] = [];
    const shop = newClient().http.extend({
      headers: { authorization: SECRET },
      searchParams: { key: SECRET },
      hooks: { beforeRequest: [(request) => void seen.push(request)] },
    });
    seen.push(shop, await shop.get(server.url));
    for (const one of seen) {
      expect(inspect(one, { depth: Infinity }) + JSON.stringify(one) + String(one)).not.toContain(SECRET);
    }
    expect(inspect(seen[0])).toBe(`HttpRequest GET ${server.url}/?key=…`);
    expect(JSON.stringify(seen[2])).toBe(`"GET ${server.url}/?key=… returned status 200"`);
  });

  it.each([
    [
      "https://u:p@shop.example:81/a/b?key=1&a-value-without-a-name&q=a%20b#f",
      "https://shop.example:81/a/b?key=…&…&q=…",
    ],
    ["https://shop.example", "https://shop.example/"],
    ["not a URL", "…"],
  ])("the redacted form of %s shows only %s", (url, expected) => {
    expect(redactUrl(url)).toBe(expected);
  });
});
