import { HttpClient } from "@galaxy-kit/http";
import { AuthenticationRequired, GalaxyClient, type GalaxyError, Service } from "@galaxy-kit/sdk";
import { type Account, type PlayTime, type Purchase, Shop, type Unlocked } from "./shop.js";

/** A shop on the web. The HTTP client converts failures to GALAXY's own errors. */
@Service()
export class HttpShop extends Shop {
  readonly loginPage = "https://shop.example/login";
  readonly #http: HttpClient;
  #token = "";
  #isLoggedIn = false;

  constructor(
    http: HttpClient,
    private readonly galaxy: GalaxyClient,
  ) {
    super();
    this.#http = http.extend({
      baseUrl: "https://shop.example/api/",
      headers: () => ({ authorization: `Bearer ${this.#token}` }),
      hooks: { beforeError: [(error) => this.#noticeLogout(error)] },
    });
  }

  async account(token: string): Promise<Account> {
    this.#token = token;
    const account = await this.#http.get("account").json<Account>();
    this.#isLoggedIn = true;
    return account;
  }

  purchases(): Promise<readonly Purchase[]> {
    return this.#http.get("purchases").json<Purchase[]>();
  }

  playTimes(): Promise<readonly PlayTime[]> {
    return this.#http.get("play-times").json<PlayTime[]>();
  }

  achievements(gameId: string): Promise<readonly Unlocked[]> {
    return this.#http.get(`achievements/${encodeURIComponent(gameId)}`).json<Unlocked[]>();
  }

  /** Status 401: the user has logged out elsewhere, or the token has expired. GALAXY shows "Connection lost". */
  #noticeLogout(error: GalaxyError): void {
    if (!this.#isLoggedIn || !(error instanceof AuthenticationRequired)) return;
    this.#isLoggedIn = false;
    this.galaxy.lostAuthentication();
  }
}
