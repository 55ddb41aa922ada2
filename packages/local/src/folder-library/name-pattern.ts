/**
 * Returns whether a file name fits one of the patterns, regardless of case. `*` stands for anything, `?` for one character.
 *
 * @throws `TypeError` for a pattern with a folder
 */
export function namePattern(patterns: readonly string[] | undefined): (name: string) => boolean {
  if (!patterns) return () => true;
  const expressions = patterns.map((pattern) => {
    if (/[\\/]/.test(pattern)) {
      throw new TypeError(`"${pattern}" must be a pattern for names, such as "*.zip", without a folder`);
    }
    const source = pattern
      .replace(/[.+^${}()|[\]]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".");
    return new RegExp(`^${source}$`, "is");
  });
  return (name) => expressions.some((expression) => expression.test(name));
}
