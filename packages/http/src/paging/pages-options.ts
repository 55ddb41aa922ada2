import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { RequestOptions } from "../options/request-options.js";
import type { HttpMethod, RequestParts } from "../request/request-parts.js";
import type { JsonOptions } from "../response/http-response.js";

/** The name of a query parameter, or a function that returns what to send, for a POST: `(cursor) => ({ json: { cursor } })`. */
export type Position<Value> = string | ((value: Value) => RequestParts);

/** Where the next page begins; nothing or an empty text after the last one. */
export type Cursor = string | number | null | undefined;

/** Returns what is on a page. */
export type ItemsOn<Page, Item> = (page: Page) => Iterable<Item>;

/** The names of the members of a page that are lists. */
export type ListsOf<Page> = {
  readonly [Name in keyof Page]-?: Page[Name] extends readonly unknown[] | null | undefined ? Name : never;
}[keyof Page] &
  string;

/** The type of an item in a list of a page. */
export type ItemIn<Page, Name extends keyof Page> =
  NonNullable<Page[Name]> extends readonly (infer Item)[] ? Item : never;

/** What all lists in pages have in common. */
export interface CommonPagesOptions<Page, Item, Items = ItemsOn<Page, Item>> extends RequestOptions {
  /** Returns what is on a page, or is the name of the list in it. A list that is null has no items. */
  readonly items: Items;
  /** The method of each request: `"GET"` by default. */
  readonly method?: HttpMethod | undefined;
  /** How to parse each page. */
  readonly read?: JsonOptions | undefined;
  /**
   * How many items a page has if it is not the last one. With `page` and `offset`, a page with fewer is the last one: leave it out for a
   * backend that may return fewer than it is asked for.
   */
  readonly size?: number | undefined;
  /** The name of a query parameter with the `size`. */
  readonly sizeParam?: string | undefined;
  /** Returns whether there are more pages, if the backend says so: `(page, seen) => seen < page.total`. `seen` counts items. */
  readonly more?: ((page: Page, seen: number) => boolean) | undefined;
  /** With more pages, the list fails, since it may never end: 1,000 by default. */
  readonly maxPages?: number | undefined;
}

interface Numbered {
  /** How to ask for a page by its number. */
  readonly page: Position<number>;
  /** The number of the first page: 1 by default. */
  readonly first?: number | undefined;
  readonly offset?: undefined;
  readonly cursor?: undefined;
  readonly link?: undefined;
}

interface ByOffset {
  /** How to ask for the items after so many. */
  readonly offset: Position<number>;
  readonly page?: undefined;
  readonly cursor?: undefined;
  readonly link?: undefined;
}

interface ByCursor<Page> {
  /** How to ask for the page at a cursor. The first page is asked for without one. */
  readonly cursor: Position<string>;
  /** Returns the cursor of the next page, or is the name of the member that has it. */
  readonly next: ((page: Page) => Cursor) | (keyof Page & string);
  readonly page?: undefined;
  readonly offset?: undefined;
  readonly link?: undefined;
}

interface ByLink {
  /** The address of the next page is in the `Link` header, with `rel="next"`. */
  readonly link: true;
  readonly page?: undefined;
  readonly offset?: undefined;
  readonly cursor?: undefined;
}

/** How a backend splits a list into pages, and what is on them. */
export type PagesOptions<Page, Item, Items = ItemsOn<Page, Item>> = CommonPagesOptions<Page, Item, Items> &
  (Numbered | ByOffset | ByCursor<Page> | ByLink);

/** {@link PagesOptions} with a schema that checks each page. */
export type CheckedPagesOptions<
  Schema extends StandardSchemaV1,
  Item,
  Items = ItemsOn<StandardSchemaV1.InferOutput<Schema>, Item>,
> = {
  /** Checks each page: any Standard Schema. */
  readonly schema: Schema;
} & PagesOptions<StandardSchemaV1.InferOutput<Schema>, Item, Items>;

/** The options of a list without a schema whose items are in the list of that name. */
export type NamedPagesOptions<Item> = PagesOptions<Readonly<Record<string, unknown>>, Item, string>;
