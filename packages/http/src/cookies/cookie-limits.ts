import type { StoredCookie } from "./cookie-storage.js";

// What RFC 6265 wants a browser to keep at least (section 6.1), and browsers do not exceed by much.
const MAX_LENGTH = 4096;
const MAX_OF_DOMAIN = 50;
const MAX_COOKIES = 3000;

/** A cookie as tough-cookie writes it. */
export type DatedCookie = Partial<Pick<StoredCookie, "key" | "value" | "domain" | "path">> & {
  readonly creation?: string;
  readonly lastAccessed?: string;
};

/** Whether a cookie is larger than browsers take. */
export function isTooLong({ key, value }: Pick<StoredCookie, "key" | "value">): boolean {
  return Buffer.byteLength(key) + Buffer.byteLength(value) > MAX_LENGTH;
}

/** Returns the cookies that are too many: those that were used least recently, of each domain and then of all. */
export function surplusOf<Cookie extends DatedCookie>(cookies: readonly Cookie[]): readonly Cookie[] {
  // Those that were used in the same millisecond are in the order in which they were set.
  const latest = [...cookies].reverse().sort((one, other) => lastUse(other) - lastUse(one));
  const counts = new Map<string, number>();
  let kept = 0;
  return latest.filter(({ domain = "" }) => {
    const count = (counts.get(domain) ?? 0) + 1;
    counts.set(domain, count);
    return count > MAX_OF_DOMAIN || ++kept > MAX_COOKIES;
  });
}

function lastUse({ lastAccessed, creation }: DatedCookie): number {
  return Date.parse(lastAccessed ?? creation ?? "") || 0;
}
