import type { RequestParts } from "../request/request-parts.js";
import type { HttpResponse } from "../response/http-response.js";
import { nextLink } from "./next-link.js";
import type { Cursor, PagesOptions, Position } from "./pages-options.js";

/** What to ask for next: another address, or something that is added to the request. */
export interface Step {
  readonly url?: URL;
  readonly parts?: RequestParts;
}

/** A page that has arrived. */
export interface ReceivedPage<Page> {
  readonly page: Page;
  readonly response: HttpResponse;
  readonly count: number;
  /** How many items there were so far. */
  readonly seen: number;
}

/** The way through the pages of a list. */
export interface Walk<Page> {
  readonly first: Step;
  /**
   * Returns what to ask for after a page, or undefined after the last one.
   *
   * @throws `Endless` if that leads nowhere
   */
  next(received: ReceivedPage<Page>): Step | undefined;
}

/** Why a list does not end. */
export class Endless extends Error {}

/**
 * Returns the way that the options describe.
 *
 * @param isOwn - whether an address belongs to the backend
 */
export function walkOf<Page>(options: PagesOptions<Page, unknown, unknown>, isOwn: (url: URL) => boolean): Walk<Page> {
  if (options.page !== undefined) return numbered(options.page, options);
  if (options.offset !== undefined) return byOffset(options.offset, options);
  if (options.cursor !== undefined) return byCursor(options.cursor, options.next);
  return byLink(isOwn);
}

function numbered<Page>(position: Position<number>, options: PagesOptions<Page, unknown, unknown>): Walk<Page> {
  let number = "first" in options ? (options.first ?? 1) : 1;
  return {
    first: at(position, number),
    next: (received) => (isLast(received, options) ? undefined : at(position, (number += 1))),
  };
}

function byOffset<Page>(position: Position<number>, options: PagesOptions<Page, unknown, unknown>): Walk<Page> {
  return {
    first: at(position, 0),
    next: (received) => (isLast(received, options) ? undefined : at(position, received.seen)),
  };
}

/** Without any other word, an empty page is the last one, and so is a short one. */
function isLast<Page>(
  { count }: ReceivedPage<Page>,
  { more, size = 1 }: PagesOptions<Page, unknown, unknown>,
): boolean {
  return more === undefined && count < size;
}

function byCursor<Page>(
  position: Position<string>,
  next: ((page: Page) => Cursor) | (keyof Page & string),
): Walk<Page> {
  const known = new Set<string>();
  return {
    first: {},
    next: ({ page }) => {
      const cursor = typeof next === "function" ? next(page) : (page[next] as Cursor);
      if (cursor === undefined || cursor === null || cursor === "") return undefined;
      const text = String(cursor);
      if (known.has(text)) throw new Endless("the same cursor was returned again");
      known.add(text);
      return at(position, text);
    },
  };
}

function byLink<Page>(isOwn: (url: URL) => boolean): Walk<Page> {
  const known = new Set<string>();
  return {
    first: {},
    next: ({ response }) => {
      const { link } = response.headers;
      const url = typeof link === "string" ? nextLink(link, response.url) : undefined;
      if (!url) return undefined;
      // Of the request: a redirect may already have led to another host, without the login.
      if (url.origin !== response.request.url.origin && !isOwn(url)) {
        throw new Endless(`the link to the next page leads to ${url.origin}, which is not in origins`);
      }
      if (known.has(url.href)) throw new Endless("the same link to the next page was returned again");
      known.add(url.href);
      return { url };
    },
  };
}

function at<Value extends string | number>(position: Position<Value>, value: Value): Step {
  return { parts: typeof position === "string" ? { searchParams: { [position]: value } } : position(value) };
}
