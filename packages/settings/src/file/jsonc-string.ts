/** A text in quotation marks, as it was meant. */
export interface FoundString {
  readonly value: string;
  /** Where the text after it begins. */
  readonly end: number;
  /** Whether it had backslashes that were not meant to escape anything. */
  readonly isRepaired: boolean;
}

const STRING = /"((?:[^"\\\r\n]|\\[^\r\n])*)"/y;
/** Up to the next quotation mark, even after a backslash: `"C:\Games\",`. */
const PATH = /"([^"\r\n]*)"(?=[ \t]*(?:,|\]|\}|$|[\r\n]|\/\/|\/\*))/y;

/**
 * Reads a text in quotation marks. A path that was pasted with single backslashes, such as `"C:\new\games\"`, is read as it was
 * meant. In JSON, the backslashes would be part of escapes such as `\n`, or make the whole file invalid.
 *
 * @returns undefined if it does not end on its line
 */
export function readString(text: string, start: number): FoundString | undefined {
  const content = matchAt(STRING, text, start);
  const value = content === undefined ? undefined : parse(content);
  if (content !== undefined && value !== undefined && !looksDamaged(content, value)) {
    return { value, end: start + content.length + 2, isRepaired: false };
  }
  return repair(isPath(text.slice(start + 1, start + 4)) ? matchAt(PATH, text, start) : content, start);
}

function repair(content: string | undefined, start: number): FoundString | undefined {
  if (content === undefined) return undefined;
  const value = parse(isPath(content) ? withPairs(content) : withoutUnknownEscapes(content));
  return value === undefined ? undefined : { value, end: start + content.length + 2, isRepaired: true };
}

function matchAt(pattern: RegExp, text: string, start: number): string | undefined {
  pattern.lastIndex = start;
  return pattern.exec(text)?.[1];
}

function parse(content: string): string | undefined {
  try {
    return JSON.parse(`"${content}"`) as string;
  } catch {
    return undefined;
  }
}

const isPath = (content: string): boolean => /^(?:[a-z]:\\|\\\\)/i.test(content);

/** Whether it is a path of which backslashes were taken for escapes: `\n`, or the `\"` in `"C:\Games\", "D:\Games"`. */
function looksDamaged(content: string, value: string): boolean {
  // oxlint-disable-next-line no-control-regex -- they are what it looks for
  return isPath(content) && (/[\u0000-\u001f]/.test(value) || /\\"\s*,/.test(content));
}

/** Doubles each backslash that stands alone, and those at the start of `\\server\share`. */
function withPairs(content: string): string {
  const isSingle = /(?<!\\)(?:\\\\)*\\(?!\\)/.test(content.replace(/^\\\\/, ""));
  const server = isSingle && /^\\\\(?!\\)/.test(content) ? "\\\\" : "";
  return server + content.replace(/\\\\|\\/g, "\\\\");
}

/** Doubles each backslash that does not begin an escape: `50\%`. */
function withoutUnknownEscapes(content: string): string {
  return content.replace(/\\(["\\/bfnrt]|u[\da-f]{4})?/gi, (found, escape) => (escape === undefined ? "\\\\" : found));
}
