/** Whether an address is a page of the browser itself, such as a new tab or an error page. */
export function isOwnPage(address: string): boolean {
  return /^(?:about:blank$|(?:chrome|chrome-error|chrome-search|edge|brave|devtools):)/.test(address);
}
