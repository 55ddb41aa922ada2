import { HttpClient } from "@galaxy-kit/http";
import { Service } from "@galaxy-kit/sdk";
import { type Account, type Progress, type Purchase, Shop } from "./shop.js";

/** A shop on the web. The HTTP client converts failures to GALAXY's own errors. */
@Service()
export class HttpShop extends Shop {
  readonly loginPage = "https://shop.example/login";
  readonly #http: HttpClient;
  #token = "";

  constructor(http: HttpClient) {
    super();
    this.#http = http.extend({
      baseUrl: "https://shop.example/api/",
      headers: () => ({ authorization: `Bearer ${this.#token}` }),
    });
  }

  account(token: string): Promise<Account> {
    this.#token = token;
    return this.#http.get("account").json<Account>();
  }

  purchases(): Promise<readonly Purchase[]> {
    return this.#http.get("purchases").json<Purchase[]>();
  }

  progress(gameId: string): Promise<Progress> {
    return this.#http.get(`progress/${encodeURIComponent(gameId)}`).json<Progress>();
  }
}
