import { plural } from "../format/amount.js";

const irregular: Readonly<Record<string, string>> = { "email address": "email addresses" };

/** Returns what was masked as a list for people: what the client always masks, and what was found besides. */
export function describeMasked(masked: Readonly<Record<string, number>>): string {
  const kinds = Object.entries(masked).map(([kind, count]) =>
    // There is only one.
    kind === "home folder" ? "the home folder" : plural(count, kind, irregular[kind]),
  );
  return new Intl.ListFormat("en").format(["logins", "the cache", ...kinds]);
}
