import { once } from "node:events";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { WebSocket } from "ws";
import { PortInUseError } from "../src/index.js";
import { newFolder, serveAnything } from "./support/console.js";
import { socketUrl } from "./support/page.js";

const REFUSED = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/** Sends bytes and returns everything received until the server closes the connection. */
async function exchange(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  let received = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => (received += chunk));
  // After a refusal the server does not read the rest.
  socket.on("error", () => undefined);
  socket.write(bytes);
  await once(socket, "close");
  return received;
}

type Headers = Readonly<Record<string, string | undefined>>;

async function request(url: string, path: string, headers: Headers = {}, method = "GET"): Promise<string> {
  const given = Object.entries({ Host: new URL(url).host, Connection: "close", ...headers })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}\r\n`]))
    .join("");
  return await exchange(url, `${method} ${path} HTTP/1.1\r\n${given}\r\n`);
}

/** A valid WebSocket handshake, except for the given headers. */
async function upgrade(url: string, path: string, headers: Headers = {}): Promise<string> {
  return await request(url, path, {
    Origin: new URL(url).origin,
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
    ...headers,
  });
}

const pathOf = (url: string) => new URL(url).pathname;

describe("a ticket", () => {
  const redeem = async (ticket: string, headers: Headers = {}, method = "GET") =>
    await request(ticket, pathOf(ticket), headers, method);

  it("opens the page once", async () => {
    const { url, issueTicket } = await serveAnything();
    const ticket = issueTicket();
    expect(ticket).not.toContain(pathOf(url).replaceAll("/", ""));
    expect(await (await fetch(ticket)).text()).toContain("<title>Console</title>");
    expect(await redeem(ticket)).toBe(REFUSED);
  });

  it("is invalid once there is a newer one", async () => {
    const { issueTicket } = await serveAnything();
    const first = issueTicket();
    const second = issueTicket();
    expect(await redeem(first)).toBe(REFUSED);
    expect(await redeem(second)).toMatch(/^HTTP\/1\.1 303 /);
  });

  it("is of no use to a page of another origin", async () => {
    const { issueTicket } = await serveAnything();
    const ticket = issueTicket();
    expect(await redeem(ticket, { Host: "localhost" })).toBe(REFUSED);
    expect(await redeem(ticket, { Origin: "http://evil.test" })).toBe(REFUSED);
    expect(await redeem(ticket, { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors" })).toBe(REFUSED);
    expect(await redeem(ticket, {}, "POST")).toBe(REFUSED);
    expect(await redeem(ticket)).toMatch(/^HTTP\/1\.1 303 /);
  });
});

describe("the page", () => {
  it("is served below its token, together with its files", async () => {
    const { url } = await serveAnything();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/);
    const page = await fetch(url);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await page.text()).toContain("<title>Console</title>");
    expect((await fetch(`${url}assets/page.js`)).headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(await request(url, pathOf(url), {}, "HEAD")).toMatch(/^HTTP\/1\.1 200 .*Content-Length: 37\r\n.*\r\n\r\n$/s);
  });

  it("can load and reach only its own server, cannot be framed and is not cached", async () => {
    const { url } = await serveAnything();
    for (const path of ["", "assets/page.js", "journal.ndjson"]) {
      const { headers } = await fetch(`${url}${path}`);
      expect(headers.get("content-security-policy")).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
          `connect-src 'self' ws://${new URL(url).host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      );
      expect(Object.fromEntries(headers)).toMatchObject({
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      });
    }
  });

  it("has a new token each time and listens on 127.0.0.1 only", async () => {
    const [one, other] = [await serveAnything(), await serveAnything()];
    expect(pathOf(one.url)).not.toBe(pathOf(other.url));
    const socket = connect(Number(new URL(one.url).port), "127.0.0.2");
    const [error] = (await once(socket, "error")) as [NodeJS.ErrnoException];
    expect(error.code).toBe("ECONNREFUSED");
  });

  it("is served only if it is built and its port is free", async () => {
    const folder = newFolder();
    await expect(serveAnything({ page: folder })).rejects.toThrow(
      `${folder}: no index.html found; build the page first`,
    );
    await expect(serveAnything({ page: join(folder, "nowhere") })).rejects.toThrow("build the page first");
    const port = Number(new URL((await serveAnything()).url).port);
    await expect(serveAnything({ port })).rejects.toThrow(PortInUseError);
    await expect(serveAnything({ port })).rejects.toThrow(`port ${port} on 127.0.0.1 is already in use`);
  });
});

describe("a request", () => {
  const attacks: Readonly<Record<string, (url: string) => Promise<string>>> = {
    "no token": (url) => request(url, "/"),
    "a wrong token": (url) => request(url, `/${"A".repeat(32)}/`),
    "a part of the token": (url) => request(url, `${pathOf(url).slice(0, -2)}/`),
    "a token that is too long": (url) => request(url, `${pathOf(url).slice(0, -1)}A/`),
    "no slash after the token": (url) => request(url, pathOf(url).slice(0, -1)),
    "the token in the query": (url) => request(url, `/?${pathOf(url)}`),
    "the token in the second position": (url) => request(url, `/x${pathOf(url)}`),
    "a file that is not there": (url) => request(url, `${pathOf(url)}nothing.js`),
    "a folder": (url) => request(url, `${pathOf(url)}assets`),
    "a property that every object has": (url) => request(url, `${pathOf(url)}__proto__`),

    "the name localhost": (url) => request(url, pathOf(url), { Host: `localhost:${new URL(url).port}` }),
    "a host name that resolves to this computer": (url) =>
      request(url, pathOf(url), { Host: `evil.example:${new URL(url).port}` }),
    "the address without the port": (url) => request(url, pathOf(url), { Host: "127.0.0.1" }),
    "the address of another port": (url) => request(url, pathOf(url), { Host: "127.0.0.1:1" }),
    "no Host": (url) => request(url, pathOf(url), { Host: undefined }),
    "an absolute address": (url) => request(url, url),

    "a foreign Origin": (url) => request(url, pathOf(url), { Origin: "https://evil.example" }),
    "the Origin of another port": (url) => request(url, pathOf(url), { Origin: "http://127.0.0.1:1" }),
    "the Origin null": (url) => request(url, pathOf(url), { Origin: "null" }),
    "a script tag on another site": (url) =>
      request(url, `${pathOf(url)}assets/page.js`, { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors" }),
    "a script tag on another port": (url) =>
      request(url, `${pathOf(url)}assets/page.js`, { "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors" }),
    "a frame in a page of another site": (url) =>
      request(url, pathOf(url), {
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "iframe",
      }),
    "a link on another site to the journal": (url) =>
      request(url, `${pathOf(url)}journal.ndjson?reveal=1`, {
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "document",
      }),

    "..": (url) => request(url, `${pathOf(url)}../../../../etc/passwd`),
    ".. below a folder": (url) => request(url, `${pathOf(url)}assets/../index.html`),
    "encoded ..": (url) => request(url, `${pathOf(url)}%2e%2e/%2e%2e/etc/passwd`),
    "an encoded slash": (url) => request(url, `${pathOf(url)}..%2f..%2fetc%2fpasswd`),
    "a backslash": (url) => request(url, `${pathOf(url)}..\\..\\etc\\passwd`),
    "an encoded NUL": (url) => request(url, `${pathOf(url)}index.html%00`),
    "a NUL": (url) => request(url, `${pathOf(url)}index.html\0`),
    "a second slash": (url) => request(url, `${pathOf(url)}/etc/passwd`),

    POST: (url) => request(url, pathOf(url), { "Content-Length": "0" }, "POST"),
    "POST with a body": (url) =>
      exchange(url, `POST ${pathOf(url)} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nContent-Length: 2\r\n\r\n{}`),
    "POST that expects 100-continue": (url) =>
      request(url, pathOf(url), { Expect: "100-continue", "Content-Length": "2" }, "POST"),
    "another expectation": (url) => request(url, "/", { Expect: "the-unexpected" }),
    OPTIONS: (url) => request(url, pathOf(url), { "Access-Control-Request-Method": "GET" }, "OPTIONS"),
    TRACE: (url) => request(url, pathOf(url), {}, "TRACE"),
    CONNECT: (url) => request(url, "127.0.0.1:1", {}, "CONNECT"),
    "an unknown method": (url) => request(url, pathOf(url), {}, "PEEK"),
    "bytes that are not HTTP": (url) => exchange(url, "\x16\x03\x01\x00\x00 hello\r\n\r\n"),
    "a header that is too large": (url) => request(url, pathOf(url), { "X-Large": "x".repeat(20_000) }),
    "an address that is too long": (url) => request(url, `/${"x".repeat(20_000)}`),
    "a HEAD": (url) => request(url, "/", {}, "HEAD"),

    "a socket without the token": (url) => upgrade(url, "/socket"),
    "a socket with a wrong token": (url) => upgrade(url, `/${"A".repeat(32)}/socket`),
    "a socket at another path": (url) => upgrade(url, pathOf(url)),
    "a socket without Origin": (url) => upgrade(url, `${pathOf(url)}socket`, { Origin: undefined }),
    "a socket with a foreign Origin": (url) => upgrade(url, `${pathOf(url)}socket`, { Origin: "https://evil.example" }),
    "a socket with the Origin of another port": (url) =>
      upgrade(url, `${pathOf(url)}socket`, { Origin: "http://127.0.0.1:1" }),
    "a socket at another host name": (url) =>
      upgrade(url, `${pathOf(url)}socket`, { Host: `localhost:${new URL(url).port}` }),
    "a socket from another site": (url) => upgrade(url, `${pathOf(url)}socket`, { "Sec-Fetch-Site": "cross-site" }),
    "another protocol": (url) => upgrade(url, "/", { Upgrade: "h2c" }),
  };

  it.each(Object.keys(attacks))("is refused without a hint: %s", async (attack) => {
    const { url } = await serveAnything();
    expect(await attacks[attack]!(url)).toBe(REFUSED);
  });

  it("is admitted if it follows a link that contains the token", async () => {
    const { url } = await serveAnything();
    const link = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document" };
    expect(await request(url, pathOf(url), link)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it("reaches nothing through a symbolic link in the page's folder", async () => {
    const folder = newFolder();
    const secret = newFolder();
    writeFileSync(join(folder, "index.html"), "");
    writeFileSync(join(secret, "secret.txt"), "secret");
    symlinkSync(join(secret, "secret.txt"), join(folder, "file.txt"));
    symlinkSync(secret, join(folder, "folder"));
    mkdirSync(join(folder, "real"));
    const { url } = await serveAnything({ page: folder });
    expect(await request(url, `${pathOf(url)}file.txt`)).toBe(REFUSED);
    expect(await request(url, `${pathOf(url)}folder/secret.txt`)).toBe(REFUSED);
  });

  it("opens a socket with the token and the right Origin", async () => {
    const { url } = await serveAnything();
    const socket = new WebSocket(socketUrl(url), { origin: new URL(url).origin });
    await once(socket, "open");
    socket.terminate();
  });
});
