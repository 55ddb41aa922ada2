import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The innermost call of a paused integration, as the inspector describes it. Lines and columns count from 0. */
export interface PausedFrame {
  readonly functionName: string;
  readonly location: { readonly scriptId: string; readonly lineNumber: number; readonly columnNumber?: number };
}

/** Returns the place in the author's source, if there is a source map next to the file, as in `price (/shop/src/shelf.ts:12:5)`. */
export function placeOfFrame({ functionName, location }: PausedFrame, url: string): string {
  const file = pathOf(url);
  const { lineNumber: line, columnNumber: column = 0 } = location;
  const place = inSource(file, line, column) ?? `${file}:${line + 1}:${column + 1}`;
  return functionName === "" ? place : `${functionName} (${place})`;
}

/** A script can name itself as it likes, also after a file that this system cannot have. */
function pathOf(url: string): string {
  try {
    return url.startsWith("file:///") ? fileURLToPath(url) : url;
  } catch {
    return url;
  }
}

function inSource(file: string, line: number, column: number): string | undefined {
  try {
    const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8")) as SourceMapPayload);
    const entry = map.findEntry(line, column);
    if (!("originalSource" in entry)) return undefined;
    return `${resolve(dirname(file), entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  } catch {
    return undefined;
  }
}
