import type { JsonValue } from "@galaxy-kit/sdk";
import { type ReadResult, type ReadOptions, readTextAs } from "./read-file.js";
import { positionOf, UnreadableFile } from "./unreadable-file.js";

/**
 * Reads a JSON file. A byte order mark, UTF-16, and zeros at the end, which a crash leaves behind, are tolerated.
 *
 * @throws {@link UnreadableFile} with the line, if it is not JSON
 */
export function readJson<Value = JsonValue, Missing = never>(
  file: string,
  options: ReadOptions<Value, Missing> = {},
): Promise<ReadResult<Value, Missing>> {
  return readTextAs(file, parseJson, options);
}

function parseJson(text: string, file: string): unknown {
  const content = text.replace(/\0+$/, "");
  try {
    return JSON.parse(content);
  } catch (error) {
    const { message } = error as Error;
    const [, index] = /position (\d+)/.exec(message) ?? [];
    const reason = content.trim() === "" ? "the file is empty" : `not valid JSON: ${message}`;
    throw new UnreadableFile(file, reason, index === undefined ? undefined : positionOf(content, Number(index)));
  }
}
