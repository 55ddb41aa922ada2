// Compiled, never run: what the compiler accepts and rejects.
import { CookieJar, HttpApi, HttpAuth, HttpClient, HttpContext } from "@galaxy-kit/http";
import { type Achievement, type Game, type SourceRun, UNCHANGED } from "@galaxy-kit/sdk";
import { z } from "zod";

const Page = z.object({ games: z.array(z.string()), next: z.string().nullable() });
const SparsePage = z.object({ games: z.array(z.object({ id: z.number() })).nullish() });

class Key extends HttpAuth {
  authorize(): void {}

  refused(): Promise<boolean> {
    return Promise.resolve(false);
  }
}

@HttpApi({
  baseUrl: "https://shop.example",
  auth: Key,
  cookies: CookieJar,
  rate: { requests: 8, per: "1s", burst: 15 },
})
export class ShopApi extends HttpClient {
  constructor(
    context: HttpContext,
    readonly language: string,
  ) {
    super(context);
  }

  async checks(run: SourceRun<Game>): Promise<void> {
    const checked: { games: string[]; next: string | null } = await this.get("x").json(Page);
    const expected: { id: number } = await this.get("x").json<{ id: number }>();
    const list = await this.pages("x", { page: "page", items: (page: string[]) => page, ifChanged: run });
    if (list === UNCHANGED) return;
    for await (const one of list) one.trim();
    const changed: string[] | typeof UNCHANGED = await this.get("x", { ifChanged: run }).json(
      Page,
      ({ games }) => games,
    );
    const items: AsyncIterable<string> = this.pages("x", { page: "page", schema: Page, items: ({ games }) => games });
    const linked: AsyncIterable<number> = this.pages("x", { link: true, items: (page: number[]) => page });
    const batches = this.each(["a"], { size: 2 }, (ids) => ids.map((id): [string, Achievement[]] => [id, []]));
    const single = this.each(["a"], {}, (id) => id.length);
    void [checked, expected, changed, items, linked, batches, single];
    const named: AsyncIterable<string> = this.pages("x", { cursor: "at", next: "next", schema: Page, items: "games" });
    const sparse: AsyncIterable<{ id: number }> = this.pages("x", { page: "page", schema: SparsePage, items: "games" });
    const unchecked: AsyncIterable<number> = this.pages<number>("x", { offset: "offset", items: "games" });
    const renewed: AsyncIterable<string> | typeof UNCHANGED = await this.pages("x", {
      page: "page",
      schema: Page,
      items: "games",
      ifChanged: run,
    });
    void [named, sparse, unchecked, renewed];

    // @ts-expect-error -- the page has no such list
    void this.pages("x", { page: "page", schema: Page, items: "titles" });
    // @ts-expect-error -- a text is not a list
    void this.pages("x", { page: "page", schema: Page, items: "next" });

    // @ts-expect-error -- a duration is a text
    void this.get("x", { timeout: 30_000 });
    // @ts-expect-error -- one way through the pages
    void this.pages("x", { page: "page", offset: "offset", items: () => [] });
    // @ts-expect-error -- a cursor needs the next one
    void this.pages("x", { cursor: "cursor", items: () => [] });
    // @ts-expect-error -- without a schema and a function, there is nothing to use
    void this.get("x", { ifChanged: run }).json();
    // @ts-expect-error -- without a size, a function gets one id
    void this.each(["a"], {}, (ids: string[]) => ids);
  }
}

// @ts-expect-error -- it has to extend HttpClient
@HttpApi({ baseUrl: "https://shop.example" })
export class NoClient {}

// @ts-expect-error -- the context comes first
@HttpApi()
export class WrongConstructor extends HttpClient {
  constructor(language: string) {
    super(language as never);
  }
}

// @ts-expect-error -- not a login
@HttpApi({ auth: CookieJar })
export class WrongAuth extends HttpClient {}
