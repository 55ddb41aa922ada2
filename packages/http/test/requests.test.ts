import { gzipSync } from "node:zlib";
import { UnknownBackendResponse } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import type { HttpAuth } from "../src/index.js";
import { failure, newClient } from "./support/client.js";
import { json, read, serve } from "./support/server.js";

/** Responds with what it received. */
function echo() {
  return serve((request, response) => {
    const { method, url, headers } = request;
    void read(request).then((body) => json(response, { method, url, headers, body }));
  });
}

interface Echo {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

describe("A request", () => {
  it("reads JSON", async () => {
    const server = await serve((_, response) => json(response, { name: "Ana" }));
    expect(await newClient().http.get(server.url).json<{ name: string }>()).toEqual({ name: "Ana" });
  });

  it("reads text in the server's charset, and bytes as they are", async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { "content-type": "text/plain; charset=iso-8859-1" }).end(Buffer.from([0x64, 0xe9]));
    });
    const { http } = newClient();
    expect(await http.get(server.url).text()).toBe("dé");
    expect([...(await http.get(server.url).buffer())]).toEqual([0x64, 0xe9]);
  });

  it.each<[what: string, contentType: string, body: Buffer]>([
    ["the charset that the server names", "application/json; charset=windows-1251", Buffer.from([0x22, 0xc8, 0x22])],
    ["its charset in quotes", "application/json; charset='koi8-r'", Buffer.from([0x22, 0xe9, 0x22])],
    ["UTF-8 by default", "application/json", Buffer.from('"И"')],
    ["UTF-8 if the charset is unknown", "application/json; charset=binary", Buffer.from('"И"')],
    ["UTF-8 with a byte order mark", "application/json; charset=latin1", Buffer.from('\ufeff"И"')],
    ["UTF-16 with a byte order mark", "application/json", Buffer.from('\ufeff"И"', "utf16le")],
  ])("reads JSON in %s", async (_, contentType, body) => {
    const server = await serve((_, response) => response.writeHead(200, { "content-type": contentType }).end(body));
    expect(await newClient().http.get(server.url).json()).toBe("И");
  });

  it("reads integers that a number cannot represent as text, on request", async () => {
    const document =
      '{"id":76561198000000001,"negative":-9007199254740993,"exact":9007199254740991,"float":12345678901234567.5,' +
      '"big":1e30,"9007199254740993":[18446744073709551615],"text":"\\"id\\":76561198000000001 \\\\"}';
    const server = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end(document);
    });
    const { http } = newClient();
    expect(await http.get(server.url).json({ bigIntegers: "text" })).toEqual({
      id: "76561198000000001",
      negative: "-9007199254740993",
      exact: 9007199254740991,
      float: 12345678901234568,
      big: 1e30,
      "9007199254740993": ["18446744073709551615"],
      text: '"id":76561198000000001 \\',
    });
    expect(await http.get(server.url).json()).toMatchObject({ id: 76561198000000000 });
  });

  it.each(["012345678901234567890", "[12345678901234567890 1]", "12345678901234567890x"])(
    "that does not get valid JSON fails, even if integers are read as text: %s",
    async (document) => {
      const server = await serve((_, response) => {
        response.writeHead(200, { "content-type": "application/json" }).end(document);
      });
      const pending = newClient().http.get(server.url).json({ bigIntegers: "text" });
      await expect(pending).rejects.toThrow("that are not valid JSON");
    },
  );

  it("finds out at once that a long text has no end", async () => {
    const body = `{"id":"${'\\"'.repeat(40_000)}`;
    const server = await serve((_, response) => {
      response.setHeader("content-type", "application/json");
      response.end(body);
    });
    const response = await newClient().http.get(server.url);
    const before = process.cpuUsage();
    expect(() => response.json({ bigIntegers: "text" })).toThrow("not valid JSON");
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  });

  it("decompresses the body of a response", async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("compressed"));
    });
    expect(await newClient().http.get(server.url).text()).toBe("compressed");
  });

  it("resolves to status, headers, URL and body", async () => {
    const server = await serve((_, response) => {
      response.writeHead(201, { "x-left": "7", "set-cookie": ["a=1", "b=2"] }).end("created");
    });
    const answer = await newClient().http.post(`${server.url}/games`);
    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({ "x-left": "7", "set-cookie": ["a=1", "b=2"] });
    expect(answer.url).toBe(`${server.url}/games`);
    expect(answer.text()).toBe("created");
  });

  it.each([
    [{ json: { a: [1] } }, '{"a":[1]}', "application/json"],
    [{ json: null }, "null", "application/json"],
    [{ form: { a: "ü &", b: [1, 2] } }, "a=%C3%BC+%26&b=1&b=2", "application/x-www-form-urlencoded"],
    [{ body: "<a/>", headers: { "Content-Type": "text/xml" } }, "<a/>", "text/xml"],
    [{ body: Buffer.from("bytes") }, "bytes", undefined],
    [{ json: {}, headers: { "content-type": "application/vnd.shop+json" } }, "{}", "application/vnd.shop+json"],
  ])("sends %j", async (options, body, type) => {
    const server = await echo();
    const seen = await newClient().http.post(server.url, options).json<Echo>();
    expect(seen.body).toBe(body);
    expect(seen.headers["content-type"]).toBe(type);
  });

  it.each(["get", "post", "put", "patch", "delete"] as const)("is sent with the method of %s()", async (method) => {
    const server = await echo();
    expect((await newClient().http[method](server.url).json<Echo>()).method).toBe(method.toUpperCase());
  });

  it("can be a HEAD request, whose response has no body", async () => {
    const server = await serve(
      (request, response) => void response.writeHead(200, { "x-method": request.method }).end(),
    );
    const answer = await newClient().http.head(server.url);
    expect(answer.headers["x-method"]).toBe("HEAD");
    expect(answer.body).toHaveLength(0);
  });

  it("adds search parameters to those of the path", async () => {
    const server = await echo();
    const searchParams = { page: 2, tag: ["a", "b"], q: "x&y", none: undefined, size: 10 };
    const { url } = await newClient().http.get(`${server.url}/games?size=50&kept=%20`, { searchParams }).json<Echo>();
    const query = new URL(url, server.url).searchParams;
    expect([...query]).toEqual(
      expect.arrayContaining([
        ["page", "2"],
        ["tag", "a"],
        ["tag", "b"],
        ["q", "x&y"],
        ["size", "10"],
        ["kept", " "],
      ]),
    );
    expect([...query]).toHaveLength(6);
  });

  it("keeps the encoding of the path's query if nothing is added", async () => {
    const server = await echo();
    expect((await newClient().http.get(`${server.url}/a%2Fb?signature=a%20b/~*'`).json<Echo>()).url).toBe(
      "/a%2Fb?signature=a%20b/~*%27",
    );
  });

  it("follows redirects, and reports the final URL", async () => {
    const server = await serve((request, response) => {
      if (request.url === "/old") response.writeHead(302, { location: "/new" }).end();
      else json(response, { at: request.url });
    });
    const answer = await newClient().http.get(`${server.url}/old`);
    expect(answer.json()).toEqual({ at: "/new" });
    expect(answer.url).toBe(`${server.url}/new`);
  });

  it("does not send tokens and cookies to another host", async () => {
    const other = await echo();
    const server = await serve((_, response) => void response.writeHead(302, { location: other.url }).end());
    const shop = newClient().http.extend({
      headers: () => ({
        authorization: "Bearer t",
        cookie: "c=1",
        "proxy-authorization": "Basic dTpw",
        "x-lang": "en",
      }),
    });
    const { headers } = await shop.get(server.url).json<Echo>();
    expect(headers["x-lang"]).toBe("en");
    expect(headers).not.toHaveProperty("authorization");
    expect(headers).not.toHaveProperty("cookie");
    expect(headers).not.toHaveProperty("proxy-authorization");
  });

  describe("with an auth", () => {
    let refusals = 0;
    const auth: HttpAuth = {
      refusals: [401],
      authorize: ({ headers }) => void Object.assign(headers, { "x-api-key": "k", authorization: "Bearer t" }),
      refused: () => {
        refusals += 1;
        return Promise.resolve(false);
      },
    };
    const login = { "x-api-key": "k", authorization: "Bearer t" };
    const redirect = (location: string, status = 302) =>
      serve((_, response) => void response.writeHead(status, { location }).end());

    it("fails for an address of another host, and says what to do", async () => {
      const other = await echo();
      const http = newClient().http.extend({ auth, baseUrl: "https://api.shop.example" });
      const error = await failure(http.get(`${other.url}/cover?key=s3cr3t`));
      expect(error).toBeInstanceOf(TypeError);
      expect(String(error)).toBe(
        `TypeError: ${other.url} would receive the login of another host. Add "${other.url}" to the origins of @HttpApi() if it ` +
          `belongs to the backend, or send the request with auth: false.`,
      );
      expect(other.connections).toBe(0);
      const { headers } = await http.get(other.url, { auth: false }).json<Echo>();
      expect(headers).not.toHaveProperty("x-api-key");
      const wider = http.extend({ origins: [other.url] });
      expect((await wider.get(`${other.url}/cover`).json<Echo>()).headers).toMatchObject(login);
    });

    it("does not send what that has added to another host", async () => {
      const other = await echo();
      const server = await redirect(other.url);
      const { headers } = await newClient().http.extend({ auth, baseUrl: server.url }).get("").json<Echo>();
      expect(headers).not.toHaveProperty("x-api-key");
      expect(headers).not.toHaveProperty("authorization");
    });

    it("sends it to a host of its own that a redirect leads to, unless another one was in between", async () => {
      const own = await echo();
      const direct = await redirect(own.url);
      const elsewhere = await redirect(own.url);
      const around = await redirect(elsewhere.url);
      const http = newClient().http.extend({ auth, baseUrl: direct.url, origins: [own.url, `${around.url}/`] });
      expect((await http.get("").json<Echo>()).headers).toMatchObject(login);
      const { headers } = await http.get(around.url).json<Echo>();
      expect(headers).not.toHaveProperty("x-api-key");
      expect(headers).not.toHaveProperty("authorization");
    });

    it("is not refused by another host, which did not get it", async () => {
      const other = await serve((_, response) => json(response, {}, 401));
      const server = await redirect(other.url);
      refusals = 0;
      const http = newClient().http.extend({ auth, baseUrl: server.url });
      await failure(http.get(""));
      expect(refusals).toBe(0);
    });
  });

  it.each([307, 308])(
    "does not send its body to another host that a redirect with status %i leads to",
    async (status) => {
      const bodies: string[] = [];
      const other = await serve((request, response) => {
        void read(request).then((body) => {
          bodies.push(body);
          json(response, {});
        });
      });
      const server = await serve((request, response) => {
        const location = request.url === "/here" ? "/there" : other.url;
        if (request.url === "/there") json(response, {});
        else response.writeHead(status, { location }).end();
      });
      const http = newClient().http.extend({ baseUrl: server.url });
      const error = await failure(http.post("login?key=s3cr3t", { json: { password: "s3cr3t" } }));
      expect(error).toBeInstanceOf(UnknownBackendResponse);
      expect((error as Error).message).toBe(
        `POST ${server.url}/login?key=… was redirected (${status}) to ${other.url}, which would receive its body: ` +
          "use that address, or add it to origins if it belongs to the API",
      );
      await expect((await http.got()).post("login", { json: {} })).rejects.toThrow("which would receive its body");
      expect(bodies).toEqual([]);
      expect((await http.post("here", { json: {} })).status).toBe(200);
      await http.extend({ origins: [other.url] }).post("login", { json: { a: 1 } });
      expect(bodies).toEqual(['{"a":1}']);
    },
  );

  it("resolves to the redirect itself with followRedirects: false", async () => {
    const server = await serve((_, response) => void response.writeHead(302, { location: "/new" }).end());
    const answer = await newClient().http.get(server.url, { followRedirects: false });
    expect([answer.status, answer.headers["location"]]).toEqual([302, "/new"]);
  });

  it("resolves to a response with an error status that the caller accepts", async () => {
    const server = await serve((_, response) => json(response, { errors: ["no stats"] }, 400));
    const { http, log } = newClient();
    const answer = await http.get(server.url, { acceptStatus: [400, 404] });
    expect([answer.status, answer.json()]).toEqual([400, { errors: ["no stats"] }]);
    expect(log.lines).toEqual([]);
  });

  it("reuses a connection", async () => {
    const server = await echo();
    const { http } = newClient();
    for (let turn = 0; turn < 3; turn += 1) await http.get(server.url).json();
    expect(server.connections).toBe(1);
  });
});

describe("Invalid options", () => {
  const http = () => newClient().http;

  it.each([
    [() => http().get("profile"), /"profile" is not an absolute URL.*@HttpApi\(\{ baseUrl: "https:/],
    [() => http().get("https://"), /is not a valid URL\. Use one such as "https:/],
    [() => http().get("ftp://shop.example/"), /starts with "ftp:"\. Use one such as "https:/],
    [
      () => http().get("http://127.0.0.1/", { json: {} }),
      /GET request cannot have a body, but found json: use searchParams/,
    ],
    [
      () => http().post("http://127.0.0.1/", { json: {}, form: {} }),
      /one body, but found json and form: keep one of them/,
    ],
    [
      () => http().post("http://127.0.0.1/", { json: () => 1 }),
      /json is a function: pass a value that JSON can represent/,
    ],
    [
      () => http().get("http://127.0.0.1/", { headers: { "X-Token": "s3cr3t\n" } }),
      /^headers: the value of "x-token" contains U\+000A, which no header can hold: remove line feeds with trim\(\)/,
    ],
    [
      () =>
        http()
          .extend({ headers: () => ({ "x-user": "Ада" }) })
          .get("http://127.0.0.1/"),
      /^headers: the value of "x-user" contains U\+0410, which no header can hold: .* encodeURIComponent\(\)/,
    ],
    [
      () =>
        http()
          .extend({ hooks: { beforeRequest: [(request) => void (request.headers["x-icon"] = "😀")] } })
          .get("http://127.0.0.1/"),
      /^headers: the value of "x-icon" contains U\+1F600/,
    ],
    [
      async () =>
        (
          await http()
            .extend({ headers: { "x-token": "a\r" } })
            .got()
        )("http://127.0.0.1/"),
      /^headers: .*U\+000D/,
    ],
    [
      () => http().get("http://127.0.0.1/", { headers: { "x user": "ada" } }),
      /^headers: "x user" is not a valid name: use letters, digits and hyphens/,
    ],
    [
      () => http().get("http://127.0.0.1/", { headers: { "x-id": 5 as never } }),
      /^headers: the value of "x-id" is a number: pass a string/,
    ],
    [() => http().get("http://127.0.0.1/", { headers: { "x-id": null as never } }), /"x-id" is null: pass a string/],
    [
      () => http().get("http://127.0.0.1/", { timeout: "0ms" }),
      /^timeout is "0ms"\. Use a duration from "1ms" to "24d"/,
    ],
    [() => http().get("http://127.0.0.1/", { timeout: "25d" }), /^timeout is "25d"\. Use a duration/],
  ])("reject the request and name the fix (case %#)", async (send, message) => {
    await expect(send()).rejects.toThrow(message);
    await expect(send()).rejects.toBeInstanceOf(TypeError);
  });
});
