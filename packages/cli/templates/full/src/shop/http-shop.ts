import { HttpApi, HttpClient } from "@galaxy-kit/http";
import { ShopSession } from "../login.js";
import type { PlayTime, Purchase, Shop, Unlocked } from "./shop.js";

/** The user who is logged in. */
export interface Account {
  readonly id: string;
  readonly name: string;
}

/** A shop on the web. Failures become GALAXY's own errors, and what may pass is tried again. */
@HttpApi({ baseUrl: "https://api.shop.example/", auth: ShopSession })
export class HttpShop extends HttpClient implements Shop {
  account(): Promise<Account> {
    return this.get("account").json<Account>();
  }

  purchases(): Promise<readonly Purchase[]> {
    return this.get("purchases").json<Purchase[]>();
  }

  playTimes(): Promise<readonly PlayTime[]> {
    return this.get("play-times").json<PlayTime[]>();
  }

  achievements(gameId: string): Promise<readonly Unlocked[]> {
    return this.get(`achievements/${encodeURIComponent(gameId)}`).json<Unlocked[]>();
  }
}
