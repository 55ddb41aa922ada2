import { posix } from "node:path";
import { crc32 } from "node:zlib";
import type { Manifest } from "@galaxy-kit/protocol";
import { parseManifest } from "@galaxy-kit/simulator";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { misnamedManifest } from "../installed/misnamed-manifest.js";
import { isOrdinaryFile, quotePath } from "../project/package-path.js";
import { checkEntries, checkZip, describeEntry, type ZipEntry } from "./check-entries.js";
import type { PackageContent } from "./package-content.js";
import { PackageRefusedError } from "./package-refused-error.js";

const MANIFEST = "manifest.json";
const MAX_MANIFEST_BYTES = 1_000_000;

interface OpenedEntry extends ZipEntry {
  readonly read: () => AsyncIterable<Buffer>;
}

/** Opens the integration in a zip. Nothing is unpacked until every entry has been checked. */
export async function zipContent(path: string, zipSize: number): Promise<PackageContent> {
  const zip = await open(path);
  const refuse = (diagnostics: PackageRefusedError["diagnostics"]): void => {
    if (diagnostics.length > 0) throw new PackageRefusedError(path, diagnostics);
  };
  try {
    refuse(checkZip(zip.entryCount, zipSize));
    const entries = (await readEntries(zip, path)).filter((entry) => entry.path.split("/").every(isOrdinaryFile));
    refuse(checkEntries(entries, zipSize));
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
  // Names are decoded and checked here, by the rules of every system.
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
        refusal(path, "damaged-package", `${quotePath(description.path)} is damaged: ${problem}`);
      entries.push({ ...description, read: () => unpack(zip, entry, damage) });
    }
  } catch (error) {
    throw damaged(path, error);
  }
  return entries;
}

/** yauzl fails if the content is longer or shorter than the zip declares. */
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
  if (found !== entry.crc32) throw damage("its checksum does not match");
}

async function readManifest(entries: readonly OpenedEntry[], path: string): Promise<Manifest> {
  const files = new Map(entries.filter(({ kind }) => kind === "file").map((entry) => [entry.path, entry]));
  const entry = files.get(MANIFEST);
  if (!entry) throw missingManifest(path, files.keys());
  if (entry.size > MAX_MANIFEST_BYTES)
    throw refusal(path, "package-too-large", `its ${MANIFEST} has ${entry.size} bytes`);
  const chunks: Buffer[] = [];
  for await (const chunk of entry.read()) chunks.push(chunk);
  try {
    return await parseManifest(path, Buffer.concat(chunks).toString("utf8"), (file) =>
      files.has(posix.normalize(file.replaceAll("\\", "/"))),
    );
  } catch (error) {
    throw PackageRefusedError.from(error, path);
  }
}

function missingManifest(path: string, files: Iterable<string>): PackageRefusedError {
  const paths = [...files];
  const misnamed = misnamedManifest(paths);
  if (misnamed) return PackageRefusedError.for(path, "missing-manifest", misnamed.message, misnamed.remedy);
  const inner = paths.find((file) => posix.basename(file) === MANIFEST);
  const zip = paths.find((file) => /\.zip$/i.test(file));
  if (inner === undefined && zip !== undefined) {
    const message = `is a zip in a zip: it has no ${MANIFEST}, but contains ${quotePath(zip)}`;
    return PackageRefusedError.for(path, "missing-manifest", message, "Unpack it, and install the zip in it.");
  }
  if (inner === undefined) {
    const remedy = "Zip a folder that galaxy-kit pack or a Python integration provides.";
    return PackageRefusedError.for(path, "missing-manifest", `has no ${MANIFEST}`, remedy);
  }
  const folder = posix.dirname(inner);
  return PackageRefusedError.for(
    path,
    "misplaced-manifest",
    `has no ${MANIFEST} at its root, but one in ${folder}`,
    "Zip the contents of that folder, not the folder itself.",
  );
}

function damaged(path: string, error: unknown): PackageRefusedError {
  return refusal(path, "damaged-package", `is not a valid zip: ${(error as Error).message}`);
}

function refusal(path: string, code: "damaged-package" | "package-too-large", message: string): PackageRefusedError {
  return PackageRefusedError.for(path, code, message, "Download or build the package again.");
}
