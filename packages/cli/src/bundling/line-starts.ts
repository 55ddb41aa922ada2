import { decode, encode, type SourceMapSegment } from "@jridgewell/sourcemap-codec";

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
  const compactLines = compact.split("\n");
  const lines: string[] = [];
  const mappings: SourceMapSegment[][] = [];
  let before = 0;
  for (const [index, segments] of decode(map.mappings).entries()) {
    const line = compactLines[index] ?? "";
    let begun = 0;
    let own: SourceMapSegment[] = [];
    const endLine = (end: number): void => {
      lines.push(line.slice(begun, end));
      mappings.push(own);
      own = [];
      begun = end;
    };
    for (const segment of segments) {
      // It leads to no place in the other code.
      if (segment.length === 1) continue;
      const [column, source, originLine, originColumn] = segment;
      const startsLine = originLine > before && originColumn === indentations[originLine];
      before = originLine;
      if (startsLine && column - begun >= MIN_LENGTH) endLine(column);
      own.push([column - begun, source, originLine, originColumn]);
    }
    endLine(line.length);
  }
  return { code: lines.join("\n"), map: { ...map, mappings: encode(mappings) } };
}
