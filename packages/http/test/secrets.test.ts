import { inspect } from "node:util";
import { GalaxyError } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { safeCause } from "../src/errors/safe-cause.js";
import { type HttpClient, redactUrl } from "../src/index.js";
import { failure, newClient } from "./fakes/client.js";
import { serve, serveRaw } from "./fakes/server.js";

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

/** A raw response to any request, full of secrets. */
function answering(head: string, body = SECRET, end = true) {
  return serveRaw((socket) => {
    socket.once("data", () => {
      socket.write(`${head}\r\nset-cookie: ${SECRET}=1\r\nx-token: ${SECRET}\r\n${body}`);
      if (end) socket.end();
    });
  });
}

const withBody = `content-length: ${SECRET.length}\r\n\r\n${SECRET}`;

/** Failures, and how a server causes them. */
const failures: Record<string, () => Promise<string>> = {
  "status 401": async () => (await answering("HTTP/1.1 401 No", withBody)).url,
  "status 404": async () => (await answering("HTTP/1.1 404 No", withBody)).url,
  "status 500": async () => (await answering(`HTTP/1.1 500 ${SECRET}`, withBody)).url,
  "no JSON": async () => (await answering("HTTP/1.1 200 OK\r\ncontent-type: application/json", withBody)).url,
  "wrong content type": async () => (await answering("HTTP/1.1 200 OK\r\ncontent-type: text/html", withBody)).url,
  "hanging up": async () => (await serveRaw((socket) => socket.once("data", () => socket.destroy()))).url,
  "hanging up in the body": async () =>
    (await answering("HTTP/1.1 200 OK\r\ncontent-length: 999", `\r\n${SECRET}`)).url,
  "no HTTP": async () => (await answering(SECRET)).url,
  "no HTTP in the body": async () =>
    (await answering("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked", `\r\n${SECRET}\r\n`)).url,
  "no gzip": async () => (await answering("HTTP/1.1 200 OK\r\ncontent-encoding: gzip", withBody)).url,
  "no time": async () => (await answering("HTTP/1.1 200 OK\r\ncontent-length: 999", `\r\n${SECRET}`, false)).url,
  "a redirect to nowhere": async () =>
    (await answering(`HTTP/1.1 302 Go\r\nlocation: http://${SECRET}:${SECRET}@name.invalid/?key=${SECRET}#${SECRET}`))
      .url,
  "a redirect to no address": async () => (await answering(`HTTP/1.1 302 Go\r\nlocation: http://?${SECRET}`)).url,
  "a redirect to another scheme": async () =>
    (await answering(`HTTP/1.1 302 Go\r\nlocation: ftp://${SECRET}@name.invalid/?${SECRET}`)).url,
  "redirects in circles": async () => (await answering(`HTTP/1.1 302 Go\r\nlocation: ?key=${SECRET}`, "\r\n")).url,
  "no such host": () => Promise.resolve("http://name.invalid"),
};

/** A request with secrets in every possible place. */
function ask(http: HttpClient, url: string): Promise<unknown> {
  const address = new URL(`/me?key=${SECRET}#${SECRET}`, url);
  address.username = SECRET;
  address.password = SECRET;
  return http
    .extend({ headers: () => ({ "x-api-key": SECRET, cookie: `session=${SECRET}` }), searchParams: { token: SECRET } })
    .post(address, { json: { password: SECRET }, timeout: 300 })
    .json();
}

describe("Neither an error nor the log contains a secret if there is", () => {
  it.each(Object.keys(failures))("%s", async (name) => {
    const { http, log } = newClient();
    const error = await failure(ask(http, (await failures[name]?.()) ?? ""));
    expect(GalaxyError.isGalaxyError(error)).toBe(true);
    expect(printed(error)).toContain("/me?key=…&token=…");
    expect(printed(error)).not.toContain(SECRET);
    expect(log.lines.join("\n")).not.toContain(SECRET);
  });

  it("an invalid header", async () => {
    const { http, log } = newClient();
    const error = await failure(http.get("http://127.0.0.1/", { headers: { authorization: `${SECRET}\n` } }));
    expect(log.lines).toHaveLength(1);
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
  const error = Object.assign(new RangeError(`No way to http://a:${SECRET}@b/?k=${SECRET}`, { cause: root }), {
    options: { headers: SECRET },
  });
  const cause = safeCause(error);
  expect(cause).toMatchObject({ name: "RangeError", message: "No way to http://b/?k=…", cause: { code: "E_ROOT" } });
  expect(cause.stack).toContain("secrets.test.ts");
  expect(printed(cause)).not.toContain(SECRET);
  expect(printed(safeCause(SECRET))).not.toContain(SECRET);
});

describe("Printing", () => {
  it("a client, a request or a response reveals no secret either", async () => {
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
    ["no address", "…"],
  ])("the address %s gives %s", (url, expected) => {
    expect(redactUrl(url)).toBe(expected);
  });
});
