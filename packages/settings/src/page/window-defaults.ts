/** A page on the web that loads, and that GALAXY's login window may show for a moment. */
export const END_PAGE = "https://www.gog.com/galaxy";

/** The size of a login window in pixels. */
export const DEFAULT_WINDOW = { width: 640, height: 760 } as const;

/** Returns a pattern for addresses that are one of these, or go on below it with a path, a query or a fragment. */
export function addressPattern(addresses: readonly string[]): string {
  const alternatives = addresses.map(
    (address) => escapePattern(address) + (/[/?#=]$/.test(address) ? "" : "(?:[/?#&]|$)"),
  );
  return `^(?:${alternatives.join("|")})`;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
