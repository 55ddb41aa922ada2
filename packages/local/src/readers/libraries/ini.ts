import { parse } from "ini";

/**
 * What an INI file contains: sections, and keys outside of them. Values are text, except that `true`, `false` and `null` are read as
 * such. A key that occurs several times in a section is a list.
 */
export interface IniSection {
  readonly [key: string]: IniSection | string | boolean | null | readonly string[];
}

/** Parses an INI file; loads the library. */
export function parseIni(text: string): IniSection {
  return parse(withLists(text));
}

/** Appends `[]` to the keys that occur several times in their section: of several equal ones, the library would read the last. */
function withLists(text: string): string {
  const counts = new Map<string, number>();
  let section = "";
  const keyed = text.split(/\r?\n/).map((line) => {
    section = /^\s*(\[.*\])/.exec(line)?.[1] ?? section;
    const [, key, rest] = /^\s*([^;#=[\]]+?)\s*(=.*)$/.exec(line) ?? [];
    const place = key === undefined ? undefined : `${section} ${key}`;
    if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + 1);
    return { line, key, rest, place };
  });
  const isRepeated = (place = ""): boolean => (counts.get(place) ?? 0) > 1;
  return keyed.map(({ line, key, rest, place }) => (isRepeated(place) ? `${key}[]${rest}` : line)).join("\n");
}
