import { positionOf, UnreadableFile } from "./unreadable-file.js";

/** What a file in Valve's format contains. */
export interface VdfNode {
  readonly [key: string]: VdfNode | string | number | undefined;
}

type Node = Record<string, VdfNode | string | number>;

/** A quoted text, a brace, a condition such as `[$WIN32]`, or a word. Comments and white space match, too, and are skipped. */
const TOKEN = /"((?:[^"\\]|\\[^])*)"|([{}])|(\[[^\]\n]*\])|(\/\/[^\n]*|\s+)|([^\s"{}[\]]+)/y;

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", "\\": "\\", '"': '"' };

/** Conditions that hold on this computer. An unknown one does not hold. */
const CONDITIONS: Readonly<Record<string, readonly string[]>> = {
  win32: ["$WIN32", "$WINDOWS", "!$X360", "!$OSX", "!$LINUX", "!$POSIX"],
  darwin: ["$OSX", "$POSIX", "!$X360", "!$WIN32", "!$WINDOWS", "!$LINUX"],
  linux: ["$LINUX", "$POSIX", "!$X360", "!$WIN32", "!$WINDOWS", "!$OSX"],
};

interface Token {
  readonly kind: "text" | "open" | "close" | "condition";
  readonly text: string;
  readonly index: number;
}

/** Parses Valve's text format (KeyValues 1). */
export function parseVdf(text: string, file: string, hasLowercaseKeys: boolean): VdfNode {
  const tokens = [...tokenize(text, file)];
  const fail = (reason: string, token: Token | undefined): never => {
    throw new UnreadableFile(file, reason, positionOf(text, token?.index ?? text.length));
  };
  let next = 0;

  const parseNode = (isRoot: boolean): Node => {
    const node = emptyNode();
    for (;;) {
      const key = tokens[next++];
      if (key === undefined) return isRoot ? node : fail('a "}" is missing at the end', undefined);
      if (key.kind === "close") return isRoot ? fail('this "}" closes nothing', key) : node;
      if (key.kind !== "text") fail("expected a key", key);
      const name = hasLowercaseKeys ? key.text.toLowerCase() : key.text;
      // A condition may stand before a node or after a text.
      let isWanted = takeCondition();
      const value = tokens[next++];
      if (value?.kind === "open") {
        const child = parseNode(false);
        if (isWanted) addNode(node, name, child);
      } else if (value?.kind === "text") {
        isWanted &&= takeCondition();
        if (isWanted) node[name] = value.text;
      } else fail(`"${key.text}" has no value`, value);
    }
  };

  const takeCondition = (): boolean => {
    const token = tokens[next];
    if (token?.kind !== "condition") return true;
    next++;
    const conditions = token.text.slice(1, -1).split("||");
    return conditions.some((condition) => CONDITIONS[process.platform]?.includes(condition.trim().toUpperCase()));
  };

  return parseNode(true);
}

function* tokenize(text: string, file: string): Iterable<Token> {
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const index = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) {
      const reason =
        text[index] === '"' ? "this string has no closing quote" : `unexpected ${JSON.stringify(text[index])}`;
      throw new UnreadableFile(file, reason, positionOf(text, index));
    }
    const [, quoted, brace, condition, , word] = match;
    if (quoted !== undefined) yield { kind: "text", text: unescape(quoted), index };
    else if (brace !== undefined) yield { kind: brace === "{" ? "open" : "close", text: brace, index };
    else if (condition !== undefined) yield { kind: "condition", text: condition, index };
    else if (word !== undefined) yield { kind: "text", text: word, index };
  }
}

/** A backslash before any other letter is itself: paths of Windows are not always escaped. */
function unescape(text: string): string {
  return text.replace(/\\([^])/g, (whole, letter: string) => ESCAPES[letter] ?? whole);
}

/** Without a prototype, so that no key of a file has a meaning for JavaScript. */
export function emptyNode(): Node {
  return Object.create(null) as Node;
}

function addNode(parent: Node, key: string, child: Node): void {
  const existing = parent[key];
  if (typeof existing === "object") Object.assign(existing, child);
  else parent[key] = child;
}
