import { parse } from "ini";

/** What an INI file contains: sections, and keys outside of them. Values are text, except that `true`, `false` and `null` are read as such. */
export interface IniSection {
  readonly [key: string]: IniSection | string | boolean | null | readonly string[];
}

/** Parses an INI file; loads the library. */
export function parseIni(text: string): IniSection {
  return parse(text);
}
