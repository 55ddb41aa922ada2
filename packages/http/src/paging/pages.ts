import { isDeepStrictEqual } from "node:util";
import { UNCHANGED, UnknownBackendResponse } from "@galaxy-kit/sdk";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { describe, errorData } from "../errors/map-error.js";
import type { ConditionalOptions, RequestOptions } from "../options/request-options.js";
import type { HttpMethod } from "../request/request-parts.js";
import type { HttpResponse } from "../response/http-response.js";
import type { ItemsOn, PagesOptions } from "./pages-options.js";
import { Endless, type Step, walkOf } from "./walk.js";

const MAX_PAGES = 1000;
/** How many pages in a row may have no items. */
const MAX_EMPTY = 2;

/** Sends the requests of a client. */
export interface Sender {
  readonly send: (
    method: HttpMethod,
    path: string | URL,
    options: RequestOptions | ConditionalOptions,
  ) => Promise<HttpResponse>;
  /** Whether an address belongs to the backend. */
  readonly isOwn: (url: URL) => boolean;
}

/** The items of a list that comes in pages. */
export interface PagedItems<Item> extends AsyncIterable<Item> {
  /** Resolves to the items of all pages, for what needs the whole list. */
  all(): Promise<Item[]>;
}

/** What the methods of the client take. */
export type AnyPagesOptions<Page, Item> = PagesOptions<Page, Item, ItemsOn<Page, Item> | string> & {
  readonly schema?: StandardSchemaV1;
};

/** Asks whether the first page has changed, and returns the items of all pages if it has. */
export async function changedItemsOf<Page, Item>(
  sender: Sender,
  path: string | URL,
  { ifChanged, ...options }: AnyPagesOptions<Page, Item> & ConditionalOptions,
): Promise<PagedItems<Item> | typeof UNCHANGED> {
  const { method = "GET" } = options;
  const { first } = walkOf<Page>(options, sender.isOwn);
  const received = await sender.send(method, path, { ...requestOf(options, first), ifChanged });
  return received.status === 304 ? UNCHANGED : itemsOf(sender, path, options, received);
}

/**
 * Returns the items of a list, which are asked for page by page.
 *
 * @param received - the first page, if it is there already
 */
export function itemsOf<Page, Item>(
  ...list: readonly [Sender, string | URL, AnyPagesOptions<Page, Item>, HttpResponse?]
): PagedItems<Item> {
  const items = walk(...list);
  return {
    [Symbol.asyncIterator]: () => items,
    all: async () => {
      const all: Item[] = [];
      for await (const item of items) all.push(item);
      return all;
    },
  };
}

async function* walk<Page, Item>(
  { send, isOwn }: Sender,
  path: string | URL,
  options: AnyPagesOptions<Page, Item>,
  received?: HttpResponse,
): AsyncGenerator<Item, void, undefined> {
  const { items: itemsOption, method = "GET", schema, read, more, maxPages = MAX_PAGES } = options;
  const steps = walkOf<Page>(options, isOwn);
  let step: Step | undefined = steps.first;
  let seen = 0;
  let empty = 0;
  let before: readonly Item[] = [];
  for (let number = 1; step; number += 1) {
    const response: HttpResponse =
      number === 1 && received ? received : await send(method, step.url ?? path, requestOf(options, step));
    try {
      if (number > maxPages)
        throw new Endless(`there are more than ${maxPages} pages; if that is right, raise maxPages`);
      const page = (schema ? await response.json(schema, read) : response.json(read)) as Page;
      const items = itemsOn(page, itemsOption, response);
      if (items.length > 0 && isDeepStrictEqual(items, before))
        throw new Endless(`page ${number} is the same as page ${number - 1}`);
      before = items;
      empty = items.length === 0 ? empty + 1 : 0;
      seen += items.length;
      yield* items;
      step = more?.(page, seen) === false ? undefined : steps.next({ page, response, count: items.length, seen });
      if (step && empty > MAX_EMPTY) throw new Endless(`${empty} pages in a row have no items`);
    } catch (error) {
      if (!(error instanceof Endless)) throw error;
      const { request } = response;
      throw new UnknownBackendResponse(`${describe(request)} was the last request, since ${error.message}`, {
        data: errorData(request),
      });
    }
  }
}

function itemsOn<Page, Item>(
  page: Page,
  items: ItemsOn<Page, Item> | string,
  { request }: HttpResponse,
): readonly Item[] {
  if (typeof items === "function") return [...items(page)];
  const members: Readonly<Record<string, unknown>> = page ?? {};
  const found = members[items];
  if (Array.isArray(found)) return found as Item[];
  // Some languages send an empty list as null.
  if (found === null) return [];
  const content = Array.isArray(page)
    ? "It is a list itself: set items to (page) => page"
    : `It has: ${Object.keys(members).join(", ") || "nothing"}`;
  throw new UnknownBackendResponse(`${describe(request)}: the page has no list "${items}". ${content}`, {
    data: errorData(request),
  });
}

/** The address of the next page has the parameters of the list. To a request, options that are about pages mean nothing. */
function requestOf(
  { size, sizeParam, searchParams, json, form, body, ...common }: PagesOptions<never, unknown, unknown>,
  { url, parts }: Step,
): RequestOptions {
  if (url) return common;
  const asked = sizeParam === undefined ? {} : { [sizeParam]: size };
  return { ...common, json, form, body, ...parts, searchParams: { ...searchParams, ...asked, ...parts?.searchParams } };
}
