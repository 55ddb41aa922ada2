import { closest, distance } from "fastest-levenshtein";

/** Two swapped letters, the most common typo, count as two mistakes. */
const MAX_MISTAKES = 3;

/**
 * Returns the candidate that a word most likely means: the only one that begins with it, or the nearest one if no more than
 * half of the word is wrong.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const [longer, another] = candidates.filter((name) => name.startsWith(word));
  if (longer !== undefined && another === undefined) return longer;
  const candidate = closest(word, candidates);
  return distance(word, candidate) <= Math.min(word.length / 2, MAX_MISTAKES) ? candidate : undefined;
}
