import { positionAt } from "../position.js";
import type { FoundSecret } from "./found-secret.js";

/** `API_KEY = "…"`, `"client_secret": "…"`, `authToken: '…'`. */
const ASSIGNMENT =
  /\b(\w*(?:api_?key|secret|token|passw(?:or)?d|private_?key|client_?key))["']?\s*(?::\s*string\s*)?[:=]\s*["'`]([^"'`\s]{16,200})["'`]/gi;

/** Words have less, random characters more: bits for each character. */
const RANDOM = 3.5;

/** Values that nobody has thought of, under a name that says that they are secret. */
export function entropicAssignments(text: string): readonly FoundSecret[] {
  return [...text.matchAll(ASSIGNMENT)]
    .filter(
      ([, , value = ""]) =>
        /^[\w+/=.~-]+$/.test(value) && /\d/.test(value) && /[a-z]/i.test(value) && entropyOf(value) >= RANDOM,
    )
    .map(({ 1: name = "", index }) => ({ what: `the value of ${name}`, ...positionAt(text, index) }));
}

function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
