/** Whether it is a page of the browser itself, such as a new window's and an error's. Nobody has asked for it. */
export function isOwnPage(address: string): boolean {
  return /^(?:about:blank$|(?:chrome|chrome-error|chrome-search|edge|brave|devtools):)/.test(address);
}
