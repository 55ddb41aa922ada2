import { extname } from "node:path";

/** What comes in brackets after a title: `(World)`, `[!]`, `{Disc 1}`. In the middle of a word, brackets belong to it. */
const NOTES = /(?:^|\s|(?<=[)\]}]))(?:\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\})(?=$|[\s([{])/g;
/** `Legend of Zelda, The` and `Legend of Zelda, The - A Link to the Past`. */
const TRAILING_ARTICLE = /^(.+?), (the|an?|der|die|das|les?|la|l'|los|las|el|il|lo|gli)(?=$| - )/i;
/** Longer endings, and the end of a version number, are part of the name. */
const EXTENSION = /^\.(?=.*[a-z])[a-z0-9]{1,5}$/i;

/**
 * Turns the name of a file or a folder into a title: `Micro_Mages (World) (Rev 1) [!].zip` becomes `Micro Mages`, and
 * `Legend of Zelda, The (USA).nes` becomes `The Legend of Zelda`. GALAXY finds covers by the title.
 *
 * @param name - without its folder
 * @param isFile - whether it ends with an extension
 */
export function titleOf(name: string, isFile = true): string {
  const bare = isFile ? withoutExtension(name) : name;
  const words = withSpaces(bare).replace(NOTES, " ").replace(/\s+/g, " ").trim();
  const title = words.replace(TRAILING_ARTICLE, (_, rest: string, article: string) =>
    article.endsWith("'") ? article + rest : `${article} ${rest}`,
  );
  // A name that is nothing but notes is better than no title.
  return (title === "" ? bare.trim() || name : title).normalize("NFC");
}

function withoutExtension(name: string): string {
  const extension = extname(name);
  return EXTENSION.test(extension) ? name.slice(0, -extension.length) : name;
}

/** Underscores and dots stand for spaces in a name without any. */
function withSpaces(name: string): string {
  const words = name.replaceAll("_", " ");
  if (/\s/.test(name)) return words;
  const parts = words.split(".");
  return parts.reduce((title, part, index) => title + (belongTogether(parts[index - 1], part) ? "." : " ") + part);
}

/** The dots in `S.T.A.L.K.E.R` and in `1.5` do not stand for spaces. */
function belongTogether(before = "", after: string): boolean {
  return (before.length === 1 && after.length === 1) || (/\d$/.test(before) && /^\d/.test(after));
}
