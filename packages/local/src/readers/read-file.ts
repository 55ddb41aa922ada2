import type { StandardSchemaV1 } from "@standard-schema/spec";
import { decodeText } from "./decode-text.js";
import { readStable } from "./read-stable.js";
import { UnreadableFile } from "./unreadable-file.js";
import { validate } from "./validate.js";

/** Options of the functions that read a file of another program. */
export interface ReadOptions<Value, Missing = never> {
  /** Checks the content and gives it a type: any schema with the Standard Schema interface, such as one of zod. */
  readonly schema?: StandardSchemaV1<unknown, Value>;
  /** What to return if the file does not exist; by default, that is an error. */
  readonly ifMissing?: Missing;
}

/** What a reader returns: the type of the content, and that of `ifMissing` unless it is such content, as an empty list is. */
export type ReadResult<Value, Missing> = [Missing] extends [Value] ? Value : Value | Missing;

/** Converts the content of a file to a value. Any error becomes an {@link UnreadableFile}. */
export type Parse<Value> = (content: Buffer, file: string) => Value | Promise<Value>;

/** Same, for text. */
export type ParseText<Value> = (text: string, file: string) => Value | Promise<Value>;

/** Reads a file. An error about its content names the file. */
export async function readFileAs<Value, Missing>(
  file: string,
  parse: Parse<unknown>,
  { schema, ...options }: ReadOptions<Value, Missing>,
): Promise<ReadResult<Value, Missing>> {
  const content = await readOrMissing(file, options);
  if (!Buffer.isBuffer(content)) return content.missing as ReadResult<Value, Missing>;
  try {
    const value = await parse(content, file);
    return (schema ? validate(value, schema, file) : value) as ReadResult<Value, Missing>;
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(file, (error as Error).message, undefined, { cause: error });
  }
}

/** Same, for a file of text. */
export function readTextAs<Value, Missing>(
  file: string,
  parse: ParseText<unknown>,
  options: ReadOptions<Value, Missing>,
): Promise<ReadResult<Value, Missing>> {
  return readFileAs(file, (content) => parse(decodeText(content), file), options);
}

async function readOrMissing<Missing>(
  file: string,
  options: { readonly ifMissing?: Missing },
): Promise<Buffer | { readonly missing: Missing }> {
  try {
    return await readStable(file);
  } catch (error) {
    const isMissing = ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
    if (isMissing && "ifMissing" in options) return { missing: options.ifMissing };
    throw error;
  }
}
