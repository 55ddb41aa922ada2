/** The page of a repository on GitHub, from any way in which a package.json can name it. */
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
