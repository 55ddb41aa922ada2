import { AccessDenied, AuthenticationRequired, InvalidCredentials } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { HttpClient, type HttpClientOptions, HttpContext } from "../src/index.js";
import { failure, newClient } from "./support/client.js";
import { json, serve } from "./support/server.js";

/** Responds with the path and headers of the request. */
function echo() {
  return serve((request, response) => json(response, { url: request.url, headers: request.headers }));
}

interface Echo {
  readonly url: string;
  readonly headers: Record<string, string>;
}

describe("The base URL", () => {
  it.each([
    ["/api", "games", "/api/games"],
    ["/api/", "games", "/api/games"],
    ["/api/", "/games", "/api/games"],
    ["", "/games?page=1", "/games?page=1"],
    ["/api", "", "/api"],
    ["/api", "?page=1", "/api/?page=1"],
    ["/api", "steam:1", "/api/steam:1"],
    ["/api", "//shop.example/x", "/api/shop.example/x"],
  ])("%s with the path %s resolves to %s", async (base, path, url) => {
    const server = await echo();
    const shop = newClient().http.extend({ baseUrl: server.url + base });
    expect((await shop.get(path).json<Echo>()).url).toBe(url);
  });

  it("is ignored if the path is an absolute URL", async () => {
    const server = await echo();
    const shop = newClient().http.extend({ baseUrl: "https://shop.invalid/" });
    expect((await shop.get(`${server.url}/next?page=2`).json<Echo>()).url).toBe("/next?page=2");
    expect((await shop.get(new URL("/url", server.url)).json<Echo>()).url).toBe("/url");
  });

  it.each([
    ["api/", 'baseUrl is "api/". Use an absolute URL, such as "https://shop.example/api/".'],
    ["/api", 'baseUrl is "/api". Use an absolute URL, such as "https://shop.example/api/".'],
    ["shop.example", 'baseUrl is "shop.example". Use an absolute URL, such as "https://shop.example/api/".'],
    ["localhost:80/", 'baseUrl is "localhost:80/". Use an absolute URL, such as "https://shop.example/api/".'],
    ["ftp://shop.example/", 'baseUrl starts with "ftp:". Use one such as "https://shop.example/api/".'],
    [
      "https://u:p@shop.example/?key=s3cr3t",
      'baseUrl "https://shop.example/" has a query or a fragment. Put parameters in searchParams.',
    ],
  ])("cannot be %s", (baseUrl, message) => {
    expect(() => newClient().http.extend({ baseUrl })).toThrow(new TypeError(message));
  });
});

describe("Extending a client", () => {
  it("adds headers, ignoring case, and query parameters; the value closest to the request wins", async () => {
    const server = await echo();
    const { http } = newClient();
    const shop = http.extend({
      baseUrl: server.url,
      headers: { "User-Agent": "shop", "x-a": "1", "x-b": "1", "x-c": "1" },
      searchParams: { key: "k", lang: "en" },
    });
    const store = shop.extend({ headers: { "X-B": "2", "x-c": "2" }, searchParams: { lang: "de" } });
    const { url, headers } = await store
      .get("games?page=1", { headers: { "x-C": "3", "x-a": undefined } })
      .json<Echo>();
    expect(headers).toMatchObject({ "user-agent": "shop", "x-b": "2", "x-c": "3" });
    expect(headers).not.toHaveProperty("x-a");
    expect(url).toBe("/games?page=1&key=k&lang=de");
    expect((await store.get("games?lang=fr").json<Echo>()).url).toBe("/games?lang=fr&key=k");
    expect((await shop.get("").json<Echo>()).headers).toMatchObject({ "x-a": "1", "x-b": "1", "x-c": "1" });
    expect((await http.get(server.url).json<Echo>()).headers).toMatchObject({ "user-agent": "galaxy-kit" });
  });

  it("calls header functions before each request", async () => {
    const server = await echo();
    let token = 0;
    const shop = newClient().http.extend({ baseUrl: server.url, headers: { "x-a": "1" } });
    const account = shop.extend({ headers: async () => ({ authorization: `Bearer ${(token += 1)}` }) });
    const seen = async (): Promise<unknown> => (await account.get("me").json<Echo>()).headers;
    expect(await seen()).toMatchObject({ "x-a": "1", authorization: "Bearer 1" });
    expect(await seen()).toMatchObject({ "x-a": "1", authorization: "Bearer 2" });
    expect((await shop.get("").json<Echo>()).headers).not.toHaveProperty("authorization");
  });

  it("rejects an invalid timeout", () => {
    expect(() => newClient().http.extend({ timeout: "soon" as never })).toThrow(
      'timeout is "soon". Use a duration from "1ms" to "24d", such as "30s".',
    );
  });
});

describe("Hooks", () => {
  it("can change a request before it is sent; those of the base client run first", async () => {
    const server = await echo();
    const adding = (text: string): HttpClientOptions => ({
      hooks: { beforeRequest: [({ headers }) => void (headers["x-path"] = `${headers["x-path"] ?? ""}${text}`)] },
    });
    const shop = newClient()
      .http.extend({ baseUrl: server.url, ...adding("a") })
      .extend(adding("b"));
    const signing = shop.extend({
      hooks: { beforeRequest: [async ({ url, body }) => url.searchParams.set("signed", String(body))] },
    });
    const seen = await signing.post("games", { json: { id: 1 } }).json<Echo>();
    expect(seen.headers["x-path"]).toBe("ab");
    expect(seen.url).toBe("/games?signed=%7B%22id%22%3A1%7D");
  });

  it("can refresh a token and send the request again", async () => {
    const seen: unknown[] = [];
    const server = await serve((request, response) => {
      seen.push(request.headers.authorization);
      json(response, { ok: true }, request.headers.authorization === "Bearer new" ? 200 : 401);
    });
    let token = "old";
    const shop = newClient().http.extend({
      baseUrl: server.url,
      headers: () => ({ authorization: `Bearer ${token}` }),
      hooks: {
        afterResponse: [
          (response, retry) => {
            if (response.status !== 401) return undefined;
            token = "new";
            return retry();
          },
        ],
      },
    });
    expect(await shop.get("me").json()).toEqual({ ok: true });
    expect(seen).toEqual(["Bearer old", "Bearer new"]);
  });

  it("cannot retry forever: a retry runs only the hooks listed before", async () => {
    const server = await serve((_, response) => json(response, {}, 401));
    const calls: string[] = [];
    const retrying = (name: string): HttpClientOptions => ({
      hooks: { afterResponse: [(_, retry) => (calls.push(name), retry())] },
    });
    const shop = newClient().http.extend(retrying("a")).extend(retrying("b"));
    expect(await failure(shop.get(server.url))).toBeInstanceOf(AuthenticationRequired);
    expect(calls).toEqual(["a", "b", "a"]);
    expect(server.connections).toBe(1);
  });

  it("can use the client while all connections are in use", async () => {
    const server = await serve((request, response) => json(response, {}, request.url === "/token" ? 200 : 401));
    const { http } = newClient();
    const refresh = async (): Promise<void> => {
      await http.get(`${server.url}/token`);
    };
    const shop = http.extend({ hooks: { afterResponse: [refresh] } });
    const many = Array.from({ length: 40 }, () => failure(shop.get(server.url, { timeout: "5000ms" })));
    for (const error of await Promise.all(many)) expect(error).toBeInstanceOf(AuthenticationRequired);
  });

  it("can replace an error", async () => {
    const server = await serve((_, response) => json(response, {}, 403));
    const shop = newClient().http.extend({
      hooks: {
        beforeError: [
          (error, request) =>
            error instanceof AccessDenied
              ? new InvalidCredentials(`${request?.url.pathname ?? ""} ${JSON.stringify(error.data["status"])}`)
              : undefined,
        ],
      },
    });
    const error = await failure(shop.get(`${server.url}/me`));
    expect(error).toEqual(new InvalidCredentials("/me 403"));
    expect(error).toBeInstanceOf(InvalidCredentials);
  });

  it.each(["beforeRequest", "afterResponse", "beforeError"] as const)(
    "that throw in %s reject the request with their own error",
    async (when) => {
      const server = await serve((_, response) => json(response, {}, 500));
      const mistake = new RangeError("in a hook");
      const { http, log } = newClient();
      const hook = (): never => {
        throw mistake;
      };
      expect(await failure(http.extend({ hooks: { [when]: [hook] } }).get(server.url))).toBe(mistake);
      expect(log.lines).toEqual([]);
    },
  );
});

it("A client can be injected: its dependencies are classes", () => {
  const { getMetadata } = Reflect as unknown as { getMetadata(key: string, target: object): unknown };
  expect(getMetadata("design:paramtypes", HttpClient)).toEqual([HttpContext]);
});
