import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { error, type Finding, type Place, warning } from "./rule.js";
import { positionAt } from "./rule.js";

/** What describes an integration is a page long. */
const LARGEST = 1024 * 1024;
const BYTE_ORDER_MARK = /^\uFEFF/;

/** A JSON file, in which everything has its place. */
export class JsonDocument {
  private constructor(
    private readonly file: string,
    /** What keeps it, or some programs, from reading it. */
    readonly problems: readonly Finding[],
    private readonly text = "",
    private readonly root?: Node,
  ) {}

  /** Answers `undefined` when there is no such file. */
  static async read(folder: string, file: string): Promise<JsonDocument | undefined> {
    const path = join(folder, file);
    try {
      const { size } = await stat(path);
      if (size <= LARGEST) return JsonDocument.#parse(file, await readFile(path, "utf8"));
      return new JsonDocument(file, [
        error({ file }, `has ${size} bytes`, "Write what it is meant to say: that takes a page."),
      ]);
    } catch (failure) {
      const { code, message } = failure as NodeJS.ErrnoException;
      if (code === "ENOENT") return undefined;
      return new JsonDocument(file, [
        error({ file }, `cannot be read: ${message}`, "Make it a file that can be read."),
      ]);
    }
  }

  static #parse(file: string, content: string): JsonDocument {
    const text = content.replace(BYTE_ORDER_MARK, "");
    const failures: ParseError[] = [];
    const root = parseTree(text, failures, { disallowComments: true });
    // What follows the first is mostly a consequence of it.
    const [failure] = failures;
    if (failure) {
      const place = { file, ...positionAt(text, failure.offset) };
      return new JsonDocument(file, [error(place, `is no JSON: ${wordsOf(failure)}`, "Correct it there.")]);
    }
    const marked = warning(
      { file, line: 1, column: 1 },
      "begins with a byte order mark, which not every program understands",
      "Save it as UTF-8 without one.",
    );
    return new JsonDocument(file, text === content ? [] : [marked], text, root);
  }

  /** Undefined for what is no JSON. */
  get value(): unknown {
    return this.root && (getNodeValue(this.root) as unknown);
  }

  /** The place of a member, or of the nearest one around it that is there. */
  place(...path: readonly string[]): Place {
    if (!this.root) return { file: this.file };
    const lengths = path.map((_, index) => path.length - index);
    const nodes = lengths.map((length) => this.root && findNodeAtLocation(this.root, path.slice(0, length)));
    const node = nodes.find((one) => one !== undefined) ?? this.root;
    return { file: this.file, ...positionAt(this.text, (node.parent ?? node).offset) };
  }
}

/** `CommaExpected` → `comma expected`. */
function wordsOf({ error: code }: ParseError): string {
  return printParseErrorCode(code)
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
}
