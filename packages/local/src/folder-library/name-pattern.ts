/**
 * Returns whether a file name fits one of the patterns, and none of those that start with `!`, regardless of case. `*` stands for
 * anything, `?` for one character.
 *
 * @throws `TypeError` for a pattern with a folder
 */
export function namePattern(patterns: readonly string[] = []): (name: string) => boolean {
  const excluded = patterns
    .filter((pattern) => pattern.startsWith("!"))
    .map((pattern) => toExpression(pattern.slice(1)));
  const included = patterns.filter((pattern) => !pattern.startsWith("!")).map(toExpression);
  const fitsOne = (name: string): boolean => included.length === 0 || included.some((pattern) => pattern.test(name));
  return (name) => fitsOne(name) && !excluded.some((pattern) => pattern.test(name));
}

function toExpression(pattern: string): RegExp {
  if (/[\\/]/.test(pattern)) {
    throw new TypeError(`"${pattern}" must be a pattern for names, such as "*.zip", without a folder`);
  }
  const source = pattern
    .replace(/[.+^${}()|[\]]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "is");
}
