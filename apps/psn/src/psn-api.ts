import { HttpApi, HttpClient, type PagedItems } from "@galaxy-kit/http";
import { PsnSession } from "./psn-session.js";
import { at } from "./settings.js";

/** An object of Sony's with members that are texts. */
export type Text<Name extends string> = Readonly<Record<Name, string>>;

const LIMIT = { requests: 300, per: "15m" } as const;

/** What Sony knows about the user. Lists go before what an import asks for each game. */
@HttpApi({ baseUrl: at("m.np.playstation.com"), auth: PsnSession, rate: LIMIT, concurrency: 10 })
export class PsnApi extends HttpClient {
  one<Answer>(path: string, signal: AbortSignal, acceptStatus?: readonly number[]): Promise<Answer> {
    return this.get(`api/${path}`, { signal, acceptStatus }).json<Answer>();
  }

  /** Returns what is in a list of all pages. */
  list<Item>(path: string, items: string, size: number, signal: AbortSignal): PagedItems<Item> {
    return this.pages(`api/${path}`, { items, offset: "offset", size, sizeParam: "limit", urgent: true, signal });
  }
}
