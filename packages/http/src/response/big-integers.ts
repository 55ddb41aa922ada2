/**
 * Strings, so that nothing inside them is taken for a number, and numbers. A string without an end is one, too: otherwise, the search would
 * begin again at each of its characters.
 */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"?|-?\d[\d.eE+-]*/gs;
const LONG_INTEGER = /^-?[1-9]\d{15,}$/;

/** Puts quotes around the integers of a JSON document that a number cannot represent exactly. */
export function quoteBigIntegers(json: string): string {
  return json.replace(STRING_OR_NUMBER, (token) =>
    LONG_INTEGER.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
}
