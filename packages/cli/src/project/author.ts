import { isPlainObject } from "@galaxy-kit/protocol";

/** Who wrote an integration. */
export interface Author {
  readonly name: string;
  readonly email?: string;
}

/** Reads the `author` of a package.json: an object, or a text such as `Name <name@example.org> (https://example.org)`. */
export function parseAuthor(author: unknown): Author | undefined {
  const parts = isPlainObject(author) ? author : typeof author === "string" ? split(author) : {};
  const { name, email } = parts;
  if (typeof name !== "string" || name === "") return undefined;
  return { name, ...(typeof email === "string" && { email }) };
}

function split(text: string): Record<string, string | undefined> {
  return { name: /^[^<(]*/.exec(text)?.[0].trim(), email: /<([^>]*)>/.exec(text)?.[1] };
}
