import { closest, distance } from "fastest-levenshtein";

/** Returns `Did you mean "state"?` if a known name is close to what was found. */
export function didYouMean(found: unknown, names: readonly string[]): string | undefined {
  if (typeof found !== "string" || names.length === 0) return undefined;
  const lowerCase = names.map((name) => name.toLowerCase());
  const nearest = closest(found.toLowerCase(), lowerCase);
  const isClose = distance(found.toLowerCase(), nearest) <= Math.max(1, Math.floor(found.length / 3));
  return isClose ? `Did you mean ${JSON.stringify(names[lowerCase.indexOf(nearest)])}?` : undefined;
}
