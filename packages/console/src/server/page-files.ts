import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

/** A file of the page, ready to send. */
export interface PageFile {
  readonly contentType: string;
  readonly content: Buffer;
}

/** The files of the page by their path relative to it. The page itself is "". */
export type PageFiles = ReadonlyMap<string, PageFile>;

const contentTypes: ReadonlyMap<string, string> = new Map([
  [".css", "text/css; charset=utf-8"],
  [".html", "text/html; charset=utf-8"],
  [".ico", "image/x-icon"],
  [".js", "text/javascript; charset=utf-8"],
  [".json", "application/json"],
  [".map", "application/json"],
  [".png", "image/png"],
  [".svg", "image/svg+xml"],
  [".woff2", "font/woff2"],
]);

/** Reads the page into memory. No request can reach a file that is not in this table. */
export async function readPage(folder: string): Promise<PageFiles> {
  const files = new Map<string, PageFile>();
  for (const path of await filesIn(folder)) {
    const contentType = contentTypes.get(extname(path)) ?? "application/octet-stream";
    const address = relative(folder, path).split(sep).map(encodeURIComponent).join("/");
    files.set(address, { contentType, content: await readFile(path) });
  }
  const page = files.get("index.html");
  if (!page) throw new Error(`${folder}: no index.html found; build the page first`);
  return files.set("", page);
}

/** Skips symbolic links, because they may point anywhere. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
