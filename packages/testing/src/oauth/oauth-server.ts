import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Clock, Duration } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/internal";
import { doNotKeepAlive } from "../fake-api/do-not-keep-alive.js";
import { send } from "../fake-api/fake-response.js";
import { fail, type Failing, type FakeFailure, Fault, type FaultOptions } from "../fake-api/faults.js";
import { AuthorizationCodes } from "./authorization-codes.js";
import { DeviceCodes } from "./device-codes.js";
import { IssuedTokens, type OAuthUser } from "./issued-tokens.js";
import { decideOn, LoginPage } from "./login-page.js";
import { respond } from "./respond.js";

/** Options of {@link startOAuthServer}. */
export interface OAuthServerOptions {
  /** The clock that codes and tokens expire on: that of the test. */
  readonly clock: Clock;
  /** The port, for a server that you start by hand; a free one by default. */
  readonly port?: number;
  /** The client that the server knows; `test-client` by default. */
  readonly clientId?: string;
  /** The secret that the client has to send; none by default. */
  readonly clientSecret?: string;
  /** Who logs in. */
  readonly user?: OAuthUser;
  /** How long an access token is valid; `"1h"` by default. */
  readonly accessTokenLifetime?: Duration;
  /** How many days a session lasts, even if it is renewed; without an end by default. */
  readonly sessionDays?: number;
  /** Whether a refresh token can be used only once; true by default. */
  readonly rotation?: boolean;
}

/** A request for tokens that the server has received. */
export interface OAuthRequest {
  readonly grantType: string;
  /** The status of the response; undefined if there was none. */
  readonly status: number | undefined;
}

const DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

/**
 * Starts an OAuth 2 server on this computer: a stand-in for the login of a platform, for tests. It has a page where a user logs in, codes
 * that can be used once, PKCE, rotation, a flow for devices, and the failures of real servers. It follows the clock of the test.
 *
 * @example
 * ```ts
 * const clock = new FakeClock();
 * const server = await startOAuthServer({ clock });
 * const overrides = [{ provide: SHOP_SERVER, useValue: server.endpoints }];
 * const galaxy = await startTestPlugin(ShopPlugin, { clock, overrides });
 * const { authParams } = (await galaxy.authenticate()) as NextStep;
 * await galaxy.passLoginCredentials({ endUri: await server.approve(authParams.startUri) });
 * ```
 */
export async function startOAuthServer(options: OAuthServerOptions): Promise<OAuthServer> {
  const server = createServer();
  if (options.port === undefined) doNotKeepAlive(server);
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  return new OAuthServer(server, options);
}

/** A running OAuth 2 server: see {@link startOAuthServer}. */
export class OAuthServer {
  /** Who logs in next. */
  user: OAuthUser;
  /** Called before a request for tokens is answered: a test can wait there, or do something at the same time. */
  onTokenRequest: () => Promise<void> | void = () => undefined;
  readonly #url: string;
  readonly #tokens: IssuedTokens;
  readonly #codes: AuthorizationCodes;
  readonly #devices: DeviceCodes;
  readonly #page: LoginPage;
  readonly #requests: OAuthRequest[] = [];
  #faults: Fault<Failing>[] = [];

  constructor(
    private readonly server: Server,
    private readonly options: OAuthServerOptions,
  ) {
    const { clock, accessTokenLifetime = "1h", sessionDays = Infinity, rotation = true } = options;
    this.user = options.user ?? { id: "1", name: "Jo" };
    this.#url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const accessMs = toMilliseconds(accessTokenLifetime);
    const tokens = new IssuedTokens(clock, { accessMs, sessionMs: sessionDays * 86_400_000, rotation });
    const codes = new AuthorizationCodes(clock, tokens);
    this.#tokens = tokens;
    this.#codes = codes;
    this.#devices = new DeviceCodes(clock, tokens);
    this.#page = new LoginPage({ clientId: this.#clientId, codes, tokens });
    server.on("request", (request, response) => {
      this.#respond(request, response).catch(() => response.destroy());
    });
  }

  /** The addresses of the server and its client, as `@OAuth2Login()` takes them. */
  get endpoints(): {
    readonly authorize: string;
    readonly token: string;
    readonly device: string;
    readonly clientId: string;
    readonly clientSecret?: string;
  } {
    const { clientSecret } = this.options;
    return {
      authorize: `${this.#url}/authorize`,
      token: `${this.#url}/token`,
      device: `${this.#url}/device`,
      clientId: this.#clientId,
      ...(clientSecret !== undefined && { clientSecret }),
    };
  }

  /** The requests for tokens so far. */
  get requests(): readonly OAuthRequest[] {
    return this.#requests;
  }

  /** Every code and token so far, to search logs and files for them. */
  get secrets(): readonly string[] {
    return [...this.#codes.all, ...this.#tokens.all];
  }

  // What a user does

  /** Logs in on the page of a login. Resolves to the address that the server sends the browser to. */
  async approve(address: string): Promise<string> {
    return await decideOn(address, "allow");
  }

  /** Declines on the page of a login. Resolves to the address that the server sends the browser to. */
  async deny(address: string): Promise<string> {
    return await decideOn(address, "deny");
  }

  /** Enters the code that a device shows; by default, the one that was requested last. */
  approveDevice(userCode?: string): void {
    this.#devices.decide("approved", userCode);
  }

  /** Declines what a device asks for. */
  denyDevice(userCode?: string): void {
    this.#devices.decide("denied", userCode);
  }

  // What a backend does

  /** Returns whose access token it is, with or without `Bearer` before it; undefined if it is not valid. */
  userOf(accessToken: string | undefined): OAuthUser | undefined {
    return this.#tokens.userOf(accessToken?.replace(/^Bearer /, "") ?? "");
  }

  // What happens to a server

  /** Ends all sessions: no token is valid anymore. */
  revoke(): void {
    this.#tokens.revokeAll();
  }

  /** Ends all access tokens before their time. Refresh tokens stay valid. */
  revokeAccessTokens(): void {
    this.#tokens.revokeAccess();
  }

  /** Makes requests for tokens fail, until the failure is over or {@link recover} is called. The latest failure comes first. */
  fail(failure: FakeFailure, options: Omit<FaultOptions, "path"> = {}): void {
    this.#faults.unshift(new Fault({ failure }, { body: { error: "server_error" }, ...options }, this.options.clock));
  }

  /** Ends all failures. */
  recover(): void {
    this.#faults = [];
  }

  /** Ends the server. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  get #clientId(): string {
    return this.options.clientId ?? "test-client";
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "", this.#url);
    const form = new URLSearchParams(request.method === "POST" ? await text(request) : "");
    const path = `${request.method} ${url.pathname}`;
    if (path === "GET /authorize") this.#page.show(url.searchParams, response);
    else if (path === "POST /authorize") this.#page.goOn(url.searchParams, form.get("decision"), this.user, response);
    else if (path === "POST /device") this.#giveDeviceCode(form, response);
    else if (path === "POST /token") await this.#giveTokens(request, form, response);
    else respond(response, 404, "text/plain", "There is nothing here.");
  }

  #giveDeviceCode(form: URLSearchParams, response: ServerResponse): void {
    if (form.get("client_id") !== this.#clientId) refuse(response, "invalid_client");
    else answer(response, 200, this.#devices.issue(`${this.#url}/activate`));
  }

  async #giveTokens(request: IncomingMessage, form: URLSearchParams, response: ServerResponse): Promise<void> {
    const entry: { -readonly [Key in keyof OAuthRequest]: OAuthRequest[Key] } = {
      grantType: form.get("grant_type") ?? "",
      status: undefined,
    };
    this.#requests.push(entry);
    response.once("finish", () => (entry.status = response.statusCode));
    await this.onTokenRequest();
    const fault = this.#faults.find((each) => each.takes("/token"));
    if (fault) {
      const failed = fail(fault.effect.failure, fault.response, response);
      if (failed) send(failed, response);
      return;
    }
    if (!this.#isClient(request, form)) {
      refuse(response, "invalid_client", 401);
      return;
    }
    const result = this.#tokensFor(form);
    if (typeof result === "string") refuse(response, result);
    else answer(response, 200, result);
  }

  #isClient(request: IncomingMessage, form: URLSearchParams): boolean {
    const { clientSecret } = this.options;
    const [, basic = ""] = /^Basic (.*)$/.exec(request.headers.authorization ?? "") ?? [];
    const [, encoded = ""] = Buffer.from(basic, "base64").toString().split(":");
    // Encoded as in a form (RFC 6749, section 2.3.1): it may have a colon itself.
    const inHeader = new URLSearchParams(`secret=${encoded}`).get("secret");
    const secret = form.get("client_secret") ?? inHeader;
    return form.get("client_id") === this.#clientId && (clientSecret === undefined || secret === clientSecret);
  }

  /** Returns the response, or the error. */
  #tokensFor(form: URLSearchParams): object | string {
    const { grant_type, refresh_token = "", device_code = "" } = Object.fromEntries(form);
    switch (grant_type) {
      case "authorization_code":
        return this.#codes.redeem(form, this.user) ?? "invalid_grant";
      case "refresh_token":
        return this.#tokens.renew(refresh_token) ?? "invalid_grant";
      case DEVICE_GRANT:
        return this.#devices.redeem(device_code, this.user);
      default:
        return "unsupported_grant_type";
    }
  }
}

function refuse(response: ServerResponse, error: string, status = 400): void {
  answer(response, status, { error });
}

function answer(response: ServerResponse, status: number, value: object): void {
  respond(response, status, "application/json", JSON.stringify(value));
}
