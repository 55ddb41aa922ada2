import { extname } from "node:path";
import { type Position, positionAt } from "../subject/position.js";

/** The place of a secret. The secret itself is never reported. */
export interface FoundSecret extends Position {
  /** What it seems to be, such as `github token`. */
  readonly what: string;
}

/** Finds tokens in well-known formats. */
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

/** `API_KEY = "…"`, `"client_secret": "…"`, `authToken: '…'`. */
const ASSIGNMENT =
  /\b(\w*(?:api_?key|secret|token|passw(?:or)?d|private_?key|client_?key))["']?\s*(?::\s*string\s*)?[:=]\s*["'`]([^"'`\s]{16,200})["'`]/gi;

/** `/api/v2/token`, `shop.example/oauth2/token-exchange`: words and versions between slashes. */
const SEGMENT = /[a-z][a-z_.-]*\d{0,2}|v?\d+(?:\.\d+)*/.source;
const PATH = new RegExp(`^(?=.*/)/?(?:${SEGMENT})(?:/(?:${SEGMENT}))*/?$`, "i");

/** In bits per character. Words have less entropy, random characters have more. */
const MIN_ENTROPY = 3.5;

/** Finds random values that are assigned to names such as `token`. */
export function entropicAssignments(text: string): readonly FoundSecret[] {
  return [...text.matchAll(ASSIGNMENT)]
    .filter(
      ([, , value = ""]) =>
        /^[\w+/=.~-]+$/.test(value) &&
        !PATH.test(value) &&
        /\d/.test(value) &&
        /[a-z]/i.test(value) &&
        entropyOf(value) >= MIN_ENTROPY,
    )
    .map(({ 1: name = "", index }) => ({ what: `the value of ${name}`, ...positionAt(text, index) }));
}

function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
