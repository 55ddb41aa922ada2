import { extname } from "node:path";
import type { FoundSecret } from "./found-secret.js";

/** Tokens that are known by their form. */
export async function knownSecrets(path: string, text: string): Promise<readonly FoundSecret[]> {
  const [{ lintSource }, { creator }] = await Promise.all([
    import("@secretlint/core"),
    import("@secretlint/secretlint-rule-preset-recommend"),
  ]);
  const { messages } = await lintSource({
    source: { content: text, filePath: path, ext: extname(path), contentType: "text" },
    options: { config: { rules: [{ id: "known", rule: creator }] }, maskSecrets: true },
  });
  return messages.map(({ messageId, loc }) => ({
    what: wordsOf(messageId),
    line: loc.start.line,
    column: loc.start.column + 1,
  }));
}

/** `GITHUB_TOKEN` → `github token`, `BasicAuth` → `basic auth`. */
function wordsOf(id: string): string {
  return id
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
}
