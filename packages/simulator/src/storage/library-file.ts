import { readFile, rm } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { KnownItem, KnownLibrary } from "../comparison/known-library.js";
import { replaceFile } from "./replace-file.js";
import type { LibraryStore } from "./store.js";

/** Identifies the format of the file, in case it ever changes. */
const FORMAT = "galaxy-kit-library/1";

interface Header {
  readonly format: string;
  readonly time: number;
}

/** A file with what was known of a library: compressed lines of JSON, the first of which has the time. */
export class LibraryFile implements LibraryStore {
  constructor(private readonly path: string) {}

  /** A file that cannot be used, such as that of another version, is ignored: it is only for comparisons. */
  async read(): Promise<KnownLibrary | undefined> {
    try {
      const lines = valuesIn(await promisify(gunzip)(await readFile(this.path)));
      const { format, time } = lines.next().value as Header;
      return format === FORMAT ? { time, items: lines as Iterable<KnownItem> } : undefined;
    } catch {
      return undefined;
    }
  }

  async save({ time, items }: KnownLibrary): Promise<void> {
    const lines = [JSON.stringify({ format: FORMAT, time } satisfies Header)];
    for (const item of items) lines.push(JSON.stringify(item));
    await replaceFile(this.path, await promisify(gzip)(lines.join("\n"), { level: 1 }));
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
    await rm(`${this.path}.new`, { force: true });
  }
}

/** Reads one line after the other: all of them at once would take several times the memory. */
function* valuesIn(content: Buffer): Generator {
  for (let start = 0, end: number; start < content.length; start = end + 1) {
    const next = content.indexOf("\n", start);
    end = next < 0 ? content.length : next;
    yield JSON.parse(content.toString("utf8", start, end));
  }
}
