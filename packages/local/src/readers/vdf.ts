import { type ReadResult, readFileAs, type ReadOptions, readTextAs } from "./read-file.js";
import { parseBinaryVdf } from "./vdf-binary.js";
import { parseVdf, type VdfNode } from "./vdf-text.js";

/** Options of {@link readVdf}. */
export interface VdfOptions<Value, Missing = never> extends ReadOptions<Value, Missing> {
  /**
   * `"lowercase"`: keys in lower case. Steam ignores the case of keys, and its versions have written the same key in different ways.
   * By default, keys are as they are written.
   */
  readonly keys?: "as written" | "lowercase";
}

/**
 * Reads a file in Valve's text format, such as `appmanifest_440.acf` or `libraryfolders.vdf`. All values are text, since ids of Steam
 * have 64 bits. A key that occurs more than once has its last value, or all nodes merged.
 *
 * @throws {@link UnreadableFile} with the line
 */
export function readVdf<Value = VdfNode, Missing = never>(
  file: string,
  { keys, ...options }: VdfOptions<Value, Missing> = {},
): Promise<ReadResult<Value, Missing>> {
  return readTextAs(file, (text) => parseVdf(text, file, keys === "lowercase"), options);
}

/** Reads a file in Valve's binary format, such as `shortcuts.vdf`. Numbers are numbers; those of 64 bits are text. */
export function readBinaryVdf<Value = VdfNode, Missing = never>(
  file: string,
  options: ReadOptions<Value, Missing> = {},
): Promise<ReadResult<Value, Missing>> {
  return readFileAs(file, (content) => parseBinaryVdf(content, file), options);
}
