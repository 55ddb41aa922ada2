const SMALL_WORDS = new Set(["a", "an", "and", "der", "die", "das", "for", "in", "la", "le", "of", "on", "the", "to"]);

/** Returns two letters that stand for a title. */
export function initials(title: string): string {
  const words = title.match(/[\p{L}\p{N}]+/gu) ?? [];
  const significant = words.filter((word) => !SMALL_WORDS.has(word.toLowerCase()));
  const [first = "?", second] = significant.length > 0 ? significant : words;
  const [one = "?", two = ""] = Array.from(first);
  return second === undefined
    ? one.toUpperCase() + two.toLowerCase()
    : (one + Array.from(second).slice(0, 1).join("")).toUpperCase();
}

/** Returns the last number in a title, which tells apart what has the same letters: the parts of a series. */
export function numberIn(title: string): string | undefined {
  return title.match(/(?<![\p{L}\p{N}])(?:\d{1,6}|[IVX]{1,4})(?![\p{L}\p{N}])/gu)?.at(-1);
}

/** Returns the hue of a title, in degrees. The same title always has the same hue. */
export function hue(title: string): number {
  let hash = 0;
  for (const character of title) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  // Neighbors such as "Game 1" and "Game 2" should not look alike.
  return (hash * 137) % 360;
}
