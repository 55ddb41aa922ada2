import {
  CodecError,
  type Credentials,
  isPlainObject,
  type JsonObject,
  jsonObject,
  object,
  oneOf,
  optional,
} from "@galaxy-kit/protocol";
import type { StoredRecord } from "./store.js";

/** Identifies the format of the file, in case it ever changes. */
const FORMAT = "galaxy-kit/1";

interface FileContent {
  readonly format: string;
  readonly credentials?: Credentials | undefined;
  readonly cache: JsonObject;
}

const file = object<FileContent>("a stored record", {
  format: oneOf([FORMAT]),
  credentials: optional(jsonObject),
  cache: jsonObject,
});

/** Returns the record as the content of a file. */
export function writeRecord({ credentials, cache }: StoredRecord): string {
  return `${JSON.stringify(file.encode({ format: FORMAT, credentials, cache }))}\n`;
}

/** Reads the content of a file. The error never quotes the content, which may be secret. */
export function readRecord(content: Uint8Array): StoredRecord {
  try {
    return decodeRecord(parse(content));
  } catch (error) {
    if (!(error instanceof CodecError) || error.where === "") throw error;
    throw new Error(`${error.where}: expected ${error.expected}`, { cause: error });
  }
}

/** Throws a `CodecError`, which may quote the content. */
export function decodeRecord(value: unknown): StoredRecord {
  const { credentials, cache } = file.decode(value);
  return { cache, ...(credentials && { credentials }) };
}

/** Whether an object is meant as a record, even if it is an invalid one, rather than as the credentials themselves. */
export function isRecord({ format, credentials }: Readonly<Record<string, unknown>>): boolean {
  return isPlainObject(credentials) || (typeof format === "string" && format.startsWith("galaxy-kit/"));
}

function parse(content: Uint8Array): unknown {
  if (content.length === 0) throw new CodecError("a stored record", "an empty file");
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
  } catch {
    // The parser's own message quotes the text.
    throw new CodecError("a stored record", "a file that is not valid JSON");
  }
}
