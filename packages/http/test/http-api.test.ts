import {
  AccessDenied,
  AuthenticationRequired,
  GalaxyPlugin,
  Inject,
  InvalidCredentials,
  NoLogin,
  OnHandshake,
  Platform,
  PluginDefinitionError,
  Service,
  token,
} from "@galaxy-kit/sdk";
import { startTestPlugin } from "@galaxy-kit/testing";
import { describe, expect, it } from "@jest/globals";
import {
  baseUrlOf,
  HttpApi,
  HttpAuth,
  HttpClient,
  HttpContext,
  type HttpRequest,
  type HttpResponse,
  keyAuth,
} from "../src/index.js";
import { failure } from "./support/client.js";
import { json, serve } from "./support/server.js";

interface Echo {
  readonly url: string;
  readonly headers: Record<string, string>;
}

/** Responds with the path and headers of the request. */
function echo() {
  return serve((request, response) => json(response, { url: request.url, headers: request.headers }));
}

const SHOP = token<string>("SHOP");

@Service()
class Key extends HttpAuth {
  static current = "old";
  refused = async (): Promise<boolean> => false;

  authorize(request: HttpRequest): void {
    request.headers["x-key"] = Key.current;
  }
}

@HttpApi({
  baseUrl: "https://api.shop.example/v2",
  auth: Key,
  headers: { "x-api": "1" },
  errors: { 418: () => new AccessDenied("tea") },
})
class ShopApi extends HttpClient {
  profile() {
    return this.get("/profile").json<Echo>();
  }
}

/** Starts an integration that uses an API at the given address. */
async function start<Api extends HttpClient>(Api: new (...args: never[]) => Api, providers: object[]) {
  @Service()
  class Library {
    constructor(@Inject(Api as unknown as new () => HttpClient) readonly api: HttpClient) {}

    @OnHandshake()
    begin(): void {}
  }

  @GalaxyPlugin({ platform: Platform.Test, services: [Library] })
  @NoLogin()
  class ShopPlugin {}

  const galaxy = await startTestPlugin(ShopPlugin, { overrides: providers as never });
  return { galaxy, api: galaxy.get(Library).api as Api };
}

describe("A class with @HttpApi()", () => {
  it("is injected without a provider, and its base URL can be replaced", async () => {
    const server = await echo();
    const { galaxy, api } = await start(ShopApi, [{ provide: baseUrlOf(ShopApi), useValue: `${server.url}/test` }]);
    const { url, headers } = await api.profile();
    expect(url).toBe("/test/profile");
    expect(headers).toMatchObject({ "x-api": "1", "x-key": "old" });
    await galaxy.close();
  });

  it("may have dependencies, and clients for other addresses with the same login", async () => {
    const server = await echo();

    @HttpApi({ auth: Key })
    class WideApi extends HttpClient {
      readonly store: HttpClient = this.extend({ baseUrl: `${this.address}/store` });

      constructor(
        context: HttpContext,
        @Inject(SHOP) readonly address: string,
      ) {
        super(context);
      }
    }

    const { galaxy, api } = await start(WideApi, [{ provide: SHOP, useValue: server.url }]);
    const { url, headers } = await api.store.get("offers").json<Echo>();
    expect(url).toBe("/store/offers");
    expect(headers).toHaveProperty("x-key", "old");
    await galaxy.close();
  });

  it("has its own name in the log, also for what extends it", async () => {
    const server = await serve((_, response) => json(response, {}, 404));
    const { galaxy, api } = await start(ShopApi, [{ provide: baseUrlOf(ShopApi), useValue: server.url }]);
    for (const client of [api, api.extend({ headers: {} })]) await failure(client.get("nothing"));
    const entries = galaxy.log.entries.filter(({ message }) => message.includes("/nothing returned status 404"));
    expect(entries.map(({ logger }) => logger)).toEqual(["ShopApi", "ShopApi"]);
    await galaxy.close();
  });

  it("has its mistakes reported at startup", async () => {
    @HttpApi({ baseUrl: "shop.example", timeout: "30s" })
    class WrongApi extends HttpClient {}
    const error = await failure(start(WrongApi, []));
    expect(error).toBeInstanceOf(PluginDefinitionError);
    expect(String(error)).toMatch(/WrongApi: @HttpApi\(\): baseUrl is "shop.example"\n.*Use an absolute URL, such as/);
    for (const origin of ["https://cdn.example/path", "cdn.example", "ftp://cdn.example"]) {
      @HttpApi({ baseUrl: "https://shop.example", origins: [origin] })
      class WrongHosts extends HttpClient {}
      expect(String(await failure(start(WrongHosts, [])))).toContain(`@HttpApi(): origins has "${origin}"`);
    }
  });

  it("is what baseUrlOf() takes", () => {
    expect(() => baseUrlOf(class PlainApi extends HttpClient {})).toThrow(
      "PlainApi has no @HttpApi(): add it, or pass another class to baseUrlOf().",
    );
  });
});

describe("A refused authorization", () => {
  /** Accepts one key. */
  const guarded = (key: string, seen: unknown[] = []) =>
    serve((request, response) => {
      seen.push(request.headers["x-key"]);
      json(response, { url: request.url, headers: request.headers }, request.headers["x-key"] === key ? 200 : 401);
    });

  const startGuarded = async (key: string, refused: (response: HttpResponse) => Promise<boolean>) => {
    const seen: unknown[] = [];
    const server = await guarded(key, seen);
    const { galaxy, api } = await start(ShopApi, [{ provide: baseUrlOf(ShopApi), useValue: server.url }]);
    Key.current = "old";
    galaxy.get(Key).refused = refused as never;
    return { galaxy, api, seen };
  };

  it("that was renewed sends the request once more", async () => {
    const { galaxy, api, seen } = await startGuarded("new", async ({ request }) => {
      expect(request.headers["x-key"]).toBe("old");
      Key.current = "new";
      return true;
    });
    await api.profile();
    expect(seen).toEqual(["old", "new"]);
    await galaxy.close();
  });

  it("that was renewed in vain is AuthenticationRequired, after one more request", async () => {
    const { galaxy, api, seen } = await startGuarded("another", async () => true);
    expect(await failure(api.profile())).toBeInstanceOf(AuthenticationRequired);
    expect(seen).toEqual(["old", "old"]);
    await galaxy.close();
  });

  it("is the error that refused() throws, or AuthenticationRequired", async () => {
    const { galaxy, api, seen } = await startGuarded("new", async () => false);
    expect(await failure(api.profile())).toBeInstanceOf(AuthenticationRequired);
    galaxy.get(Key).refused = () => Promise.reject(new InvalidCredentials("no"));
    expect(await failure(api.profile())).toEqual(new InvalidCredentials("no"));
    expect(seen).toEqual(["old", "old"]);
    await galaxy.close();
  });

  it("is none if the status has another meaning, or the request has no authorization", async () => {
    const { galaxy, api, seen } = await startGuarded("new", () => Promise.reject(new Error("refused() was called")));
    const errors = { 401: () => new AccessDenied("The profile is private") };
    expect(await failure(api.get("profile", { errors }))).toEqual(new AccessDenied("The profile is private"));
    expect((await api.get("profile", { acceptStatus: [401] })).status).toBe(401);
    expect(await failure(api.get("profile", { auth: false }))).toBeInstanceOf(AuthenticationRequired);
    expect(seen).toEqual(["old", "old", undefined]);
    const unless = { 401: () => undefined };
    expect(await failure(api.get("profile", { errors: unless }))).toEqual(new Error("refused() was called"));
    await galaxy.close();
  });
});

describe("The meaning of a status", () => {
  it("may be given for an API or for a request, with the response; without an error, it is the usual one", async () => {
    const server = await serve((request, response) =>
      json(response, { why: "private" }, Number(request.url?.slice(1))),
    );
    const { galaxy, api } = await start(ShopApi, [{ provide: baseUrlOf(ShopApi), useValue: server.url }]);
    expect(await failure(api.get("418"))).toEqual(new AccessDenied("tea"));
    const errors = {
      418: undefined as never,
      403: (response: HttpResponse) => new InvalidCredentials(response.json<{ why: string }>().why),
      404: () => undefined,
    };
    expect(await failure(api.get("403", { errors }))).toEqual(new InvalidCredentials("private"));
    expect(await failure(api.get("404", { errors }))).toMatchObject({ name: "UnknownError" });
    await galaxy.close();
  });
});

describe("keyAuth()", () => {
  const KEYS = token<{ current: string }>("KEYS");
  const auth = keyAuth({
    inject: [KEYS],
    send: ({ current }) => ({ searchParams: { key: current, user: undefined }, headers: { "X-Key": current } }),
    refused: "The shop does not know this key",
  });

  @HttpApi({ auth })
  class KeyApi extends HttpClient {}

  const begin = async (url: string, keys: { current: string }) =>
    await start(KeyApi, [
      { provide: baseUrlOf(KeyApi), useValue: url },
      { provide: KEYS, useValue: keys },
    ]);

  it("sends the current key, unless a request has one of its own", async () => {
    const server = await echo();
    const keys = { current: "old" };
    const { galaxy, api } = await begin(server.url, keys);
    keys.current = "new";
    const sent = await api.get("profile").json<Echo>();
    expect(sent).toMatchObject({ url: "/profile?key=new", headers: { "x-key": "new" } });
    const tried = { searchParams: { key: "tried" }, headers: { "x-key": "tried" } };
    expect(await api.get("profile", tried).json<Echo>()).toMatchObject({
      url: "/profile?key=tried",
      headers: { "x-key": "tried" },
    });
    await galaxy.close();
  });

  it("that is refused asks the user for another one", async () => {
    const server = await serve((_request, response) => response.writeHead(401).end());
    const { galaxy, api } = await begin(server.url, { current: "k" });
    await expect(api.get("profile")).rejects.toThrow(new InvalidCredentials("The shop does not know this key"));
    await galaxy.close();
  });
});
