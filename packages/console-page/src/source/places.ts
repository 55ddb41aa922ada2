/** A line in a file. */
export interface Place {
  /** As the text writes it, without `file://`. */
  readonly file: string;
  readonly line: number;
  readonly column: number | undefined;
}

/** A part of a text, with the place that it names. */
export interface TextPart {
  readonly text: string;
  readonly place?: Place;
}

/**
 * A path and a position, as in `src/a.ts:3:9`, `C:\shop\a.ts:3:9`, `file:///shop/a.ts:3:9` and Python's `File "/shop/a.py", line 3`.
 * Paths with blanks are recognized in brackets and quotation marks only, since a sentence has blanks, too.
 */
const PLACE =
  /(?<=\()(?:file:\/\/)?(?<inBrackets>[^()\n]+\.[cm]?[jt]sx?):(?<bracketsLine>\d+):(?<bracketsColumn>\d+)(?=\))|File "(?<python>[^"\n]+)", line (?<pythonLine>\d+)|(?<![\w.%])(?:file:\/\/)?(?<bare>(?:[A-Za-z]:)?[\w./\\@~+%-]*[\w-]\.(?:[cm]?[jt]sx?|py|json)):(?<bareLine>\d+)(?::(?<bareColumn>\d+))?/g;

/** Divides a text into places and what is between them. */
export function partsOf(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACE)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: match[0], place: placeOf(match.groups ?? {}) });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

function placeOf(found: Readonly<Record<string, string | undefined>>): Place {
  const { inBrackets, python, bare = "", bracketsLine, pythonLine, bareLine } = found;
  const column = found["bracketsColumn"] ?? found["bareColumn"];
  return {
    file: decode(inBrackets ?? python ?? bare),
    line: Number(bracketsLine ?? pythonLine ?? bareLine),
    column: column === undefined ? undefined : Number(column),
  };
}

/** The path of a `file:` URL has its blanks encoded. On Windows it has a slash before the drive. */
function decode(path: string): string {
  try {
    return decodeURI(path).replace(/^\/(?=[A-Za-z]:)/, "");
  } catch {
    return path;
  }
}

/** Returns a text without the folder of the project, which every place in it has in common. */
export function withoutFolder(text: string, folder: string | undefined): string {
  if (folder === undefined) return text;
  const start = text.indexOf(folder);
  const rest = text.slice(start + folder.length);
  return start === -1 || !/^[/\\]/.test(rest) ? text : text.slice(0, start).replace(/file:\/*$/, "") + rest.slice(1);
}

/** How a link opens the editor. */
export interface EditorLink {
  /** An address with `{file}`, `{line}` and `{column}`. The file begins with a slash, on Windows, too. */
  readonly address: string;
  /** The folder that relative paths start from. */
  readonly folder: string;
}

/**
 * Returns the address that opens a place in the editor; undefined for a file on another computer, unless the project is there, too. A text
 * may come from anyone, and Windows logs in to the computer that a path names.
 */
export function addressOf({ file, line, column = 1 }: Place, { address, folder }: EditorLink): string | undefined {
  const isAbsolute = /^(?:[/\\]|[A-Za-z]:)/.test(file);
  const path = (isAbsolute ? file : `${folder}/${file}`).replaceAll("\\", "/");
  if (path.startsWith("//") && !path.startsWith(`${folder.replaceAll("\\", "/")}/`)) return undefined;
  const rooted = path.startsWith("/") ? path : `/${path}`;
  return address
    .replaceAll("{file}", () => encodePath(rooted))
    .replaceAll("{line}", String(line))
    .replaceAll("{column}", String(column));
}

/** Unlike `encodeURI()`, leaves nothing in a path that ends it or begins a parameter. */
function encodePath(path: string): string {
  return encodeURI(path).replace(/[?#&+=;,]/g, encodeURIComponent);
}
