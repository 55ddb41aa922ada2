import { once } from "node:events";
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { NetworkError } from "@galaxy-kit/sdk";
import { afterEach, describe, expect, it } from "@jest/globals";
import { failure, newClient } from "./support/client.js";
import { json, listen, serve, serveRaw, type TestServer } from "./support/server.js";

const VARIABLES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"].flatMap((name) => [name, name.toLowerCase()]);
const before = new Map(VARIABLES.map((name) => [name, process.env[name]]));

afterEach(() => {
  for (const [name, value] of before) setVariable(name, value);
});

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}

function useProxy(variables: Readonly<Record<string, string>>): void {
  for (const name of VARIABLES) setVariable(name, variables[name]);
}

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

/** A server with a certificate that clients of these tests do not know. */
function serveSecurely(): Promise<TestServer> {
  const options = { key: fixture("self-signed.key.pem"), cert: fixture("self-signed.cert.pem") };
  return listen(
    https.createServer(options, (_, response) => {
      json(response, "secure");
    }),
    "https",
  );
}

/** A proxy, and what it was asked for. Every host that it is asked for is this computer. */
async function startProxy({ status = 200 } = {}) {
  const asked: string[] = [];
  const logins: (string | undefined)[] = [];
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? "");
    asked.push(`${request.method} ${url.href}`);
    logins.push(request.headers["proxy-authorization"]);
    if (status !== 200) response.writeHead(status).end();
    else {
      http.get({ port: url.port, path: url.pathname }, (answer) => {
        answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers));
      });
    }
  });
  server.on("connect", (request: http.IncomingMessage, client: net.Socket) => {
    asked.push(`CONNECT ${request.url}`);
    logins.push(request.headers["proxy-authorization"]);
    client.on("error", () => undefined);
    if (status !== 200) {
      client.end(`HTTP/1.1 ${status} No\r\ncontent-length: 6\r\n\r\nsecret`);
      return;
    }
    const target = net.connect(Number(request.url?.split(":")[1]), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      target.pipe(client).pipe(target);
    });
    client.on("close", () => target.destroy());
    target.on("error", () => client.destroy());
  });
  const { url } = await listen(server);
  return { url, asked, logins };
}

describe("A proxy that the environment names", () => {
  it.each(["HTTP_PROXY", "http_proxy", "ALL_PROXY"])("gets http requests: %s", async (name) => {
    const [proxy, shop] = [await startProxy(), await serve((request, response) => json(response, request.url))];
    useProxy({ [name]: proxy.url.replace("//", "//ada:p%40ss@") });
    const { http: client } = newClient();
    expect(await client.get(`http://shop.invalid:${shop.port}/games`).json()).toBe("/games");
    expect(proxy.asked).toEqual([`GET http://shop.invalid:${shop.port}/games`]);
    expect(proxy.logins).toEqual([`Basic ${Buffer.from("ada:p@ss").toString("base64")}`]);
  });

  it("tunnels https requests, whose certificates are verified", async () => {
    const [proxy, shop] = [await startProxy(), await serveSecurely()];
    useProxy({ HTTPS_PROXY: proxy.url.replace("//", "//ada:p%40ss@") });
    const error = await failure(newClient().http.get(`https://localhost:${shop.port}/`));
    expect(error).toMatchObject({ cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" } });
    expect(proxy.asked[0]).toBe(`CONNECT localhost:${shop.port}`);
    expect(proxy.logins[0]).toBe(`Basic ${Buffer.from("ada:p@ss").toString("base64")}`);
    const got = await newClient().http.got();
    const trusting = { https: { certificateAuthority: fixture("self-signed.cert.pem") } };
    expect(await got(`https://localhost:${shop.port}/`, trusting).json()).toBe("secure");
  });

  it("gets nothing for the hosts of NO_PROXY, also after a redirect", async () => {
    const inside = await serve((_, response) => json(response, "inside"));
    const outside = await serve((_, response) => response.writeHead(302, { location: inside.url }).end());
    const proxy = await startProxy();
    useProxy({ HTTP_PROXY: proxy.url, NO_PROXY: "127.0.0.1,.example" });
    const { http: client } = newClient();
    expect(await client.get(inside.url).json()).toBe("inside");
    expect(proxy.asked).toEqual([]);
    expect(await client.get(`http://shop.invalid:${outside.port}/`).json()).toBe("inside");
    expect(proxy.asked).toEqual([`GET http://shop.invalid:${outside.port}/`]);
  });

  it("is not used by a request of got that has an agent of its own", async () => {
    const [proxy, shop] = [await startProxy(), await serve((_, response) => json(response, "direct"))];
    useProxy({ HTTP_PROXY: proxy.url });
    const got = await newClient().http.got();
    expect(await got(shop.url, { agent: { http: new http.Agent() } }).json()).toBe("direct");
    expect(proxy.asked).toEqual([]);
    expect(await got(shop.url).json()).toBe("direct");
    expect(proxy.asked).toHaveLength(1);
  });

  it.each([403, 407, 502])("and that refuses a request with %i is a NetworkError that names it", async (status) => {
    const proxy = await startProxy({ status });
    useProxy({ HTTPS_PROXY: proxy.url.replace("//", "//ada:secret@") });
    const error = await failure(newClient().http.get("https://shop.invalid/"));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({
      message: `GET https://shop.invalid/ failed: ERR_PROXY_TUNNEL through the proxy ${proxy.url}/. Check the environment variables HTTP_PROXY, HTTPS_PROXY and NO_PROXY.`,
      cause: { message: `The proxy responded with status ${status}` },
    });
  });

  it.each([
    ["does not run", "http://127.0.0.1:1", "ECONNREFUSED through the proxy http://127.0.0.1:1/"],
    ["is not a URL", "127.0.0.1:1:2", "ERR_PROXY_INVALID_CONFIG"],
    ["is a SOCKS proxy", "socks5://127.0.0.1:1", "ERR_PROXY_INVALID_CONFIG through the proxy socks5://127.0.0.1:1"],
  ])("and %s is a NetworkError", async (_, url, reason) => {
    useProxy({ ALL_PROXY: url });
    for (const scheme of ["http", "https"]) {
      const error = await failure(newClient().http.get(`${scheme}://shop.invalid/`));
      expect(error).toBeInstanceOf(NetworkError);
      expect((error as Error).message).toContain(`failed: ${reason}`);
    }
  });

  it("and closes the connection is a NetworkError", async () => {
    const proxy = await serveRaw((socket) => socket.once("data", () => socket.end()));
    useProxy({ HTTPS_PROXY: proxy.url });
    expect(await failure(newClient().http.get("https://shop.invalid/"))).toBeInstanceOf(NetworkError);
  });

  it("is asked again on the same connection, which the end of the run closes", async () => {
    const target = await serve((_, response) => json(response, "ok"));
    const proxy = await serve((_, response) => http.get(target.url, (answer) => answer.pipe(response)));
    useProxy({ HTTP_PROXY: proxy.url });
    const { http: client, lifetime } = newClient();
    await client.get("http://shop.invalid/");
    await client.get("http://shop.invalid/");
    expect(proxy.connections).toBe(1);
    const closed = [...proxy.sockets].map((socket) => once(socket, "close"));
    await lifetime.end();
    expect(await Promise.all(closed)).toHaveLength(1);
  });
});
