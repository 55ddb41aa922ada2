import { isPlainObject } from "@galaxy-kit/protocol";

/** The author of an integration. */
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

/** Returns the web page of a GitHub repository, in whichever form package.json names it. */
export function gitHubPage(repository: unknown): string | undefined {
  const named: unknown =
    typeof repository === "object" && repository !== null && "url" in repository ? repository.url : repository;
  if (typeof named !== "string") return undefined;
  const [, owner, name] =
    /^(?:github:)?([\w-]+)\/([\w.-]+)$/.exec(named) ??
    /[/@.]?github\.com[/:]([\w-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(named) ??
    [];
  return owner === undefined || name === undefined ? undefined : `https://github.com/${owner}/${name}`;
}
