/**
 * This computer, for GOG GALAXY integrations: games in folders, processes, play time, files of other programs. Every export is public
 * API.
 *
 * @packageDocumentation
 */

/** Files of other programs. */
export { readCsv, readIni, readKeyValues, readToml, readXml, readYaml } from "./readers/formats.js";
export { readJson } from "./readers/json.js";
export type { IniSection } from "./readers/libraries/ini.js";
export type { ReadOptions } from "./readers/read-file.js";
export type { SqliteRow, SqliteValue } from "./readers/sqlite/row.js";
export { readSqlite, type SqliteQuery } from "./readers/sqlite/sqlite.js";
export { UnreadableFile } from "./readers/unreadable-file.js";
export { readBinaryVdf, readVdf } from "./readers/vdf.js";
export type { VdfNode } from "./readers/vdf-text.js";
