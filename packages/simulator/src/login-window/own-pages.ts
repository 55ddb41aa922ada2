/** The first page of a window without tabs and an address bar, which Chromium calls an app. An app cannot start with about:blank. */
export const EMPTY_PAGE = "data:,";

/** Whether an address is a page of the browser itself, such as a new tab or an error page. */
export function isOwnPage(address: string): boolean {
  return (
    address === EMPTY_PAGE ||
    /^(?:about:blank$|(?:chrome|chrome-error|chrome-search|edge|brave|devtools):)/.test(address)
  );
}
