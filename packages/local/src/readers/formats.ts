import type { IniSection } from "./libraries/ini.js";
import { type Parse, type ReadResult, readFileAs, type ReadOptions, readTextAs } from "./read-file.js";

/**
 * Reads an INI file. For a file with `key = "value"` lines and no sections, such as `retroarch.cfg`, see {@link readKeyValues}.
 *
 * @throws {@link UnreadableFile}
 */
export function readIni<Value = IniSection, Missing = never>(
  file: string,
  options: ReadOptions<Value, Missing> = {},
): Promise<ReadResult<Value, Missing>> {
  return readTextAs(file, async (text) => (await import("./libraries/ini.js")).parseIni(text), options);
}

/** Reads a TOML file. Integers beyond 2^53 are bigints. */
export function readToml<Value = unknown, Missing = never>(
  file: string,
  options: ReadOptions<Value, Missing> = {},
): Promise<ReadResult<Value, Missing>> {
  return readTextAs(file, async (text) => (await import("./libraries/toml.js")).parseToml(text), options);
}

/** Reads a YAML file. Of several documents, the first is read. */
export function readYaml<Value = unknown, Missing = never>(
  file: string,
  options: ReadOptions<Value, Missing> = {},
): Promise<ReadResult<Value, Missing>> {
  return readTextAs(file, async (text) => (await import("./libraries/yaml.js")).parseYaml(text), options);
}

/**
 * Reads an XML file into plain objects: attributes start with `@`, the text of an element that has attributes is `#text`. All values
 * are text. An element that occurs once is an object, several are an array; name those in `arrays` that are to be arrays in any case.
 *
 * @example
 * ```ts
 * const { games } = await readXml<{ games: { game: { "@id": string }[] } }>(file, { arrays: ["game"] });
 * ```
 */
export function readXml<Value = unknown, Missing = never>(
  file: string,
  options: ReadOptions<Value, Missing> & { readonly arrays?: readonly string[] } = {},
): Promise<ReadResult<Value, Missing>> {
  const { arrays = [] } = options;
  return readTextAs(file, async (text) => (await import("./libraries/xml.js")).parseXml(text, arrays), options);
}

/** Reads a CSV file whose first line has the names of the columns. Commas, semicolons and tabs are recognized. */
export function readCsv<Value = Readonly<Record<string, string>>[], Missing = never>(
  file: string,
  options: ReadOptions<Value, Missing> = {},
): Promise<ReadResult<Value, Missing>> {
  return readTextAs(file, async (text) => (await import("./libraries/csv.js")).parseCsv(text), options);
}

/** Reads lines such as `key = "value"`, as in `retroarch.cfg`. Quotes are optional; lines that start with `#` are comments. */
export function readKeyValues<Value = ReadonlyMap<string, string>, Missing = never>(
  file: string,
  options: ReadOptions<Value, Missing> = {},
): Promise<ReadResult<Value, Missing>> {
  return readTextAs(file, parseKeyValues, options);
}

function parseKeyValues(text: string): ReadonlyMap<string, string> {
  const lines = text.split(/\r?\n/).flatMap((line) => {
    const [, key, quoted, plain] = /^\s*([^#=\s][^=\s]*)\s*=\s*(?:"([^"]*)"|(.*?))\s*$/.exec(line) ?? [];
    return key === undefined ? [] : [[key, quoted ?? plain ?? ""] as const];
  });
  return new Map(lines);
}

/**
 * Reads a file in a format of your own, as carefully as the others: again if another program is writing it, and what `parse` throws
 * becomes an {@link UnreadableFile}. Use {@link decodeText} for text.
 *
 * @example
 * ```ts
 * const lines = await readAs(file, (content) => decodeText(content).split(/\r?\n/));
 * ```
 */
export function readAs<Value, Missing = never>(
  file: string,
  parse: Parse<Value>,
  options: Pick<ReadOptions<Value, Missing>, "ifMissing"> = {},
): Promise<ReadResult<Value, Missing>> {
  return readFileAs(file, parse, options);
}
