import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock, Duration } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/internal";
import { doNotKeepAlive } from "./do-not-keep-alive.js";
import { FakeLimit, type FakeLimitOptions } from "./fake-limit.js";
import { fakePage, type FakePagesOptions } from "./fake-pages.js";
import { type FakeHandler, type FakeRequest, FakeResponse, send } from "./fake-response.js";
import { fail, type FakeFailure, Fault, type FaultOptions } from "./faults.js";
import { patternOf } from "./route-path.js";

interface Route {
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  readonly handler: FakeHandler;
}

/**
 * A backend on a real socket, for tests: routes, pages, limits and outages, on the clock of the test.
 *
 * @example
 * ```ts
 * const clock = new FakeClock();
 * const backend = await FakeApi.start({ clock });
 * backend.get("/users/:id", ({ params }) => ({ id: params["id"], name: "Ada" }));
 * backend.pages("/owned", { page: "page", items: () => games });
 * backend.limit({ requests: 8, per: "1s" });
 * const overrides = [{ provide: baseUrlOf(ShopApi), useValue: backend.url }];
 * const galaxy = await startTestPlugin(ShopPlugin, { clock, overrides });
 * backend.fail(503, { for: "10s" });
 * ```
 */
export class FakeApi {
  /** What has arrived so far, also what was refused. */
  readonly requests: FakeRequest[] = [];
  readonly #clock: Clock;
  readonly #server: Server;
  readonly #routes: Route[] = [];
  #limits: FakeLimit[] = [];
  #faults: Fault[] = [];
  #port: number;
  /** The first mistake in a route, until {@link close} has reported it. */
  #mistake: Error | undefined;

  private constructor(clock: Clock, port: number) {
    this.#clock = clock;
    this.#port = port;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        // The request cannot be read: its body breaks off, or its address is not valid.
        send(new FakeResponse({ error: String(error) }, { status: 500 }), response);
      });
    });
  }

  /**
   * Starts a backend on this computer.
   *
   * @param options - `port` is for a backend that you start by hand, and that a packed integration has to find; by default, it is a free one
   */
  static async start({ clock, port = 0 }: { readonly clock: Clock; readonly port?: number }): Promise<FakeApi> {
    const api = new FakeApi(clock, port);
    if (port === 0) doNotKeepAlive(api.#server);
    await api.resume();
    return api;
  }

  /** The address, without a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Responds to GET requests. A part of the path with `:` stands for anything: `/users/:id`. */
  get(path: string, handler: FakeHandler): void {
    this.route("GET", path, handler);
  }

  /** Responds to POST requests. */
  post(path: string, handler: FakeHandler): void {
    this.route("POST", path, handler);
  }

  /** Responds to requests with any method. A route replaces an earlier one with the same method and path. */
  route(method: string, path: string, handler: FakeHandler): void {
    this.#routes.unshift({ method, path, pattern: patternOf(path), handler });
  }

  /** Responds with a list in pages. */
  pages<Item>(path: string, options: FakePagesOptions<Item>): void {
    this.get(path, (request) => fakePage(options, request));
  }

  /** Responds with 429 to more requests than this. Limits add up. */
  limit(options: FakeLimitOptions): void {
    this.#limits.push(new FakeLimit(options, this.#clock));
  }

  /** Fails, until it is over or {@link recover} is called. The latest failure comes first. */
  fail(failure: FakeFailure, options: FaultOptions = {}): void {
    this.#faults.unshift(new Fault({ failure }, options, this.#clock));
  }

  /** Responds later, on the clock of the test. */
  delay(duration: Duration, options: Omit<FaultOptions, "headers" | "body"> = {}): void {
    this.#faults.unshift(new Fault({ delayMs: toMilliseconds(duration) }, options, this.#clock));
  }

  /** Ends all failures, delays and limits. */
  recover(): void {
    this.#faults = [];
    this.#limits = [];
  }

  /** Closes all connections and stops listening, as if it had been killed. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  /** Listens again, on the same port. */
  async resume(): Promise<void> {
    if (this.#server.listening) return;
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Ends the backend. Then rejects if a handler has thrown, or has returned what cannot be sent: the integration only sees status 500. */
  async close(): Promise<void> {
    await this.stop();
    const mistake = this.#mistake;
    this.#mistake = undefined;
    if (mistake) throw mistake;
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(incoming.url ?? "/", this.url);
    const body = await textOf(incoming);
    const route = this.#routes.find(({ method, pattern }) => method === incoming.method && pattern.test(pathname));
    const request: FakeRequest = {
      method: incoming.method ?? "",
      path: pathname,
      query: searchParams,
      headers: incoming.headers,
      body,
      params: decoded(route?.pattern.exec(pathname)?.groups),
      at: this.#clock.now(),
      json: () => JSON.parse(body) as unknown,
      form: () => new URLSearchParams(body),
    };
    this.requests.push(request);
    if (await this.#failed(request, response)) return;
    if (route) await this.#handle(request, route, response);
    else send(this.#missing(request), response);
  }

  /** Whether the request fails or is refused, which has been dealt with. */
  async #failed(request: FakeRequest, response: ServerResponse): Promise<boolean> {
    for (const fault of this.#faults) {
      if (!fault.takes(request.path)) continue;
      const { effect } = fault;
      if ("failure" in effect) {
        const failed = fail(effect.failure, fault.response, response);
        if (failed) send(failed, response);
        return true;
      }
      await this.#clock.sleep(effect.delayMs);
    }
    for (const limit of this.#limits) {
      const refused = limit.refuse();
      if (!refused) continue;
      send(refused, response);
      return true;
    }
    return false;
  }

  async #handle(request: FakeRequest, { method, path, handler }: Route, response: ServerResponse): Promise<void> {
    try {
      const result = await handler(request);
      send(
        result instanceof FakeResponse ? result : new FakeResponse(JSON.stringify(result ?? null), JSON_BODY),
        response,
      );
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      this.#mistake ??= new Error(`A route of the FakeApi failed: ${method} ${path}: ${reason}`, { cause });
      send(new FakeResponse({ error: String(cause) }, { status: 500 }), response);
    }
  }

  #missing({ method, path }: FakeRequest): FakeResponse {
    const routes = new Set(this.#routes.map((route) => `${route.method} ${route.path}`).reverse());
    const known = routes.size === 0 ? "No route is defined yet" : `The routes are: ${[...routes].join(", ")}`;
    return new FakeResponse({ error: `no route for ${method} ${path}. ${known}` }, { status: 404 });
  }
}

const JSON_BODY = { headers: { "content-type": "application/json" } };

function decoded(groups: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
  return text;
}
