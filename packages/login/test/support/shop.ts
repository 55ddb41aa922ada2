import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { baseUrlOf, HttpApi, HttpClient } from "@galaxy-kit/http";
import {
  type Authentication,
  type Class,
  GalaxyPlugin,
  type Game,
  Inject,
  LicenseType,
  type NextStep,
  OwnedGames,
  Platform,
  type Provider,
  Service,
  token,
} from "@galaxy-kit/sdk";
import { SystemBrowser } from "@galaxy-kit/settings";
import {
  FakeClock,
  type OAuthServer,
  type OAuthServerOptions,
  startOAuthServer,
  startTestPlugin,
  type TestGalaxy,
  type TestPluginOptions,
} from "@galaxy-kit/testing";
import { afterEach } from "@jest/globals";
import { type CodeServer, type DeviceServer, OAuth2Login, type OAuth2Tokens, Session } from "../../src/index.js";

const cleanups: (() => Promise<unknown> | void)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A shop with an OAuth server and an API. */
export class Shop {
  /** The paths that were requested, with their status. */
  readonly requests: string[] = [];
  /** Responds instead of the API if it returns a status. */
  intercept: (request: IncomingMessage) => number | undefined = () => undefined;

  /** What the response to a path is held back for, once it is decided. */
  readonly held = new Map<string, Promise<void>>();

  private constructor(
    readonly oauth: OAuthServer,
    readonly clock: FakeClock,
    private readonly server: Server,
  ) {
    server.on("request", (request, response) => {
      const user = this.oauth.userOf(request.headers.authorization);
      const status = this.intercept(request) ?? (user ? 200 : 401);
      this.requests.push(`${request.url} ${status}`);
      void Promise.resolve(this.held.get(request.url ?? "")).then(() => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(request.url === "/me" ? (user ?? {}) : ["tide", "moth"]));
      });
    });
  }

  static async open(options: Partial<OAuthServerOptions> = {}): Promise<Shop> {
    const clock = new FakeClock();
    const oauth = await startOAuthServer({ clock, ...options });
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    cleanups.push(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await oauth.close();
    });
    return new Shop(oauth, clock, server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get renewals(): number {
    return this.oauth.requests.filter(({ grantType }) => grantType === "refresh_token").length;
  }
}

export const SERVER = token<CodeServer & DeviceServer>("the OAuth server");
const API_URL = token<string>("the URL of the API");

@Service()
export class ShopSession extends Session<OAuth2Tokens> {}

@HttpApi({ auth: ShopSession })
export class ShopApi extends HttpClient {}

/** A plugin has it injected. */
export interface WithApi {
  readonly api: ShopApi;
  readonly url: string;
}

/** Asks the API who is logged in. */
export const whoIs = async (_tokens: object, { api, url }: WithApi, signal: AbortSignal): Promise<Authentication> => {
  const { id, name } = await api.get(`${url}/me`, { signal }).json<{ id: string; name: string }>();
  return { userId: id, userName: name };
};

const codeLogin = (target: Class<WithApi>): void =>
  OAuth2Login({
    session: ShopSession,
    server: SERVER,
    redirect: "https://shop.example/done",
    user: whoIs,
  })(target);

export interface StartOptions extends TestPluginOptions {
  readonly login?: (target: Class<WithApi>) => void;
  readonly services?: readonly Class[];
}

/** Starts an integration for the shop. */
export async function start(shop: Shop, options: StartOptions = {}): Promise<TestGalaxy> {
  const { login = codeLogin, services = [], overrides = [], ...others } = options;
  const plugin = pluginFor(login, services);
  const galaxy = await startTestPlugin(plugin, {
    ...others,
    clock: shop.clock,
    overrides: [
      { provide: SERVER, useValue: shop.oauth.endpoints },
      { provide: API_URL, useValue: shop.url },
      { provide: baseUrlOf(ShopApi), useValue: shop.url },
      ...overrides,
    ],
  });
  cleanups.push(() => galaxy.close());
  return galaxy;
}

function pluginFor(login: (target: Class<WithApi>) => void, services: readonly Class[]): Class {
  @GalaxyPlugin({ platform: Platform.Test, services: [...services] })
  @login
  class ShopPlugin implements WithApi {
    constructor(
      readonly api: ShopApi,
      @Inject(API_URL) readonly url: string,
    ) {}

    @OwnedGames()
    async owned(signal: AbortSignal): Promise<Game[]> {
      const ids = await this.api.get(`${this.url}/owned`, { signal }).json<string[]>();
      return ids.map((gameId) => ({
        gameId,
        gameTitle: gameId,
        licenseInfo: { licenseType: LicenseType.SinglePurchase },
      }));
    }
  }
  return ShopPlugin;
}

/** A user who logs in in the login window. */
export async function logIn(shop: Shop, galaxy: TestGalaxy): Promise<unknown> {
  const { authParams } = (await galaxy.authenticate()) as NextStep;
  return await galaxy.passLoginCredentials({ endUri: await shop.oauth.approve(authParams.startUri) });
}

/** The user's own browser: what it was asked to open. */
export function browserThat(visit: (address: string) => Promise<unknown> | void): Provider {
  return {
    provide: SystemBrowser,
    useValue: {
      open: async (address: string) => {
        await visit(address);
      },
    },
  };
}
