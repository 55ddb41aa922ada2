export type JsonTokenKind = "key" | "string" | "number" | "word" | "plain";

export interface JsonToken {
  readonly kind: JsonTokenKind;
  readonly text: string;
}

const pattern = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

/** Splits JSON into tokens for syntax highlighting. The JSON may be truncated anywhere. */
export function jsonTokens(json: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  let end = 0;
  const add = (kind: JsonTokenKind, text: string): void => {
    if (text !== "") tokens.push({ kind, text });
  };
  for (const match of json.matchAll(pattern)) {
    const [text, quoted, colon, digits] = match;
    add("plain", json.slice(end, match.index));
    if (quoted === undefined) add(digits === undefined ? "word" : "number", text);
    else {
      add(colon === undefined ? "string" : "key", quoted);
      add("plain", colon ?? "");
    }
    end = match.index + text.length;
  }
  add("plain", json.slice(end));
  return tokens;
}
