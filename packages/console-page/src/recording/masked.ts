import { plural } from "../format/amount.js";

const irregular: Readonly<Record<string, string>> = { "e-mail address": "e-mail addresses" };

/** Returns what was masked as a list for people. */
export function describeMasked(masked: Readonly<Record<string, number>>): string {
  const kinds = Object.entries(masked).map(([kind, count]) =>
    // There is one at most, and it has no number of its own.
    kind === "home folder" ? "the home folder" : plural(count, kind, irregular[kind]),
  );
  return kinds.length === 0 ? "nothing" : new Intl.ListFormat("en").format(kinds);
}
