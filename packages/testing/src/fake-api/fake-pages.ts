import { createHash } from "node:crypto";
import { type FakeRequest, FakeResponse } from "./fake-response.js";

/** A list in pages, as backends have them. One of `page`, `offset`, `cursor` and `link` says how they are asked for. */
export interface FakePagesOptions<Item> {
  /** Returns the whole list, for each request anew. */
  readonly items: (request: FakeRequest) => readonly Item[];
  /** How many items a page has: 50 by default. */
  readonly size?: number;
  /** The name of a query parameter that asks for fewer items. */
  readonly sizeParam?: string;
  /** The query parameter with the number of the page, from `first`. */
  readonly page?: string;
  /** The number of the first page: 1 by default. */
  readonly first?: number;
  /** The query parameter with the number of items before the page. */
  readonly offset?: string;
  /** The query parameter with the cursor, which `body` gets as `next`. */
  readonly cursor?: string;
  /** The address of the next page is in the `Link` header. */
  readonly link?: boolean;
  /** Whether pages have an `ETag` of the whole list, and a request that knows it gets status 304. */
  readonly etag?: boolean;
  /** Returns the body of a page: by default `{ items, total, next }`. */
  readonly body?: (
    items: readonly Item[],
    page: { readonly total: number; readonly next: string | undefined },
  ) => unknown;
}

/** The query parameter of the addresses in a `Link` header. */
const POSITION = "after";

/** Returns the response to the request for a page. */
export function fakePage<Item>(options: FakePagesOptions<Item>, request: FakeRequest): FakeResponse {
  const { size: most = 50, sizeParam, body = (items, page) => ({ items, ...page }) } = options;
  const all = options.items(request);
  const etag = options.etag === true ? etagOf(all) : undefined;
  if (etag !== undefined && request.headers["if-none-match"] === etag)
    return new FakeResponse(undefined, { status: 304 });
  const asked = sizeParam === undefined ? most : Number(request.query.get(sizeParam) ?? most);
  const size = Math.min(most, asked);
  const start = startOf(options, request, size);
  const end = start + size;
  const next = end < all.length ? String(end) : undefined;
  const headers = {
    ...(options.link === true && next !== undefined && { link: `<${linkTo(request, next)}>; rel="next"` }),
    ...(etag !== undefined && { etag }),
  };
  const shown = options.cursor === undefined ? undefined : next;
  return new FakeResponse(body(all.slice(start, end), { total: all.length, next: shown }), { headers });
}

function etagOf(all: readonly unknown[]): string {
  return `"${createHash("sha1").update(JSON.stringify(all)).digest("hex")}"`;
}

function startOf<Item>(options: FakePagesOptions<Item>, { query }: FakeRequest, size: number): number {
  const { page, first = 1, offset, cursor, link } = options;
  if (page !== undefined) return (Number(query.get(page) ?? first) - first) * size;
  const name = offset ?? cursor ?? (link === true ? POSITION : "");
  return Number(query.get(name) ?? 0);
}

function linkTo({ path, query }: FakeRequest, next: string): string {
  const parameters = new URLSearchParams(query);
  parameters.set(POSITION, next);
  return `${path}?${parameters.toString()}`;
}
