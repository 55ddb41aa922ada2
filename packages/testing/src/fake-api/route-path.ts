const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/**
 * Returns the pattern for the path of a route, where `:name` stands for one segment.
 *
 * @throws `TypeError` if it can never match, or if a name is not valid
 */
export function patternOf(path: string): RegExp {
  if (!path.startsWith("/")) throw new TypeError(`The path "${path}" must start with "/".`);
  if (path.includes("?")) throw new TypeError(`The path "${path}" must not contain "?": look at request.query.`);
  const names = new Set<string>();
  const segments = path.split("/").map((segment) => {
    if (!segment.startsWith(":")) return escape(segment);
    const name = segment.slice(1);
    if (!NAME.test(name)) throw new TypeError(`"${segment}" in the path "${path}" must be a name, such as ":userId".`);
    if (names.has(name)) throw new TypeError(`The path "${path}" must contain "${segment}" only once.`);
    names.add(name);
    return `(?<${name}>[^/]+)`;
  });
  return new RegExp(`^${segments.join("/")}$`);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
