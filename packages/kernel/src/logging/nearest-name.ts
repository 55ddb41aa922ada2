import { closest, distance } from "fastest-levenshtein";

const MAX_MISTAKES = 3;

/** Returns the name that an author most likely means: one with the same words, or with a few other letters. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const simple = simplify(written);
  const byWord = names.find((name) => simplify(name).includes(simple) || simple.includes(simplify(name)));
  if (byWord !== undefined || names.length === 0) return byWord;
  const name = closest(simple, names.map(simplify));
  const isNear = distance(simple, name) <= Math.min(simple.length / 2, MAX_MISTAKES);
  return isNear ? names.find((other) => simplify(other) === name) : undefined;
}

/** `last_played` and `lastPlayed` are the same. */
function simplify(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}
