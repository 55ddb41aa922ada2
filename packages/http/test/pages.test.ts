import { type Game, LicenseType, UnknownBackendResponse } from "@galaxy-kit/sdk";
import { GalaxyPlugin, NoLogin, OwnedGames, Platform, Service, type SourceRun, UNKNOWN } from "@galaxy-kit/sdk";
import { startTestPlugin } from "@galaxy-kit/testing";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { baseUrlOf, HttpApi, HttpClient, type PagesOptions } from "../src/index.js";
import { failure, newClient } from "./support/client.js";
import { json, read, serve } from "./support/server.js";

interface Page {
  readonly games: readonly number[];
  readonly next?: string | null;
  readonly total?: number;
}

type Answer = Page | { readonly status: number } | { readonly link: string; readonly games: readonly number[] };

/** A backend that responds to each request with what a function returns for its query and body. */
async function backend(answer: (query: URLSearchParams, body: string, number: number) => Answer) {
  const asked: string[] = [];
  const server = await serve((request, response) => {
    void read(request).then((body) => {
      const { searchParams, search } = new URL(request.url ?? "", "http://x");
      asked.push(search + body);
      const found = answer(searchParams, body, asked.length);
      if ("link" in found) response.setHeader("link", found.link);
      json(response, found, "status" in found ? found.status : 200);
    });
  });
  return { asked, url: server.url, http: newClient().http.extend({ baseUrl: server.url, searchParams: { key: "k" } }) };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const items = (page: Page): readonly number[] => page.games;
const numbers = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index);

describe("Pages", () => {
  it("may have numbers: an empty page is the last one", async () => {
    const { http, asked } = await backend((query) => ({
      games: Number(query.get("page")) < 3 ? [Number(query.get("page"))] : [],
    }));
    const pages = http.pages("games", { page: "page", items, searchParams: { sort: "name" } });
    expect(await pages.all()).toEqual([1, 2]);
    expect(asked).toEqual([1, 2, 3].map((page) => `?key=k&sort=name&page=${page}`));
  });

  it("may be as many as maxPages, and no more are asked for", async () => {
    const { http, asked } = await backend((query) => ({
      games: [Number(query.get("page"))],
      total: 3,
    }));
    const more = ({ total }: Page, seen: number): boolean => seen < total!;
    expect(await http.pages("games", { page: "page", items, more, maxPages: 3 }).all()).toEqual([1, 2, 3]);
    expect(asked).toHaveLength(3);
  });

  it("may have a size: a shorter page is the last one, so nothing is asked for in vain", async () => {
    const { http, asked } = await backend((query) => ({ games: query.get("page") === "0" ? [1, 2] : [3] }));
    expect(await all(http.pages("", { page: "page", first: 0, size: 2, sizeParam: "per_page", items }))).toEqual([
      1, 2, 3,
    ]);
    expect(asked).toEqual(["?key=k&per_page=2&page=0", "?key=k&per_page=2&page=1"]);
  });

  it("may be found by an offset, and end when the backend says so", async () => {
    const games = numbers(1, 5);
    const { http, asked } = await backend((query) => {
      const offset = Number(query.get("offset"));
      // It returns fewer than it is asked for.
      return { games: games.slice(offset, offset + 2), total: 5 };
    });
    const more = (page: Page, seen: number): boolean => seen < (page.total ?? 0);
    expect(await all(http.pages("", { offset: "offset", size: 100, sizeParam: "limit", more, items }))).toEqual(games);
    expect(asked).toHaveLength(3);
  });

  it.each([null, undefined, ""])("may have cursors; %j is the end, whatever is on the page", async (end) => {
    const { http, asked } = await backend((query) =>
      query.has("after") ? { games: [], ...(end !== undefined && { next: end }) } : { games: [1], next: "a/b" },
    );
    expect(await all(http.pages("", { cursor: "after", next: (page: Page) => page.next, items }))).toEqual([1]);
    expect(asked).toEqual(["?key=k", "?key=k&after=a%2Fb"]);
  });

  it("may be asked for with POST", async () => {
    const { http, asked } = await backend((_, body) => ({
      games: [asked.length],
      next: body.includes("c") ? null : "c",
    }));
    const cursor = (text: string) => ({ json: { cursor: text } });
    const options = { method: "POST", json: {}, cursor, next: (page: Page) => page.next, items } as const;
    expect(await all(http.pages("", options))).toEqual([1, 2]);
    expect(asked).toEqual(["?key=k{}", '?key=k{"cursor":"c"}']);
  });

  it.each([
    ["</games?at=2>; rel=next", "relative"],
    ['<http://x/>; rel="prev", </games?at=2>; title="a, b; c"; rel="last next"', "one of several"],
  ])("may be linked: %s", async (link) => {
    const { http, asked } = await backend((query) => (query.has("at") ? { games: [2] } : { games: [1], link }));
    expect(await all(http.pages("games", { link: true, items, searchParams: { sort: "name" } }))).toEqual([1, 2]);
    expect(asked).toEqual(["?key=k&sort=name", "?at=2&key=k"]);
  });

  it("are asked for with all options of a request, such as a status that means an empty page", async () => {
    const { http, asked } = await backend((query) =>
      query.get("page") === "1" ? { games: [1] } : { games: [], status: 404 },
    );
    expect(await all(http.pages("", { page: "page", items, acceptStatus: [404] }))).toEqual([1]);
    expect(asked).toEqual(["?key=k&page=1", "?key=k&page=2"]);
  });

  it("are checked by a schema, whose type the items have", async () => {
    const { http } = await backend((query) => ({ games: query.get("page") === "1" ? [1] : (["x"] as never) }));
    const schema = z.object({ games: z.array(z.number()) });
    const seen: number[] = [];
    const walk = async (): Promise<void> => {
      for await (const game of http.pages("", { page: "page", schema, items: (page) => page.games })) seen.push(game);
    };
    expect(await failure(walk())).toMatchObject({
      message: expect.stringContaining("games[0]: expected number, but found a string"),
    });
    expect(seen).toEqual([1]);
  });

  it("may be described by names: of the list, which may be null, and of the member with the cursor", async () => {
    const { http, asked } = await backend((query) =>
      query.has("after") ? { games: null as never, next: "" } : { games: [1, 2], next: "a" },
    );
    expect(await http.pages<number>("", { cursor: "after", next: "next", items: "games" }).all()).toEqual([1, 2]);
    expect(asked).toEqual(["?key=k", "?key=k&after=a"]);
  });

  it("without a list of that name are an error, and not an empty list", async () => {
    const { http } = await backend(() => ({ games: [1], next: null }));
    expect(await failure(http.pages<number>("list", { page: "page", items: "titles" }).all())).toMatchObject({
      constructor: UnknownBackendResponse,
      message: expect.stringMatching(/^GET .*\/list.*: the page has no list "titles". It has: games, next$/),
    });
    const { http: bare } = await backend(() => [1, 2] as never);
    expect(await failure(bare.pages<number>("list", { page: "page", items: "titles" }).all())).toMatchObject({
      message: expect.stringMatching(
        /: the page has no list "titles". It is a list itself: set items to \(page\) => page$/,
      ),
    });
  });

  it("may have items that are not JSON", async () => {
    const { http } = await backend((query) => ({
      games: query.get("page") === "3" ? [] : [Number(query.get("page"))],
    }));
    const asMaps = (page: Page) => page.games.map((game) => new Map([["id", BigInt(game)]]));
    const asNumbers = (page: Page) => page.games.map(BigInt);
    expect(await all(http.pages("", { page: "page", items: asMaps }))).toHaveLength(2);
    expect(await all(http.pages("", { page: "page", items: asNumbers }))).toEqual([1n, 2n]);
  });

  it("are asked for when they are needed", async () => {
    const { http, asked } = await backend(() => ({ games: [asked.length] }));
    for await (const game of http.pages("", { page: "page", items })) if (game === 2) break;
    expect(asked).toHaveLength(2);
  });
});

describe("Pages that never end", () => {
  it.each<[what: string, answer: (number: number) => Answer, options: object, message: RegExp]>([
    [
      "the same page",
      () => ({ games: [7] }),
      { page: "page" },
      /page=… was the last request, since page 2 is the same as page 1$/,
    ],
    [
      "the same cursor",
      (n) => ({ games: [n], next: "same" }),
      { cursor: "c", next: (page: Page) => page.next },
      /c=… was the last request, since the same cursor was returned again$/,
    ],
    [
      "empty pages",
      (n) => ({ games: [], next: String(n) }),
      { cursor: "c", next: (page: Page) => page.next },
      /since 3 pages in a row have no items$/,
    ],
    [
      "more and more",
      (n) => ({ games: [n] }),
      { page: "page", maxPages: 4 },
      /since there are more than 4 pages; if that is right, raise maxPages$/,
    ],
    [
      "the same link",
      (n) => ({ games: [n], link: '</a>; rel="next"' }),
      { link: true },
      /since the same link to the next page was returned again$/,
    ],
    [
      "another host",
      (n) => ({ games: [n], link: '<http://evil.example/>; rel="next"' }),
      { link: true },
      /since the link to the next page leads to http:\/\/evil.example, which is not in origins$/,
    ],
  ])("end with an error: %s", async (_, answer, options, message) => {
    const { http, asked } = await backend((_query, _body, number) => answer(number));
    const error = await failure(all(http.pages("", { items, ...options } as unknown as PagesOptions<Page, number>)));
    expect(error).toBeInstanceOf(UnknownBackendResponse);
    expect(String(error)).toMatch(message);
    expect(asked.length).toBeLessThanOrEqual(5);
  });
});

it("Pages that a redirect has led to another host do not go on there with the login", async () => {
  const seen: unknown[] = [];
  const other = await serve((request, response) => {
    seen.push(request.headers.authorization);
    response.setHeader("link", '</next>; rel="next"');
    json(response, { games: [seen.length] });
  });
  const first = await serve((_, response) => void response.writeHead(302, { location: other.url }).end());
  const http = newClient().http.extend({ baseUrl: first.url, headers: { authorization: "Bearer t" } });
  expect(String(await failure(all(http.pages("", { link: true, items }))))).toContain(`leads to ${other.url}`);
  expect(seen).toEqual([undefined]);
  // Unless that host belongs to the backend, too.
  const wider = http.extend({ origins: [other.url] });
  expect(await failure(all(wider.pages("", { link: true, items })))).toBeInstanceOf(UnknownBackendResponse);
  expect(seen).toHaveLength(3);
});

describe("A source that reads pages", () => {
  @HttpApi({ baseUrl: "https://shop.invalid", retry: false })
  class ShopApi extends HttpClient {
    owned(signal: AbortSignal) {
      return this.pages("owned", { page: "page", size: 50, items, signal });
    }
  }

  const toGame = (id: number): Game => ({
    gameId: String(id),
    gameTitle: `Game ${id}`,
    licenseInfo: { licenseType: LicenseType.SinglePurchase },
  });

  @Service()
  class Library {
    constructor(private readonly api: ShopApi) {}

    @OwnedGames({ refresh: "10m" })
    async *owned({ signal }: SourceRun<Game>) {
      for await (const id of this.api.owned(signal)) yield toGame(id);
    }
  }

  @Service()
  class CarefulLibrary {
    constructor(private readonly api: ShopApi) {}

    @OwnedGames({ refresh: "10m" })
    async owned({ signal }: SourceRun<Game>) {
      try {
        return (await all(this.api.owned(signal))).map(toGame);
      } catch {
        return UNKNOWN;
      }
    }
  }

  async function start(service: new (...args: never[]) => object, pageOf: (page: number) => Answer) {
    const { url } = await backend((query) => pageOf(Number(query.get("page"))));

    @GalaxyPlugin({ platform: Platform.Test, services: [service] })
    @NoLogin()
    class ShopPlugin {}

    const galaxy = await startTestPlugin(ShopPlugin, { overrides: [{ provide: baseUrlOf(ShopApi), useValue: url }] });
    await galaxy.authenticate();
    return galaxy;
  }

  const pageOf = (page: number): Page => ({ games: page <= 8 ? numbers(page * 50, 50) : [] });

  it("keeps pages 1 to 6 if page 7 fails, and removes nothing", async () => {
    let broken = 99;
    const galaxy = await start(Library, (page) =>
      page >= broken
        ? { status: 500 }
        : page < 7 && broken === 7
          ? { games: numbers(page * 50 + 1000, 50) }
          : pageOf(page),
    );
    expect(await galaxy.importOwnedGames()).toHaveLength(400);
    broken = 7;
    await galaxy.clock.advance("10m");
    await galaxy.clock.advance("1m");
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
    expect(galaxy.received("ownedGameAdded")).toHaveLength(300);
    expect(galaxy.source("ownedGames").state).toMatchObject({ kind: "failing", count: 700 });
    await galaxy.close();
  });

  it("can say UNKNOWN instead", async () => {
    let isBroken = false;
    const galaxy = await start(CarefulLibrary, (page) => (isBroken ? { status: 500 } : pageOf(page)));
    expect(await galaxy.importOwnedGames()).toHaveLength(400);
    isBroken = true;
    await galaxy.clock.advance("10m");
    expect(galaxy.source("ownedGames").state).toMatchObject({ kind: "stale", count: 400 });
    await galaxy.close();
  });
});
