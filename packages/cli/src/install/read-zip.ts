import { posix } from "node:path";
import { crc32 } from "node:zlib";
import type { Manifest } from "@galaxy-kit/protocol";
import { parseManifest } from "@galaxy-kit/simulator";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { quotePath } from "../project/package-path.js";
import { checkEntries } from "./check-entries.js";
import { problemWithSize, problemWithZip } from "./check-entries.js";
import { describeEntry, type ZipEntry } from "./check-entries.js";
import type { PackageContent } from "./package-content.js";
import { PackageRefused } from "./package-refused.js";

const MANIFEST = "manifest.json";
const MAX_MANIFEST = 1_000_000;

interface OpenedEntry extends ZipEntry {
  readonly read: () => AsyncIterable<Buffer>;
}

/** The integration in a zip. Nothing of it is unpacked before all of its entries are found to be harmless. */
export async function zipContent(path: string, zipSize: number): Promise<PackageContent> {
  const zip = await open(path);
  try {
    const tooLarge = problemWithZip(zip.entryCount, zipSize);
    if (tooLarge !== undefined) throw new PackageRefused(path, [tooLarge]);
    const entries = await readEntries(zip, path);
    const size = entries.reduce((sum, entry) => sum + entry.size, 0);
    const problems = [...checkEntries(entries), problemWithSize(size, zipSize)].filter(
      (problem) => problem !== undefined,
    );
    if (problems.length > 0) throw new PackageRefused(path, problems);
    const manifest = await readManifest(entries, path);
    return {
      manifest,
      folders: entries.filter(({ kind }) => kind === "folder").map((entry) => entry.path),
      files: entries.filter(({ kind }) => kind === "file"),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function open(path: string): Promise<ZipFile> {
  // The names are decoded and checked here, where the rules of all systems count.
  return await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false }).catch(
    (error: unknown) => {
      throw damaged(path, error);
    },
  );
}

async function readEntries(zip: ZipFile, path: string): Promise<OpenedEntry[]> {
  const entries: OpenedEntry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      const description = describeEntry(entry);
      const damage = (problem: string): Error =>
        new PackageRefused(path, [`${quotePath(description.path)} is damaged: ${problem}`]);
      entries.push({ ...description, read: () => unpack(zip, entry, damage) });
    }
  } catch (error) {
    throw damaged(path, error);
  }
  return entries;
}

/** yauzl ends a stream that is longer or shorter than the zip has said with an error. */
async function* unpack(zip: ZipFile, entry: Entry, damage: (problem: string) => Error): AsyncGenerator<Buffer> {
  let found = 0;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      found = crc32(chunk as Buffer, found);
      yield chunk as Buffer;
    }
  } catch (error) {
    throw damage((error as Error).message);
  }
  if (found !== entry.crc32) throw damage("its content is not what was zipped");
}

async function readManifest(entries: readonly OpenedEntry[], path: string): Promise<Manifest> {
  const files = new Map(entries.filter(({ kind }) => kind === "file").map((entry) => [entry.path, entry]));
  const entry = files.get(MANIFEST);
  if (!entry) throw new PackageRefused(path, [missingManifest(files.keys())]);
  if (entry.size > MAX_MANIFEST)
    throw new PackageRefused(path, [`its ${MANIFEST} is longer than any: ${entry.size} bytes`]);
  const chunks: Buffer[] = [];
  for await (const chunk of entry.read()) chunks.push(chunk);
  try {
    return await parseManifest(path, Buffer.concat(chunks).toString("utf8"), (file) =>
      files.has(posix.normalize(file.replaceAll("\\", "/"))),
    );
  } catch (error) {
    throw PackageRefused.because(error, path);
  }
}

function missingManifest(paths: Iterable<string>): string {
  const inner = [...paths].find((path) => posix.basename(path) === MANIFEST);
  const found =
    inner === undefined ? "" : `, but one in ${posix.dirname(inner)}: zip what is in that folder, and not the folder`;
  return `it has no ${MANIFEST} at its root${found}`;
}

function damaged(path: string, error: unknown): PackageRefused {
  return new PackageRefused(path, [`it is no zip, or a damaged one: ${(error as Error).message}`]);
}
