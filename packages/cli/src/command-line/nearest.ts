import { closest, distance } from "fastest-levenshtein";

/** Two swapped letters, the most common typo, count as two mistakes. */
const MAX_MISTAKES = 3;

/** Returns the candidate that a misspelled word most likely means, if no more than half of it is wrong. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const candidate = closest(word, candidates);
  return distance(word, candidate) <= Math.min(word.length / 2, MAX_MISTAKES) ? candidate : undefined;
}
