/** A source map, of which only the mappings are read and changed. */
interface Mapped {
  readonly mappings: string;
}

/** A line has at least as many characters before another one starts: one for each brace would make a bundle larger. */
const MIN_LENGTH = 40;

/**
 * Starts a line of compact code where a line of the code it was made from starts. Both consist of the same tokens, so a line break that
 * is allowed there is allowed here, and nothing needs to be parsed.
 *
 * @param map - leads from the compact code to the other
 */
export function keepLineStarts<Map extends Mapped>(
  laidOut: string,
  compact: string,
  map: Map,
): { readonly code: string; readonly map: Map } {
  const indentations = laidOut.split("\n").map((line) => line.search(/\S/));
  const lines = compact.split("\n");
  const origin = { line: 0, column: 0 };
  const mappings = map.mappings.split(";").map((segments, index) => {
    const line = lines[index] ?? "";
    const parts: string[] = [];
    let begun = 0;
    let column = 0;
    const mapped = segments.split(",").map((segment, position) => {
      const [columns = 0, , originLines = 0, originColumns = 0] = numbersIn(segment);
      column += columns;
      origin.line += originLines;
      origin.column += originColumns;
      const startsLine = originLines > 0 && origin.column === indentations[origin.line];
      if (!startsLine || column - begun < MIN_LENGTH) return position === 0 ? segment : `,${segment}`;
      parts.push(line.slice(begun, column));
      begun = column;
      // The column is relative to the segment before in the same line, and everything else to the segment before.
      return `;${segment.replace(FIRST_NUMBER, ZERO)}`;
    });
    lines[index] = [...parts, line.slice(begun)].join("\n");
    return mapped.join("");
  });
  return { code: lines.join("\n"), map: { ...map, mappings: mappings.join(";") } };
}

/** The digits of a segment. The second half is followed by another digit of the same number. */
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const FIRST_NUMBER = /^[g-z\d+/]*[A-Za-f]/;
const ZERO = "A";

/** Decodes numbers of five bits per digit, the lowest bits first. The lowest bit of a number is its sign. */
function numbersIn(segment: string): number[] {
  const numbers: number[] = [];
  let [number, shift] = [0, 0];
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    number |= (digit & 31) << shift;
    shift += 5;
    if (digit > 31) continue;
    numbers.push(number & 1 ? -(number >> 1) : number >> 1);
    [number, shift] = [0, 0];
  }
  return numbers;
}
