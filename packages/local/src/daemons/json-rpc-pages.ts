import { UnknownBackendResponse } from "@galaxy-kit/sdk";

/** A page, as passed to a function of the author. */
// Its type depends on the daemon, so only the author can name it.
// oxlint-disable-next-line typescript/no-explicit-any
type Page = any;

/** Parameters, or the members of a page. */
export type PageMembers = Readonly<Record<string, unknown>>;

/**
 * Parameters to add to a call, taken from a page: the members of the page that have the values, such as `{ cursor: "nextCursor" }`, or a
 * function that returns the parameters. If a member is missing, empty or false, or the function returns no object, nothing is requested.
 */
export type PageParameters =
  | Readonly<Record<string, string>>
  | ((page: Page) => PageMembers | false | "" | null | undefined);

/** How a daemon divides a long list into pages. */
export interface JsonRpcPages {
  /** The member of a page that is the list of items, or a function that returns the items. A call may name another member. */
  readonly items: string | ((page: Page) => readonly unknown[]);
  /** Parameters that request the next page. */
  readonly next?: PageParameters;
  /** Parameters that request the first page again, for example because it is out of date: `{ fresh: "stale" }`. */
  readonly again?: PageParameters;
}

/**
 * Resolves to the items of all pages.
 *
 * @param ask - requests a page, with these additional parameters
 * @param what - names the call in errors
 * @throws `UnknownBackendResponse` if a page has no such list, or a page would be requested again
 */
export async function allItems(
  { items, next = {}, again = {} }: JsonRpcPages,
  ask: (more: PageMembers) => Promise<PageMembers | null>,
  what: string,
): Promise<unknown[]> {
  let page = await ask({});
  const anew = parametersOn(page, again);
  if (anew) page = await ask(anew);
  const all = [...itemsOn(page, items, what)];
  const asked = new Set<string>();
  for (let more = parametersOn(page, next); more; more = parametersOn(page, next)) {
    const position = JSON.stringify(more);
    if (asked.has(position))
      throw new UnknownBackendResponse(`${what} does not end: it leads to page ${position} twice`);
    asked.add(position);
    page = await ask(more);
    all.push(...itemsOn(page, items, what));
  }
  return all;
}

function itemsOn(page: PageMembers | null, items: JsonRpcPages["items"], what: string): readonly unknown[] {
  if (typeof items === "function") return items(page);
  const found = page?.[items];
  if (Array.isArray(found)) return found;
  // Some languages send an empty list as null.
  if (found === null) return [];
  const members = Object.keys(page ?? {}).join(", ") || "nothing";
  throw new UnknownBackendResponse(`${what} has no list "${items}" on a page, which has: ${members}`);
}

function parametersOn(page: PageMembers | null, parameters: PageParameters): PageMembers | undefined {
  if (typeof parameters === "function") return parameters(page) || undefined;
  const found = Object.entries(parameters).map(([name, member]) => [name, page?.[member]] as const);
  return found.length > 0 && found.every(([, value]) => Boolean(value)) ? Object.fromEntries(found) : undefined;
}
