import { JsonText } from "@galaxy-kit/protocol";

/** Enough items for a piece of the response, few enough for its text to die young. */
const ITEMS_PER_PIECE = 256;

/** Returns a response that has nothing but a list, as the texts of its items. */
export function listResponse(name: string, texts: readonly string[]): JsonText {
  const pieces: string[] = [];
  for (let start = 0; start < texts.length; start += ITEMS_PER_PIECE) {
    pieces.push((start > 0 ? "," : "") + texts.slice(start, start + ITEMS_PER_PIECE).join(","));
  }
  return new JsonText([`{"${name}":[`, ...pieces, "]}"]);
}
